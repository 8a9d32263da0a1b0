import { spanOf } from '../../text/source.ts';
import { ListParser } from './lists.ts';
import type { TokenKind } from './token.ts';
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

const lineEnd: ReadonlySet<TokenKind> = new Set(['new-line']);
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

/** Reads expressions, objects, arrays, loops, conditions and decorators. */
export abstract class ExpressionParser extends ListParser {
  /** Reads a resource that is declared in the body of another. */
  abstract nestedResource(): ResourceStatement | ErrorNode;

  expression(place: Place): Expression {
    const condition = this.binary(place, 0);
    const newLines = this.pastNewLines();
    if (this.peek(newLines).kind !== '?') return condition;
    this.at += newLines + 1;
    return this.nested(() => {
      const whenTrue = this.expression(place);
      if (this.peek(this.pastNewLines()).kind === ':') this.skipNewLines();
      this.expect(':');
      const whenFalse = this.expression(place);
      return { kind: 'conditional', condition, whenTrue, whenFalse, span: this.spanFrom(condition.span.start) };
    });
  }

  binary(place: Place, weakerThan: number): Expression {
    let left = this.unary(place);
    for (let links = 0; ; links += 1) {
      const token = this.peek();
      const found = strengths.get(token.kind);
      if (!found || found.strength <= weakerThan) return left;
      this.limitChain(links, token);
      this.at += 1;
      const right = this.binary(place, found.strength);
      const operatorSpan = spanOf(this.file, token.start, token.end);
      const span = spanOf(this.file, left.span.start, right.span.end);
      left = { kind: 'binary', operator: found.operator, left, right, operatorSpan, span };
    }
  }

  unary(place: Place): Expression {
    const token = this.peek();
    if (token.kind !== '!' && token.kind !== '-') return this.access(place);
    this.at += 1;
    const operand = this.access(place);
    return { kind: 'unary', operator: token.kind, operand, span: this.spanFrom(token.start) };
  }

  access(place: Place): Expression {
    let target = this.primary(place);
    for (let links = 0; ; links += 1) {
      const token = this.peek();
      const { kind } = token;
      if (kind !== '.' && kind !== '[' && kind !== '::' && kind !== '!') return target;
      this.limitChain(links, token);
      this.at += 1;
      if (kind === '.') target = this.memberOf(target, place);
      else if (kind === '[') target = this.itemOf(target, place);
      else if (kind === '!') target = { kind: 'non-null', target, span: this.spanFrom(target.span.start) };
      else {
        const name = this.expectName('the name of a nested resource');
        target = { kind: 'nested-resource', target, name, span: this.spanFrom(target.span.start) };
      }
    }
  }

  memberOf(target: Expression, place: Place): Expression {
    const question = this.peek();
    const safe = this.take('?');
    const name = this.expectName('the name of a property or function');
    if (!this.is('(')) return { kind: 'property', target, name, safe, span: this.spanFrom(target.span.start) };
    if (safe) this.fail("Expected '.' before the name of a function, but found '.?'.", question);
    const args = this.args(place);
    return { kind: 'method-call', target, name, args, span: this.spanFrom(target.span.start) };
  }

  itemOf(target: Expression, place: Place): Expression {
    const safe = this.take('?');
    const fromEnd = this.take('^');
    const index = this.nested(() => this.expression(place));
    this.expect(']');
    return { kind: 'index', target, index, safe, fromEnd, span: this.spanFrom(target.span.start) };
  }

  primary(place: Place): Expression {
    const token = this.peek();
    const { kind } = token;
    if (kind === 'identifier') return this.nameCallOrLambda(place);
    if (kind === 'string' || kind === 'string-start') return this.string();
    if (kind === '(') return this.parenthesizedOrLambda(place);
    if (kind === '{' || kind === '[') return this.literal(kind, place);
    if (kind === 'integer') return this.integer();
    if (kind !== 'true' && kind !== 'false' && kind !== 'null') this.failHere('an expression');
    this.at += 1;
    const span = spanOf(this.file, token.start, token.end);
    return kind === 'null' ? { kind, span } : { kind: 'boolean', value: kind === 'true', span };
  }

