import { spanOf } from '../../text/source.ts';
import { character, expectationText, expected } from './expected.ts';
import { readDecorators, readInteger, readMemberKey, readString } from './expressions.ts';
import { limitChain, readElements, readList, spansLines } from './lists.ts';
import type { TokenKind } from './token.ts';
import type { TokenReader } from './token-reader.ts';
import type { ErrorNode } from './tree.ts';
import type { TypeLiteral, TypeNode, TypeObject, TypeTupleItem } from './types.ts';

const memberEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', '}']);
const itemEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', ']']);

type TypeMember = TypeObject['members'][number];

/** Reads types. */
/** A union, or one type; the lines of a union may begin with its bars. */
export function readType(tokens: TokenReader): TypeNode {
  const { start } = tokens.peek(isBarAhead(tokens) && !tokens.is('|') ? 1 : 0);
  const leadingBar = takeBar(tokens);
  const first = tokens.nested(() => readSuffixedType(tokens));
  if (!leadingBar && !isBarAhead(tokens)) return first;
  const members = [first];
  while (takeBar(tokens)) members.push(tokens.nested(() => readSuffixedType(tokens)));
  return { kind: 'type-union', members, span: tokens.spanFrom(start) };
}

function isBarAhead(tokens: TokenReader): boolean {
  return tokens.is('|') || (tokens.is('new-line') && tokens.peek(1).kind === '|');
}

function takeBar(tokens: TokenReader): boolean {
  if (!isBarAhead(tokens)) return false;
  tokens.take('new-line');
  return tokens.take('|');
}

/** `string?`, `myType!`. */
function readSuffixedType(tokens: TokenReader): TypeNode {
  let base = readSignedType(tokens);
  for (let links = 0; ; links += 1) {
    const token = tokens.peek();
    const { kind } = token;
    if (kind !== '?' && kind !== '!') return base;
    limitChain(tokens, links, token);
    tokens.at += 1;
    base = {
      kind: kind === '?' ? 'type-nullable' : 'type-non-null',
      base,
      span: tokens.spanFrom(base.span.start),
    };
  }
}

function readSignedType(tokens: TokenReader): TypeNode {
  const { kind, start } = tokens.peek();
  if (kind !== '-' && kind !== '!') return readAccessedType(tokens);
  tokens.at += 1;
  const operand = readAccessedType(tokens);
  return { kind: 'type-negation', operator: kind, operand, span: tokens.spanFrom(start) };
}

function readAccessedType(tokens: TokenReader): TypeNode {
  let target = readPrimaryType(tokens);
  for (let links = 0; ; links += 1) {
    const token = tokens.peek();
    if (token.kind !== '.' && token.kind !== '[') return target;
    limitChain(tokens, links, token);
    tokens.at += 1;
    target = token.kind === '.' ? readMemberOfType(tokens, target) : readItemOfType(tokens, target);
  }
}

function readMemberOfType(tokens: TokenReader, target: TypeNode): TypeNode {
  const { start } = target.span;
  if (tokens.take('*')) return { kind: 'type-additional-properties', target, span: tokens.spanFrom(start) };
  const name = tokens.expectName(expected.member);
  if (!tokens.is('<')) return { kind: 'type-property', target, name, span: tokens.spanFrom(start) };
  const namespace = target.kind === 'type-name' ? target : undefined;
  if (!namespace) tokens.failHere(expected.parameterizable);
  const args = readTypeArguments(tokens);
  return {
    kind: 'type-instantiation',
    namespace: { kind: 'identifier', name: namespace.name, span: namespace.span },
    name,
    args,
    span: tokens.spanFrom(start),
  };
}

function readItemOfType(tokens: TokenReader, target: TypeNode): TypeNode {
  const { start } = target.span;
  if (tokens.take(']')) return { kind: 'type-array', item: target, span: tokens.spanFrom(start) };
  if (tokens.take('*')) {
    tokens.expect(']');
    return { kind: 'type-items', target, span: tokens.spanFrom(start) };
  }
  if (!tokens.is('integer')) tokens.failHere(tokens.isUnclosed() ? expected.value : expected.constant);
  const index = BigInt(tokens.next().text.slice(0, 20));
  tokens.expect(']');
  return { kind: 'type-index', target, index, span: tokens.spanFrom(start) };
}

