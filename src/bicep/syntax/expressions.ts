import { spanOf } from '../../text/source.ts';
import { character, type Expectation, expectationText, expected, loopVariables } from './expected.ts';
import { limitChain, readElements, readList, spansLines } from './lists.ts';
import type { Token, TokenKind } from './token.ts';
import type { TokenReader } from './token-reader.ts';
import type {
  BinaryOperator,
  Decorator,
  ErrorNode,
  Expression,
  ForNode,
  Identifier,
  IfNode,
  InterpolationNode,
  ObjectMember,
  ObjectNode,
  ResourceStatement,
  SpreadNode,
  Statement,
  StringNode,
} from './tree.ts';

/** Where an expression stands decides what it may contain. */
export interface Place {
  /** Objects and arrays are not allowed in the holes of strings. */
  readonly literals: boolean;
  /** The body of a resource may declare resources. */
  readonly resources: boolean;
}

export const anywhere: Place = { literals: true, resources: false };
export const inResource: Place = { literals: true, resources: true };
const inHole: Place = { literals: false, resources: false };

export const lineEnd: ReadonlySet<TokenKind> = new Set(['new-line']);
export const beforeValue: ReadonlySet<TokenKind> = new Set(['=', 'new-line']);
const memberEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', '}']);
const itemEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', ']']);
const stringPieces: ReadonlySet<TokenKind> = new Set(['string', 'string-start']);