  integer(): Expression {
    const token = this.next();
    const value = token.text.length > 40 ? largestInteger + 1n : BigInt(token.text);
    const negated = this.tokens[this.at - 2]?.kind === '-';
    if (value > largestInteger || (value === largestInteger && !negated)) {
      this.fail('This number does not fit into 64 bits.', token);
    }
    return { kind: 'integer', value, span: spanOf(this.file, token.start, token.end) };
  }

  literal(kind: '{' | '[', place: Place): Expression {
    if (!place.literals) this.fail('Objects and arrays cannot be written inside of a string.', this.peek());
    if (kind === '{') return this.nested(() => this.object(place));
    let ahead = 1;
    while (this.peek(ahead).kind === 'new-line') ahead += 1;
    return this.nested(() => (this.isKeyword('for', ahead) ? this.loop(place, false) : this.array()));
  }

  nameCallOrLambda(place: Place): Expression {
    const name = this.identifier();
    if (this.is('(')) {
      const args = this.args(place);
      return { kind: 'call', name, args, span: this.spanFrom(name.span.start) };
    }
    if (this.is('=>')) return this.lambda([name], name.span.start);
    return { kind: 'name', name: name.name, span: name.span };
  }

  parenthesizedOrLambda(place: Place): Expression {
    const parameters = this.lambdaParameters();
    const open = this.peek();
    if (parameters) {
      while (!this.is('=>')) this.at += 1;
      return this.lambda(parameters, open.start);
    }
    this.at += 1;
    const inner = this.nested(() => this.expression(place));
    this.expect(')');
    return { kind: 'parenthesized', inner, span: this.spanFrom(open.start) };
  }

  /** The names in `(a, b) =>`, without consuming anything; undefined if something else stands there. */
  lambdaParameters(): readonly Identifier[] | undefined {
    const names: Identifier[] = [];
    let wantsName = true;
    for (let ahead = 1; ; ahead += 1) {
      const token = this.peek(ahead);
      if (token.kind === ')') return this.peek(ahead + 1).kind === '=>' ? names : undefined;
      if (token.kind === 'new-line') continue;
      if (token.kind !== (wantsName ? 'identifier' : ',')) return undefined;
      if (wantsName) {
        names.push({ kind: 'identifier', name: token.text, span: spanOf(this.file, token.start, token.end) });
      }
      wantsName = !wantsName;
    }
  }

  lambda(parameters: readonly Identifier[], start: number): Expression {
    this.expect('=>');
    if (!this.isDeclaration(this.pastNewLines())) this.skipNewLines();
    const body = this.nested(() => this.expression(anywhere));
    return { kind: 'lambda', parameters, body, span: this.spanFrom(start) };
  }

  args(place: Place): readonly Expression[] {
    const read = (): Expression => this.nested(() => this.expression(place));
    return this.list('(', ')', 'arguments', read, false);
  }

  string(): StringNode | InterpolationNode {
    const first = this.next();
    const multiLine = this.file.text[first.start] === '$' || this.file.text.startsWith("'''", first.start);
    if (first.kind === 'string') {
      if (first.broken) this.unreadableString();
      return { kind: 'string', value: first.text, multiLine, span: spanOf(this.file, first.start, first.end) };
    }
    const texts = [first.text];
    const parts: Expression[] = [];
    for (let piece = first; piece.kind !== 'string-end'; ) {
      if (piece.broken) this.unreadableString();
      parts.push(this.nested(() => this.expression(inHole)));
      piece = this.next();
      if (piece.kind !== 'string-middle' && piece.kind !== 'string-end') {
        this.at -= 1;
        this.failHere("'}' after the expression in the string");
      }
      if (piece.broken) this.unreadableString();
      texts.push(piece.text);
    }
    return { kind: 'interpolation', texts, parts, multiLine, span: this.spanFrom(first.start) };
  }

  /** The lexer has told what is wrong with the string whose piece was just consumed. */
  unreadableString(): never {
    this.at -= 1;
    return this.failHere('a string');
  }

  /** A string that stands for a path, a reference or a type; what else is there is an error node. */
  stringOr(what: string, stops: ReadonlySet<TokenKind>): StringNode | InterpolationNode | ErrorNode {
    const read = (): StringNode | InterpolationNode => {
      if (!stringPieces.has(this.peek().kind)) this.failHere(what);
      return this.string();
    };
    return this.recover(read, (skipped) => skipped, stops);
  }

