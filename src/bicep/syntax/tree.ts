import type { Span } from '../../text/source.ts';
import type { TypeNode } from './types.ts';

/**
 * The syntax tree of Bicep: every construct as a person wrote it, each with the characters that it covers. A part that
 * could not be read stays in the tree as a node of kind `error`, whose reason is among the file's diagnostics.
 */
export interface BicepFile {
  readonly kind: 'file';
  /** The whole text. */
  readonly span: Span;
  readonly statements: readonly Statement[];
  /** Whether statements may be missing: the text ends within one, or is not read to its end. */
  readonly isTorn: boolean;
}

/** Something that could not be read, or that is missing (then its span is empty). A diagnostic says why. */
export interface ErrorNode {
  readonly kind: 'error';
  readonly span: Span;
}

/** A name where one is declared or used. */
export interface Identifier {
  readonly kind: 'identifier';
  /** Case counts. Empty if the name is missing; a diagnostic says so. */
  readonly name: string;
  readonly span: Span;
}

/** `@description('…')`, `@sys.secure()`. */
export interface Decorator {
  readonly kind: 'decorator';
  /** A call, or a call in a namespace; anything else that was written is an error. */
  readonly call: CallNode | MethodCallNode | ErrorNode;
  readonly span: Span;
}

interface Declaration {
  /** In the order written. */
  readonly decorators: readonly Decorator[];
  /** From the first decorator to the end of the value. */
  readonly span: Span;
}

// Statements

export type Statement =
  | TargetScopeStatement
  | MetadataStatement
  | ParameterStatement
  | VariableStatement
  | TypeStatement
  | FunctionStatement
  | ResourceStatement
  | ModuleStatement
  | OutputStatement
  | AssertStatement
  | TestStatement
  | ImportStatement
  | ExtensionStatement
  | UsingStatement
  | ExtendsStatement
  | ParameterAssignment
  | ExtensionConfigAssignment
  | ErrorStatement;

/** A statement that could not be read at all, or decorators with nothing behind them. */
export interface ErrorStatement extends Declaration {
  readonly kind: 'error';
  /** The keyword that it begins with (`resource`, `module`), as far as there is one. */
  readonly keyword: string | undefined;
  /** The name that it declares, as far as that could be read. */
  readonly name: Identifier | undefined;
}

/** `targetScope = 'subscription'`, or an array of scopes. */
export interface TargetScopeStatement extends Declaration {
  readonly kind: 'target-scope';
  readonly value: Expression;
}