/** From weak to strong. */
const operatorsByStrength: readonly (readonly BinaryOperator[])[] = [
  ['??'],
  ['||'],
  ['&&'],
  ['==', '!=', '=~', '!~'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const strengths: ReadonlyMap<TokenKind, { readonly operator: BinaryOperator; readonly strength: number }> = new Map(
  operatorsByStrength.flatMap((operators, index) =>
    operators.map((operator) => [operator, { operator, strength: index + 1 }] as const),
  ),
);

const largestInteger = 2n ** 63n;

/** What every statement begins with. */
export interface Head {
  readonly first: Token;
  readonly decorators: readonly Decorator[];
}

export function readExpression(tokens: TokenReader, place: Place): Expression {
  const condition = readBinary(tokens, place, 0);
  const newLines = tokens.pastNewLines();
  if (tokens.peek(newLines).kind !== '?') return condition;
  tokens.at += newLines + 1;
  return tokens.nested(() => {
    const whenTrue = readExpression(tokens, place);
    if (tokens.peek(tokens.pastNewLines()).kind === ':') tokens.skipNewLines();
    tokens.expect(':');
    const whenFalse = readExpression(tokens, place);
    return { kind: 'conditional', condition, whenTrue, whenFalse, span: tokens.spanFrom(condition.span.start) };
  });
}

function readBinary(tokens: TokenReader, place: Place, weakerThan: number): Expression {
  let left = readUnary(tokens, place);
  for (let links = 0; ; links += 1) {
    const token = tokens.peek();
    const found = strengths.get(token.kind);
    if (!found || found.strength <= weakerThan) return left;
    limitChain(tokens, links, token);
    tokens.at += 1;
    const right = readBinary(tokens, place, found.strength);
    const operatorSpan = spanOf(tokens.file, token.start, token.end);
    const span = spanOf(tokens.file, left.span.start, right.span.end);
    left = { kind: 'binary', operator: found.operator, left, right, operatorSpan, span };
  }
}

function readUnary(tokens: TokenReader, place: Place): Expression {
  const token = tokens.peek();
  if (token.kind !== '!' && token.kind !== '-') return readAccess(tokens, place);
  tokens.at += 1;
  const operand = readAccess(tokens, place);
  return { kind: 'unary', operator: token.kind, operand, span: tokens.spanFrom(token.start) };
}

function readAccess(tokens: TokenReader, place: Place): Expression {
  let target = readPrimary(tokens, place);
  for (let links = 0; ; links += 1) {
    const token = tokens.peek();
    const { kind } = token;
    if (kind !== '.' && kind !== '[' && kind !== '::' && kind !== '!') return target;
    limitChain(tokens, links, token);
    tokens.at += 1;
    if (kind === '.') target = readMemberAccess(tokens, target, place);
    else if (kind === '[') target = readItemAccess(tokens, target, place);
    else if (kind === '!') target = { kind: 'non-null', target, span: tokens.spanFrom(target.span.start) };
    else {
      const name = tokens.expectName(expected.member);
      target = { kind: 'nested-resource', target, name, span: tokens.spanFrom(target.span.start) };
    }
  }
}

function readMemberAccess(tokens: TokenReader, target: Expression, place: Place): Expression {
  const question = tokens.peek();
  const safe = tokens.take('?');
  const name = tokens.expectName(expected.member);
  if (!tokens.is('(')) return { kind: 'property', target, name, safe, span: tokens.spanFrom(target.span.start) };
  if (safe) tokens.fail(expectationText(expected.noSafeCall, ''), question);
  const args = readArguments(tokens, place);
  return { kind: 'method-call', target, name, args, span: tokens.spanFrom(target.span.start) };
}

function readItemAccess(tokens: TokenReader, target: Expression, place: Place): Expression {
  const safe = tokens.take('?');
  const fromEnd = tokens.take('^');
  if (tokens.is(']')) tokens.failHere(expected.index);
  const index = tokens.nested(() => readExpression(tokens, place));
  tokens.expect(']');
  return { kind: 'index', target, index, safe, fromEnd, span: tokens.spanFrom(target.span.start) };
}

function readPrimary(tokens: TokenReader, place: Place): Expression {
  const token = tokens.peek();
  const { kind } = token;
  if (kind === 'identifier') return readNameCallOrLambda(tokens, place);
  if (kind === 'string' || kind === 'string-start') return readString(tokens);
  if (kind === '(') return readParenthesizedOrLambda(tokens, place);
  if (kind === '{' || kind === '[') return readLiteral(tokens, kind, place);
  if (kind === 'integer') return readInteger(tokens);
  if (kind !== 'true' && kind !== 'false' && kind !== 'null') tokens.failHere(expected.value);
  tokens.at += 1;
  const span = spanOf(tokens.file, token.start, token.end);
  return kind === 'null' ? { kind, span } : { kind: 'boolean', value: kind === 'true', span };
}

export function readInteger(tokens: TokenReader): Expression {
  const token = tokens.next();
  const value = token.text.length > 40 ? largestInteger + 1n : BigInt(token.text);
  const negated = tokens.all[tokens.at - 2]?.kind === '-';
  if (value > largestInteger || (value === largestInteger && !negated)) {
    tokens.fail('BCP010: Expected a valid 64-bit signed integer.', token);
  }
  return { kind: 'integer', value, span: spanOf(tokens.file, token.start, token.end) };
}

function readLiteral(tokens: TokenReader, kind: '{' | '[', place: Place): Expression {
  if (!place.literals) tokens.failHere(expected.noLiteral);
  if (kind === '{') return tokens.nested(() => readObject(tokens, place));
  let ahead = 1;
  while (tokens.peek(ahead).kind === 'new-line') ahead += 1;
  return tokens.nested(() => (tokens.isKeyword('for', ahead) ? readLoop(tokens, place, false) : readArray(tokens)));
}

function readNameCallOrLambda(tokens: TokenReader, place: Place): Expression {
  const name = tokens.identifier();
  if (tokens.is('(')) {
    const args = readArguments(tokens, place);
    return { kind: 'call', name, args, span: tokens.spanFrom(name.span.start) };
  }
  if (tokens.is('=>')) return readLambda(tokens, [name], name.span.start);
  return { kind: 'name', name: name.name, span: name.span };
}

function readParenthesizedOrLambda(tokens: TokenReader, place: Place): Expression {
  const parameters = readLambdaParameters(tokens);
  const open = tokens.peek();
  if (parameters) {
    while (!tokens.is('=>')) tokens.at += 1;
    return readLambda(tokens, parameters, open.start);
  }
  tokens.at += 1;
  if (tokens.is(')') || tokens.is('new-line')) tokens.failHere(expected.oneExpression);
  const inner = tokens.nested(() => readExpression(tokens, place));
  if (tokens.is(',')) tokens.failHere(expected.oneExpression);
  tokens.expect(')');
  return { kind: 'parenthesized', inner, span: tokens.spanFrom(open.start) };
}

/** The names in `(a, b) =>`, without consuming anything; undefined if something else stands there. */
function readLambdaParameters(tokens: TokenReader): readonly Identifier[] | undefined {
  const names: Identifier[] = [];
  let wantsName = true;
  for (let ahead = 1; ; ahead += 1) {
    const token = tokens.peek(ahead);
    if (token.kind === ')') return tokens.peek(ahead + 1).kind === '=>' ? names : undefined;
    if (token.kind === 'new-line') continue;
    if (token.kind !== (wantsName ? 'identifier' : ',')) return undefined;
    if (wantsName) {
      names.push({ kind: 'identifier', name: token.text, span: spanOf(tokens.file, token.start, token.end) });
    }
    wantsName = !wantsName;
  }
}

function readLambda(tokens: TokenReader, parameters: readonly Identifier[], start: number): Expression {
  tokens.expect('=>');
  if (!tokens.isDeclaration(tokens.pastNewLines())) tokens.skipNewLines();
  const body = tokens.nested(() => readExpression(tokens, anywhere));
  return { kind: 'lambda', parameters, body, span: tokens.spanFrom(start) };
}

function readArguments(tokens: TokenReader, place: Place): readonly Expression[] {
  const read = (): Expression => tokens.nested(() => readExpression(tokens, place));
  return readList(tokens, '(', ')', 'arguments', read, false);
}

export function readString(tokens: TokenReader): StringNode | InterpolationNode {
  const first = tokens.next();
  const multiLine = tokens.file.text[first.start] === '$' || tokens.file.text.startsWith("'''", first.start);
  if (first.kind === 'string') {
    if (first.broken) unreadableString(tokens);
    return { kind: 'string', value: first.text, multiLine, span: spanOf(tokens.file, first.start, first.end) };
  }
  const texts = [first.text];
  const parts: Expression[] = [];
  for (let piece = first; piece.kind !== 'string-end'; ) {
    if (piece.broken) unreadableString(tokens);
    parts.push(tokens.nested(() => readExpression(tokens, inHole)));
    piece = tokens.next();
    if (piece.kind !== 'string-middle' && piece.kind !== 'string-end') {
      tokens.at -= 1;
      tokens.failHere(expected.endOfHole);
    }
    if (piece.broken) unreadableString(tokens);
    texts.push(piece.text);
  }
  return { kind: 'interpolation', texts, parts, multiLine, span: tokens.spanFrom(first.start) };
}

/** The lexer has reported what is wrong with the string whose piece was just consumed. */
function unreadableString(tokens: TokenReader): never {
  tokens.at -= 1;
  return tokens.failHere(expected.value);
}

/** A string that stands for a path, a reference or a type; what else is there is an error node. */
export function readStringOr(
  tokens: TokenReader,
  what: Expectation,
  stops: ReadonlySet<TokenKind>,
): StringNode | InterpolationNode | ErrorNode {
  const read = (): StringNode | InterpolationNode => {
    if (!stringPieces.has(tokens.peek().kind)) tokens.failHere(what);
    return readString(tokens);
  };
  return tokens.recover(read, (skipped) => skipped, stops);
}

function readObject(tokens: TokenReader, place: Place): ObjectNode {
  const opener = tokens.expect('{');
  const members = readElements(tokens, opener, '}', 'object', () => readMember(tokens, place));
  return { kind: 'object', members, span: tokens.spanFrom(opener.start) };
}

function readArray(tokens: TokenReader): Expression {
  const opener = tokens.expect('[');
  const items = readElements(tokens, opener, ']', 'array', () => readItem(tokens));
  return { kind: 'array', items, span: tokens.spanFrom(opener.start) };
}

function readMember(tokens: TokenReader, place: Place): ObjectMember {
  if (place.resources && isNestedResource(tokens)) return readNestedResource(tokens);
  if (tokens.is('...')) return readSpread(tokens, memberEnd, '}');
  const first = tokens.peek();
  const read = (): ObjectMember => {
    const key = readMemberKey(tokens);
    tokens.expect(':');
    const value = readElementValue(tokens, memberEnd, '}');
    // What spans lines may have swallowed other members, so that even their names are unknown.
    if (spansLines(value)) return { kind: 'error', span: tokens.spanFrom(first.start) };
    return { kind: 'member', key, value, span: tokens.spanFrom(first.start) };
  };
  return tokens.recover(read, (skipped) => skipped, memberEnd);
}

/** `resource` is a key like any other unless a name follows it. */
function isNestedResource(tokens: TokenReader): boolean {
  return tokens.is('@') || (tokens.isKeyword('resource') && tokens.peek(1).kind === 'identifier');
}

/** @param what what the compiler asks for where none is */
export function readMemberKey(
  tokens: TokenReader,
  what: Expectation = expected.property,
): Identifier | StringNode | InterpolationNode {
  if (tokens.is('identifier')) return tokens.identifier();
  if (!stringPieces.has(tokens.peek().kind)) tokens.failHere(what);
  return readString(tokens);
}

/** An expression that has to reach up to the end of its element. */
function readElementValue(tokens: TokenReader, stops: ReadonlySet<TokenKind>, close: '}' | ']'): Expression {
  const read = (): Expression => {
    const value = readExpression(tokens, anywhere);
    if (!stops.has(tokens.peek().kind)) tokens.failHere(tokens.is('end') ? character(close) : expected.newLineOrComma);
    return value;
  };
  return tokens.recover(read, (skipped) => skipped, stops);
}

function readItem(tokens: TokenReader): Expression | SpreadNode {
  return tokens.is('...') ? readSpread(tokens, itemEnd, ']') : readElementValue(tokens, itemEnd, ']');
}

function readSpread(tokens: TokenReader, stops: ReadonlySet<TokenKind>, close: '}' | ']'): SpreadNode {
  const { start } = tokens.next();
  const value = readElementValue(tokens, stops, close);
  return { kind: 'spread', value, span: tokens.spanFrom(start) };
}

/** `[for …]`; the body of a resource's or module's loop is an object or an `if`. */
function readLoop(tokens: TokenReader, place: Place, ofBodies: boolean): ForNode {
  const { start } = tokens.expect('[');
  tokens.skipNewLines();
  tokens.expectKeyword('for');
  const variables = readLoopVariables(tokens);
  tokens.expectKeyword('in');
  const source = readExpression(tokens, anywhere);
  tokens.expect(':');
  const body = ofBodies ? readBody(tokens, place) : readExpression(tokens, anywhere);
  tokens.skipNewLines();
  tokens.expect(']');
  return { kind: 'for', ...variables, source, body, span: tokens.spanFrom(start) };
}

function readLoopVariables(tokens: TokenReader): Pick<ForNode, 'item' | 'index'> {
  if (!tokens.take('(')) return { item: tokens.expectName(expected.loopItem), index: undefined };
  const item = tokens.expectName(loopVariables(0));
  if (tokens.is(')')) tokens.failHere(loopVariables(1));
  tokens.expect(',');
  const index = tokens.expectName(loopVariables(1));
  tokens.take(',');
  tokens.expect(')');
  return { item, index };
}

/** An object, or one under a condition. */
function readBody(tokens: TokenReader, place: Place): ObjectNode | IfNode {
  if (tokens.is('{')) return tokens.nested(() => readObject(tokens, place));
  const { start } = tokens.peek();
  if (!tokens.takeKeyword('if')) tokens.failHere(expected.loopBody);
  tokens.expect('(');
  if (tokens.is(')')) tokens.failHere(expected.oneExpression);
  const condition = readExpression(tokens, anywhere);
  tokens.expect(')');
  const body = tokens.nested(() => readObject(tokens, place));
  return { kind: 'if', condition, body, span: tokens.spanFrom(start) };
}

/** Each on a line of its own, before what they decorate. */
export function readDecorators(tokens: TokenReader): readonly Decorator[] {
  const decorators: Decorator[] = [];
  while (tokens.is('@')) {
    decorators.push(readDecorator(tokens));
    tokens.skipNewLines();
  }
  return decorators;
}

function readDecorator(tokens: TokenReader): Decorator {
  const { start } = tokens.next();
  const read = (): Decorator['call'] => {
    if (!tokens.is('identifier')) tokens.failHere(expected.decorator);
    const call = readAccess(tokens, anywhere);
    if (call.kind !== 'call' && call.kind !== 'method-call') {
      tokens.failHere(tokens.is('end') ? expected.newLine : expected.callable);
    }
    if (!tokens.is('new-line')) tokens.failHere(expected.newLine);
    return call;
  };
  const call = tokens.recover(read, (skipped) => skipped, lineEnd);
  return { kind: 'decorator', call, span: tokens.spanFrom(start) };
}

/** A resource that is declared in the body of another. */
function readNestedResource(tokens: TokenReader): ResourceStatement | ErrorNode {
  const first = tokens.peek();
  const read = (): ResourceStatement => {
    const head = { first, decorators: readDecorators(tokens) };
    tokens.expectKeyword('resource');
    return readResource(tokens, head, memberEnd);
  };
  return tokens.recover(read, (skipped) => skipped, memberEnd);
}

/** @param ends where it ends if it stands in the body of another resource */
export function readResource(tokens: TokenReader, head: Head, ends = lineEnd): ResourceStatement {
  const name = tokens.expectName(expected.resource);
  const type = readStringOr(tokens, expected.resourceType, beforeValue);
  const existing = tokens.takeKeyword('existing');
  const value = readBodyValue(tokens, inResource, ends);
  return { kind: 'resource', name, type, existing, value, ...statementEnd(tokens, head) };
}

/** The body of a resource or module: an object, a condition, or a loop. */
export function readBodyValue(tokens: TokenReader, place: Place, ends = lineEnd): Expression | IfNode {
  return readValue(
    tokens,
    () => {
      if (tokens.isKeyword('if', tokens.pastNewLines())) tokens.skipNewLines();
      if (tokens.is('[')) return readLoop(tokens, place, true);
      if (!tokens.is('{') && !tokens.isKeyword('if')) tokens.failHere(expected.body);
      return readBody(tokens, place);
    },
    ends,
  );
}

/** What stands behind `=` up to the end of the line, or of the member of an object that the statement is. */
export function readValue(tokens: TokenReader, read: () => Expression): Expression;
export function readValue(
  tokens: TokenReader,
  read: () => Expression | IfNode,
  ends?: ReadonlySet<TokenKind>,
): Expression | IfNode;
export function readValue(tokens: TokenReader, read: () => Expression | IfNode, ends = lineEnd): Expression | IfNode {
  const whole = (): Expression | IfNode => {
    tokens.expect('=');
    const value = read();
    if (!ends.has(tokens.peek().kind) && !tokens.is('end')) tokens.failHere(expected.newLine);
    return value;
  };
  const value = tokens.recover(whole, (skipped) => skipped, ends);
  // What spans lines may have swallowed other statements.
  return spansLines(value) ? tokens.giveUp() : value;
}

/** The common part of every statement, once all of it is read. */
export function statementEnd(tokens: TokenReader, { first, decorators }: Head): Pick<Statement, 'decorators' | 'span'> {
  return { decorators, span: tokens.spanFrom(first.start) };
}
