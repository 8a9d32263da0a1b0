import type { Span } from '../../text/source.ts';
import type { Decorator, ErrorNode, Identifier, InterpolationNode, StringNode } from './tree.ts';

/** A type as written, in the syntax tree. */
export type TypeNode =
  | TypeName
  | TypeLiteral
  | TypeNegation
  | TypeObject
  | TypeTuple
  | TypeArray
  | TypeNullable
  | TypeNonNull
  | TypeUnion
  | TypeParenthesized
  | TypePropertyAccess
  | TypeAdditionalPropertiesAccess
  | TypeItemsAccess
  | TypeIndexAccess
  | TypeInstantiation
  | TypeResource
  | ErrorNode;

/** `string`, `myType`, or a namespace (`sys` in `sys.string`) or wildcard import as the target of an access. */
export interface TypeName {
  readonly kind: 'type-name';
  readonly name: string;
  readonly span: Span;
}

/** `'one'`, `7`, `true`, `null`. A string with interpolation is not legal here and has a diagnostic. */
export interface TypeLiteral {
  readonly kind: 'type-literal';
  readonly value: string | bigint | boolean | null;
  readonly span: Span;
}

/** `-7`, `!true`. */
export interface TypeNegation {
  readonly kind: 'type-negation';
  readonly operator: '-' | '!' | '+';
  readonly operand: TypeNode;
  readonly span: Span;
}

/** `{ name: type, *: type }`. */
export interface TypeObject {
  readonly kind: 'type-object';
  /** In the order written. */
  readonly members: readonly (TypeProperty | TypeAdditionalProperties | ErrorNode)[];
  readonly span: Span;
}

export interface TypeProperty {
  readonly kind: 'type-property-member';
  readonly decorators: readonly Decorator[];
  readonly key: Identifier | StringNode | InterpolationNode;
  readonly value: TypeNode;
  readonly span: Span;
}

/** `*: type`. */
export interface TypeAdditionalProperties {
  readonly kind: 'type-additional-properties-member';
  readonly decorators: readonly Decorator[];
  readonly value: TypeNode;
  readonly span: Span;
}

/** `[string, int]`. */
export interface TypeTuple {
  readonly kind: 'type-tuple';
  readonly items: readonly (TypeTupleItem | ErrorNode)[];
  readonly span: Span;
}

export interface TypeTupleItem {
  readonly kind: 'type-tuple-item';
  readonly decorators: readonly Decorator[];
  readonly value: TypeNode;
  readonly span: Span;
}

/** `string[]`. */
export interface TypeArray {
  readonly kind: 'type-array';
  readonly item: TypeNode;
  readonly span: Span;
}

/** `string?`. */
export interface TypeNullable {
  readonly kind: 'type-nullable';
  readonly base: TypeNode;
  readonly span: Span;
}

/** `myType!`. */
export interface TypeNonNull {
  readonly kind: 'type-non-null';
  readonly base: TypeNode;
  readonly span: Span;
}

/** `'a' | 'b' | null`. */
export interface TypeUnion {
  readonly kind: 'type-union';
  readonly members: readonly TypeNode[];
  readonly span: Span;
}

export interface TypeParenthesized {
  readonly kind: 'type-parenthesized';
  readonly inner: TypeNode;
  readonly span: Span;
}

/** `target.name`: of an object type, of a namespace, or of a wildcard import. */
export interface TypePropertyAccess {
  readonly kind: 'type-property';
  readonly target: TypeNode;
  readonly name: Identifier;
  readonly span: Span;
}

/** `target.*`: the type of additional properties. */
export interface TypeAdditionalPropertiesAccess {
  readonly kind: 'type-additional-properties';
  readonly target: TypeNode;
  readonly span: Span;
}

/** `target[*]`: the type of an array's items. */
export interface TypeItemsAccess {
  readonly kind: 'type-items';
  readonly target: TypeNode;
  readonly span: Span;
}

/** `target[0]`: the type of a tuple's item. */
export interface TypeIndexAccess {
  readonly kind: 'type-index';
  readonly target: TypeNode;
  readonly index: bigint;
  readonly span: Span;
}

/** `resourceInput<'type@version'>`, `sys.resourceOutput<'type@version'>`. */
export interface TypeInstantiation {
  readonly kind: 'type-instantiation';
  /** The namespace, if one is written. */
  readonly namespace: Identifier | undefined;
  readonly name: Identifier;
  readonly args: readonly TypeNode[];
  readonly span: Span;
}

/** `resource 'type@version'`, as the type of a parameter or output; the reference may be left out. */
export interface TypeResource {
  readonly kind: 'type-resource';
  readonly type: StringNode | InterpolationNode | ErrorNode | undefined;
  readonly span: Span;
}