export interface MetadataStatement extends Declaration {
  readonly kind: 'metadata';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `param name type = default`, in a template. */
export interface ParameterStatement extends Declaration {
  readonly kind: 'parameter';
  readonly name: Identifier;
  readonly type: TypeNode;
  readonly defaultValue: Expression | undefined;
}

export interface VariableStatement extends Declaration {
  readonly kind: 'variable';
  readonly name: Identifier;
  readonly type: TypeNode | undefined;
  /** May be a loop. */
  readonly value: Expression;
}

export interface TypeStatement extends Declaration {
  readonly kind: 'type';
  readonly name: Identifier;
  readonly value: TypeNode;
}

/** `func name(a T, b T) R => body`. */
export interface FunctionStatement extends Declaration {
  readonly kind: 'function';
  readonly name: Identifier;
  readonly parameters: readonly FunctionParameter[];
  readonly returnType: TypeNode;
  readonly body: Expression;
}

export interface FunctionParameter {
  readonly kind: 'function-parameter';
  readonly name: Identifier;
  readonly type: TypeNode;
  readonly span: Span;
}

/** `resource name 'type@version' existing = body`; also a nested one inside the body of another. */
export interface ResourceStatement extends Declaration {
  readonly kind: 'resource';
  readonly name: Identifier;
  /** `'type@version'`. */
  readonly type: StringNode | InterpolationNode | ErrorNode;
  readonly existing: boolean;
  /** An object, an `if`, or a loop over one of them. */
  readonly value: Expression | IfNode;
}

/** `module name 'reference' = body`. */
export interface ModuleStatement extends Declaration {
  readonly kind: 'module';
  readonly name: Identifier;
  /** A path, or a reference to a registry or a template spec. */
  readonly reference: StringNode | InterpolationNode | ErrorNode;
  /** An object, an `if`, or a loop over one of them. */
  readonly value: Expression | IfNode;
}

export interface OutputStatement extends Declaration {
  readonly kind: 'output';
  readonly name: Identifier;
  readonly type: TypeNode;
  /** May be a loop. */
  readonly value: Expression;
}

/** `assert name = condition`. */
export interface AssertStatement extends Declaration {
  readonly kind: 'assert';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `test name 'reference' = { params: … }`. */
export interface TestStatement extends Declaration {
  readonly kind: 'test';
  readonly name: Identifier;
  readonly reference: StringNode | InterpolationNode | ErrorNode;
  readonly value: Expression | IfNode;
}

/** `import { a, b as c } from 'reference'` or `import * as everything from 'reference'`. */
export interface ImportStatement extends Declaration {
  readonly kind: 'import';
  readonly what: ImportedSymbols | ImportedEverything;
  readonly reference: StringNode | InterpolationNode | ErrorNode;
}

export interface ImportedSymbols {
  readonly kind: 'symbols';
  readonly symbols: readonly ImportedSymbol[];
  readonly span: Span;
}

export interface ImportedSymbol {
  readonly kind: 'symbol';
  /** As exported; a name that is no identifier is written as a string. */
  readonly name: Identifier | StringNode;
  /** The name in this file, if `as` gives it another. */
  readonly alias: Identifier | undefined;
  readonly span: Span;
}

export interface ImportedEverything {
  readonly kind: 'everything';
  readonly alias: Identifier;
  readonly span: Span;
}

/** `extension name with { … } as alias`; also its older spellings `provider …` and `import '…' as alias`. */
export interface ExtensionStatement extends Declaration {
  readonly kind: 'extension';
  /** A name that `bicepconfig.json` explains, or a reference to a registry. */
  readonly extension: Identifier | StringNode | InterpolationNode | ErrorNode;
  readonly config: Expression | undefined;
  readonly alias: Identifier | undefined;
}

/** `using 'template'` or `using none`, in a parameter file. */
export interface UsingStatement extends Declaration {
  readonly kind: 'using';
  /** Undefined for `none`. */
  readonly reference: StringNode | InterpolationNode | ErrorNode | undefined;
  /** `with { … }`: how it is to be deployed. */
  readonly config: Expression | undefined;
}

/** `extends 'base.bicepparam'`, in a parameter file. */
export interface ExtendsStatement extends Declaration {
  readonly kind: 'extends';
  readonly reference: StringNode | InterpolationNode | ErrorNode;
}

/** `param name = value`, in a parameter file. */
export interface ParameterAssignment extends Declaration {
  readonly kind: 'parameter-assignment';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `extensionConfig alias with { … }`, in a parameter file. */
export interface ExtensionConfigAssignment extends Declaration {
  readonly kind: 'extension-config';
  readonly alias: Identifier;
  readonly config: Expression | undefined;
}

// Expressions

export type Expression =
  | StringNode
  | InterpolationNode
  | IntegerNode
  | BooleanNode
  | NullNode
  | ObjectNode
  | ArrayNode
  | ForNode
  | NameNode
  | CallNode
  | MethodCallNode
  | PropertyAccess
  | IndexAccess
  | NestedResourceAccess
  | NonNullNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | ParenthesizedNode
  | LambdaNode
  | ErrorNode;

/** A string without interpolation, of one line or of several. */
export interface StringNode {
  readonly kind: 'string';
  /** Escapes resolved. */
  readonly value: string;
  /** Written with three quotes. */
  readonly multiLine: boolean;
  /** Includes the quotes. */
  readonly span: Span;
}

/** `'a${b}c'`: the texts are one more than the parts, which stand between them. */
export interface InterpolationNode {
  readonly kind: 'interpolation';
  readonly texts: readonly string[];
  readonly parts: readonly Expression[];
  readonly multiLine: boolean;
  readonly span: Span;
}

export interface IntegerNode {
  readonly kind: 'integer';
  /** Never negative: a minus is an operator. */
  readonly value: bigint;
  readonly span: Span;
}

export interface BooleanNode {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly span: Span;
}

export interface NullNode {
  readonly kind: 'null';
  readonly span: Span;
}

export interface ObjectNode {
  readonly kind: 'object';
  /** In the order written. */
  readonly members: readonly ObjectMember[];
  /** Includes the braces. */
  readonly span: Span;
}

export type ObjectMember = PropertyMember | SpreadNode | ResourceStatement | ErrorNode;

export interface PropertyMember {
  readonly kind: 'member';
  /** A bare word, a string, or a computed string. */
  readonly key: Identifier | StringNode | InterpolationNode;
  /** May be a loop; that of an `if` is only legal elsewhere and is an error here. */
  readonly value: Expression;
  readonly span: Span;
}

/** `...value`, in an object or in an array. */
export interface SpreadNode {
  readonly kind: 'spread';
  readonly value: Expression;
  readonly span: Span;
}

export interface ArrayNode {
  readonly kind: 'array';
  readonly items: readonly (Expression | SpreadNode)[];
  /** Includes the brackets. */
  readonly span: Span;
}

/** `[for item in source: body]`, `[for (item, index) in source: body]`. */
export interface ForNode {
  readonly kind: 'for';
  readonly item: Identifier;
  readonly index: Identifier | undefined;
  readonly source: Expression;
  readonly body: Expression | IfNode;
  /** Includes the brackets. */
  readonly span: Span;
}

/** `if (condition) body`, as the value of a resource or module or as the body of their loop. */
export interface IfNode {
  readonly kind: 'if';
  /** Without its parentheses. */
  readonly condition: Expression;
  readonly body: Expression;
  readonly span: Span;
}

/** A symbol that is used: parameter, variable, resource, module, namespace, loop variable … */
export interface NameNode {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

/** `name(args)`. */
export interface CallNode {
  readonly kind: 'call';
  readonly name: Identifier;
  readonly args: readonly Expression[];
  readonly span: Span;
}

/** `target.name(args)`: a function of a namespace (`sys.empty(x)`), of a wildcard import, or of a resource. */
export interface MethodCallNode {
  readonly kind: 'method-call';
  readonly target: Expression;
  readonly name: Identifier;
  readonly args: readonly Expression[];
  readonly span: Span;
}

/** `target.name`, `target.?name`. */
export interface PropertyAccess {
  readonly kind: 'property';
  readonly target: Expression;
  readonly name: Identifier;
  /** Written with `.?`. */
  readonly safe: boolean;
  readonly span: Span;
}

/** `target[index]`, `target[?index]`, `target[^index]`, `target[?^index]`. */
export interface IndexAccess {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
  /** Written with `?`. */
  readonly safe: boolean;
  /** Written with `^`: counted from the end, the last item is 1. */
  readonly fromEnd: boolean;
  readonly span: Span;
}

/** `target::name`. */
export interface NestedResourceAccess {
  readonly kind: 'nested-resource';
  readonly target: Expression;
  readonly name: Identifier;
  readonly span: Span;
}

/** `target!`. */
export interface NonNullNode {
  readonly kind: 'non-null';
  readonly target: Expression;
  readonly span: Span;
}

export interface UnaryNode {
  readonly kind: 'unary';
  readonly operator: '!' | '-' | '+';
  readonly operand: Expression;
  readonly span: Span;
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '&&'
  | '||'
  | '??';

export interface BinaryNode {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  readonly operatorSpan: Span;
  readonly span: Span;
}

/** `condition ? whenTrue : whenFalse`. */
export interface ConditionalNode {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
  readonly span: Span;
}

export interface ParenthesizedNode {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
  readonly span: Span;
}

/** `x => body`, `(x, i) => body`. */
export interface LambdaNode {
  readonly kind: 'lambda';
  readonly parameters: readonly Identifier[];
  readonly body: Expression;
  readonly span: Span;
}
