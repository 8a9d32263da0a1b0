import type { DiagnosticCode } from '../text/codes.ts';
import type { Span } from '../text/source.ts';

/** What a span contributes to a value. */
export type OriginRole =
  /** Written at the place of use. */
  | 'written'
  /** The definition of a variable. */
  | 'variable'
  /** The default of a parameter, which a caller may override. */
  | 'default'
  /** A parameter file. */
  | 'parameters'
  /** What a caller passes to a module or nested deployment. */
  | 'argument';

/** Why a value is here: a span, and the spans from which that one takes the value. */
export interface Origin {
  readonly span: Span;
  readonly role: OriginRole;
  /** The parameter or variable whose value this is. */
  readonly name?: string;
  /** One step nearer to the definition. */
  readonly from?: readonly Origin[];
}

/** Why a value cannot be known without deploying, or without more input. */
export interface UnknownReason {
  readonly code:
    | 'parameter'
    | 'secure-parameter'
    | 'context'
    | 'runtime'
    | 'gap'
    | 'broken-file'
    | 'loop'
    | 'failed'
    | 'unsupported'
    | 'limit';
  /** A phrase for people that names the culprit: `parameter 'days' has no value`. */
  readonly text: string;
  /** The parameter that has no value, where that is the reason. */
  readonly parameter?: string;
}

/** What is known of an unknown value: an inclusive integer interval, or literal pieces of a string. */
export type Domain =
  | { readonly kind: 'interval'; readonly min?: bigint; readonly max?: bigint }
  | { readonly kind: 'pieces'; readonly pieces: readonly (string | Expr)[] };

interface ValueBase {
  /** The sources of this value, at the place of use first. */
  readonly origins: readonly Origin[];
  /**
   * The expression that the deployment service would still have to evaluate, for a value that it does not know
   * before it deploys. A value can be known to us and carry a residual: both arms of an undecided `if` may agree.
   */
  readonly residual?: Expr;
  /**
   * Set for what a template declares of a resource that is referred to, and for what is made of it: the expression
   * that asks the service, which knows more. Properties that are not declared, or not known, are read from there.
   */
  readonly fallback?: Expr;
  /**
   * Set for what is given to a secure parameter, for what is made of it, and for containers that hold such a value: it
   * is compared like any other, but people see `(secure)` in its place.
   */
  readonly secure?: true;
}

export type Value = KnownScalar | ObjectValue | ArrayValue | UnknownValue | ChoiceValue | FailedValue | AbsentValue;

export type KnownScalar = StringValue | IntValue | FloatValue | BoolValue | NullValue;

export interface StringValue extends ValueBase {
  readonly kind: 'string';
  readonly value: string;
}

/** Usually of 64 bits; a JSON literal may be larger, and only arithmetic refuses it. */
export interface IntValue extends ValueBase {
  readonly kind: 'int';
  readonly value: bigint;
}

/** Only JSON literals and `float()` make these; no arithmetic of the language takes them. */
export interface FloatValue extends ValueBase {
  readonly kind: 'float';
  readonly value: number;
}