  object(place: Place): ObjectNode {
    const opener = this.expect('{');
    const members = this.elements(opener, '}', 'object', () => this.member(place));
    return { kind: 'object', members, span: this.spanFrom(opener.start) };
  }

  array(): Expression {
    const opener = this.expect('[');
    const items = this.elements(opener, ']', 'array', () => this.item());
    return { kind: 'array', items, span: this.spanFrom(opener.start) };
  }

  member(place: Place): ObjectMember {
    if (place.resources && this.isNestedResource()) return this.nestedResource();
    if (this.is('...')) return this.spread(memberEnd);
    const first = this.peek();
    const read = (): ObjectMember => {
      const key = this.memberKey();
      this.expect(':');
      const value = this.elementValue(memberEnd);
      // What spans lines may have swallowed other members, so that even their names are unknown.
      if (this.spansLines(value)) return { kind: 'error', span: this.spanFrom(first.start) };
      return { kind: 'member', key, value, span: this.spanFrom(first.start) };
    };
    return this.recover(read, (skipped) => skipped, memberEnd);
  }

  /** `resource` is a key like any other unless a name follows it. */
  isNestedResource(): boolean {
    return this.is('@') || (this.isKeyword('resource') && this.peek(1).kind === 'identifier');
  }

  memberKey(): Identifier | StringNode | InterpolationNode {
    if (this.is('identifier')) return this.identifier();
    if (!stringPieces.has(this.peek().kind)) this.failHere('the name of a property');
    return this.string();
  }

  /** An expression that has to reach up to the end of its element. */
  elementValue(stops: ReadonlySet<TokenKind>): Expression {
    const read = (): Expression => {
      const value = this.expression(anywhere);
      if (!stops.has(this.peek().kind)) this.failHere("',' or a new line");
      return value;
    };
    return this.recover(read, (skipped) => skipped, stops);
  }

  item(): Expression | SpreadNode {
    return this.is('...') ? this.spread(itemEnd) : this.elementValue(itemEnd);
  }

  spread(stops: ReadonlySet<TokenKind>): SpreadNode {
    const { start } = this.next();
    const value = this.elementValue(stops);
    return { kind: 'spread', value, span: this.spanFrom(start) };
  }

  /** `[for …]`; the body of a resource's or module's loop is an object or an `if`. */
  loop(place: Place, ofBodies: boolean): ForNode {
    const { start } = this.expect('[');
    this.skipNewLines();
    this.expectKeyword('for');
    const variables = this.loopVariables();
    this.expectKeyword('in');
    const source = this.expression(anywhere);
    this.expect(':');
    const body = ofBodies ? this.body(place) : this.expression(anywhere);
    this.skipNewLines();
    this.expect(']');
    return { kind: 'for', ...variables, source, body, span: this.spanFrom(start) };
  }

  loopVariables(): Pick<ForNode, 'item' | 'index'> {
    if (!this.take('(')) return { item: this.expectName("the name of the loop's variable or '('"), index: undefined };
    const item = this.expectName("the name of the loop's variable");
    this.expect(',');
    const index = this.expectName("the name of the loop's index");
    this.take(',');
    this.expect(')');
    return { item, index };
  }

  /** An object, or one under a condition. */
  body(place: Place): ObjectNode | IfNode {
    if (this.is('{')) return this.nested(() => this.object(place));
    const { start } = this.peek();
    if (!this.takeKeyword('if')) this.failHere("'{' or 'if'");
    this.expect('(');
    const condition = this.expression(anywhere);
    this.expect(')');
    const body = this.nested(() => this.object(place));
    return { kind: 'if', condition, body, span: this.spanFrom(start) };
  }

  /** Each on a line of its own, before what they decorate. */
  decorators(): readonly Decorator[] {
    const decorators: Decorator[] = [];
    while (this.is('@')) {
      decorators.push(this.decorator());
      this.skipNewLines();
    }
    return decorators;
  }

  decorator(): Decorator {
    const { start } = this.next();
    const read = (): Decorator['call'] => {
      const call = this.access(anywhere);
      if (call.kind !== 'call' && call.kind !== 'method-call') this.failHere("'('");
      if (!this.is('new-line')) this.failHere('a new line after the decorator');
      return call;
    };
    const call = this.recover(read, (skipped) => skipped, lineEnd);
    return { kind: 'decorator', call, span: this.spanFrom(start) };
  }
}