function readPrimaryType(tokens: TokenReader): TypeNode {
  const { kind } = tokens.peek();
  if (kind === 'identifier') return readNamedType(tokens);
  if (kind === '{') return tokens.nested(() => readObjectType(tokens));
  if (kind === '[') return tokens.nested(() => readTupleType(tokens));
  if (kind === '(') return readParenthesizedType(tokens);
  if (kind === 'string' || kind === 'string-start') return readStringType(tokens);
  return readLiteralType(tokens);
}

function readNamedType(tokens: TokenReader): TypeNode {
  const name = tokens.identifier();
  if (!tokens.is('<')) return { kind: 'type-name', name: name.name, span: name.span };
  const args = readTypeArguments(tokens);
  return { kind: 'type-instantiation', namespace: undefined, name, args, span: tokens.spanFrom(name.span.start) };
}

function readTypeArguments(tokens: TokenReader): readonly TypeNode[] {
  return readList(tokens, '<', '>', 'type arguments', () => readType(tokens), false);
}

function readParenthesizedType(tokens: TokenReader): TypeNode {
  const { start } = tokens.next();
  const inner = tokens.nested(() => readType(tokens));
  tokens.expect(')');
  return { kind: 'type-parenthesized', inner, span: tokens.spanFrom(start) };
}

function readStringType(tokens: TokenReader): TypeNode {
  const token = tokens.peek();
  const text = readString(tokens);
  if (text.kind === 'string') return { kind: 'type-literal', value: text.value, span: text.span };
  return tokens.fail(expectationText(expected.literalType, ''), token);
}

function readLiteralType(tokens: TokenReader): TypeLiteral {
  const token = tokens.peek();
  if (token.kind === 'integer') {
    const number = readInteger(tokens);
    if (number.kind === 'integer') return { kind: 'type-literal', value: number.value, span: number.span };
  }
  if (token.kind !== 'true' && token.kind !== 'false' && token.kind !== 'null') tokens.failHere(expected.type);
  tokens.at += 1;
  const value = token.kind === 'null' ? null : token.kind === 'true';
  return { kind: 'type-literal', value, span: spanOf(tokens.file, token.start, token.end) };
}

function readObjectType(tokens: TokenReader): TypeNode {
  const opener = tokens.expect('{');
  const members = readElements(tokens, opener, '}', 'object type', () => readTypeMember(tokens));
  return { kind: 'type-object', members, span: tokens.spanFrom(opener.start) };
}

function readTypeMember(tokens: TokenReader): TypeMember {
  const first = tokens.peek();
  const read = (): TypeMember => {
    const decorators = readDecorators(tokens);
    const key = tokens.take('*') ? undefined : readMemberKey(tokens, expected.typeMember);
    tokens.expect(':');
    const value = readElementType(tokens, memberEnd, '}');
    const span = tokens.spanFrom(first.start);
    if (spansLines(value)) return { kind: 'error', span };
    if (!key) return { kind: 'type-additional-properties-member', decorators, value, span };
    return { kind: 'type-property-member', decorators, key, value, span };
  };
  return tokens.recover(read, (skipped) => skipped, memberEnd);
}

function readTupleType(tokens: TokenReader): TypeNode {
  const opener = tokens.expect('[');
  const items = readElements(tokens, opener, ']', 'tuple type', () => readTupleItem(tokens));
  return { kind: 'type-tuple', items, span: tokens.spanFrom(opener.start) };
}

function readTupleItem(tokens: TokenReader): TypeTupleItem | ErrorNode {
  const first = tokens.peek();
  const read = (): TypeTupleItem => {
    const decorators = readDecorators(tokens);
    const value = readElementType(tokens, itemEnd, ']');
    return { kind: 'type-tuple-item', decorators, value, span: tokens.spanFrom(first.start) };
  };
  return tokens.recover(read, (skipped) => skipped, itemEnd);
}

/** A type that has to reach up to the end of its element. */
function readElementType(tokens: TokenReader, stops: ReadonlySet<TokenKind>, close: '}' | ']'): TypeNode {
  const read = (): TypeNode => {
    const type = readType(tokens);
    if (!stops.has(tokens.peek().kind)) tokens.failHere(tokens.is('end') ? character(close) : expected.newLineOrComma);
    return type;
  };
  return tokens.recover(read, (skipped) => skipped, stops);
}