export interface BoolValue extends ValueBase {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullValue extends ValueBase {
  readonly kind: 'null';
}

export interface Entry {
  /** As written; lookups compare without case. */
  readonly key: string;
  readonly keySpan?: Span;
  readonly value: Value;
  /** Set if people may not see the key. */
  readonly secureKey?: true;
}

/** A member whose key only the service knows. */
export interface UnkeyedEntry {
  readonly key: Value;
  readonly value: Value;
  /** How many members with known keys stand before it. */
  readonly after: number;
}

export interface ObjectValue extends ValueBase {
  readonly kind: 'object';
  /** By exact key, in order; keys that differ only in case can occur side by side. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Set if an unknown part may add further keys. Keys that it may override are unknown entries. */
  readonly open?: UnknownReason;
  /** Members whose keys are not known; an object that has them is open. */
  readonly unkeyed?: readonly UnkeyedEntry[];
  /** Whether any part, at any depth, carries a residual. */
  readonly symbolic: boolean;
  readonly extent: Extent;
}

export interface ArrayValue extends ValueBase {
  readonly kind: 'array';
  readonly items: readonly Value[];
  /** Set if an unknown part may add further items; the known ones then have no fixed index. */
  readonly open?: UnknownReason;
  /** Whether any part, at any depth, carries a residual. */
  readonly symbolic: boolean;
  readonly extent: Extent;
}

export interface UnknownValue extends ValueBase {
  readonly kind: 'unknown';
  readonly why: UnknownReason;
  readonly domain?: Domain;
  readonly residual: Expr;
}

/** One of a few values, depending on an atom that is not known: two uses of one atom stay correlated. */
export interface ChoiceValue extends ValueBase {
  readonly kind: 'choice';
  readonly atom: Atom;
  readonly cases: readonly ChoiceCase[];
  readonly residual: Expr;
}

/** An unknown on which choices depend. Equal keys mean the same unknown, in base and head alike. */
export interface Atom {
  /** Canonical text of the expression. */
  readonly key: string;
  /** The expression itself, for people; that of a parameter is its key. */
  readonly expr?: Expr;
  readonly why: UnknownReason;
  /** Where the unknown comes from, if a person wrote it. */
  readonly origins?: readonly Origin[];
}

export interface ChoiceCase {
  /** What the atom is in this case, as canonical text: `true`, `'Locked'`. */
  readonly when: string;
  readonly value: Value;
}

/** The evaluation cannot succeed: the deployment would be refused here. */
export interface FailedValue extends ValueBase {
  readonly kind: 'failed';
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span?: Span;
  /** Set if it comes from a part of the input that cannot be read. */
  readonly lossy?: true;
}

/** Not written at all. It exists only where a property is looked for, never inside another value. */
export interface AbsentValue extends ValueBase {
  readonly kind: 'absent';
}

/**
 * How much a value or an expression holds, itself included, and how deep it goes. What several parts share counts for
 * each of them, as it does for everything that walks through it or prints it.
 */
export interface Extent {
  readonly size: number;
  readonly depth: number;
}

/**
 * The one expression tree, in the terms of ARM template expressions. Bicep is lowered to it, so names of functions
 * are ARM's. Every node knows the characters that a person wrote for it.
 */
export type Expr = LiteralExpr | CallExpr | PropertyExpr | IndexExpr | ValueExpr;

interface ExprBase {
  /**
   * What its value depends on beyond its text, as a text to compare: the content of a script, a secret as a hash, what
   * an expression that failed reads. Unknown values are the same only if this is, too. Few are ever compared.
   */
  readonly basis?: () => string;
}

/** A string or an integer; `true()`, `false()` and `null()` are calls in this language. */
export interface LiteralExpr extends ExprBase {
  readonly kind: 'literal';
  readonly value: string | bigint;
  readonly span: Span;
}

export interface CallExpr extends ExprBase {
  readonly kind: 'call';
  /** As written; functions compare without case. */
  readonly name: string;
  /** Of a user-defined function: `contoso` in `contoso.nameOf(...)`. */
  readonly namespace?: string;
  readonly args: readonly Expr[];
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `target.name` or `target['name']`. */
export interface PropertyExpr extends ExprBase {
  readonly kind: 'property';
  readonly target: Expr;
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** `target[index]` with an index that is computed or a number. */
export interface IndexExpr extends ExprBase {
  readonly kind: 'index';
  readonly target: Expr;
  readonly index: Expr;
  readonly span: Span;
}

/** A part that is evaluated already; residual expressions are made of these and of what could not be evaluated. */
export interface ValueExpr extends ExprBase {
  readonly kind: 'value';
  readonly value: Value;
  readonly span?: Span;
}
