import { spanOf } from '../../text/source.ts';
import { ExpressionParser } from './expressions.ts';
import type { TokenKind } from './token.ts';
import type { ErrorNode } from './tree.ts';
import type { TypeLiteral, TypeNode, TypeObject, TypeTupleItem } from './types.ts';

const memberEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', '}']);
const itemEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', ']']);

type TypeMember = TypeObject['members'][number];

/** Reads types. */
export abstract class TypeParser extends ExpressionParser {
  /** A union, or one type; the lines of a union may begin with its bars. */
  type(): TypeNode {
    const { start } = this.peek(this.isBarAhead() && !this.is('|') ? 1 : 0);
    const leadingBar = this.takeBar();
    const first = this.nested(() => this.suffixedType());
    if (!leadingBar && !this.isBarAhead()) return first;
    const members = [first];
    while (this.takeBar()) members.push(this.nested(() => this.suffixedType()));
    return { kind: 'type-union', members, span: this.spanFrom(start) };
  }

  isBarAhead(): boolean {
    return this.is('|') || (this.is('new-line') && this.peek(1).kind === '|');
  }

  takeBar(): boolean {
    if (!this.isBarAhead()) return false;
    this.take('new-line');
    return this.take('|');
  }

  /** `string?`, `myType!`. */
  suffixedType(): TypeNode {
    let base = this.signedType();
    for (let links = 0; ; links += 1) {
      const token = this.peek();
      const { kind } = token;
      if (kind !== '?' && kind !== '!') return base;
      this.limitChain(links, token);
      this.at += 1;
      base = {
        kind: kind === '?' ? 'type-nullable' : 'type-non-null',
        base,
        span: this.spanFrom(base.span.start),
      };
    }
  }

  signedType(): TypeNode {
    const { kind, start } = this.peek();
    if (kind !== '-' && kind !== '!') return this.accessedType();
    this.at += 1;
    const operand = this.accessedType();
    return { kind: 'type-negation', operator: kind, operand, span: this.spanFrom(start) };
  }

  accessedType(): TypeNode {
    let target = this.primaryType();
    for (let links = 0; ; links += 1) {
      const token = this.peek();
      if (token.kind !== '.' && token.kind !== '[') return target;
      this.limitChain(links, token);
      this.at += 1;
      target = token.kind === '.' ? this.memberOfType(target) : this.itemOfType(target);
    }
  }

  memberOfType(target: TypeNode): TypeNode {
    const { start } = target.span;
    if (this.take('*')) return { kind: 'type-additional-properties', target, span: this.spanFrom(start) };
    const name = this.expectName("the name of a property or '*'");
    if (!this.is('<')) return { kind: 'type-property', target, name, span: this.spanFrom(start) };
    const namespace = target.kind === 'type-name' ? target : undefined;
    if (!namespace) this.failHere('a type without arguments');
    const args = this.typeArgs();
    return {
      kind: 'type-instantiation',
      namespace: { kind: 'identifier', name: namespace.name, span: namespace.span },
      name,
      args,
      span: this.spanFrom(start),
    };
  }

  itemOfType(target: TypeNode): TypeNode {
    const { start } = target.span;
    if (this.take(']')) return { kind: 'type-array', item: target, span: this.spanFrom(start) };
    if (this.take('*')) {
      this.expect(']');
      return { kind: 'type-items', target, span: this.spanFrom(start) };
    }
    if (!this.is('integer')) this.failHere("']', '*' or a number");
    const index = BigInt(this.next().text.slice(0, 20));
    this.expect(']');
    return { kind: 'type-index', target, index, span: this.spanFrom(start) };
  }

  primaryType(): TypeNode {
    const { kind } = this.peek();
    if (kind === 'identifier') return this.namedType();
    if (kind === '{') return this.nested(() => this.objectType());
    if (kind === '[') return this.nested(() => this.tupleType());
    if (kind === '(') return this.parenthesizedType();
    if (kind === 'string' || kind === 'string-start') return this.stringType();
    return this.literalType();
  }

  namedType(): TypeNode {
    const name = this.identifier();
    if (!this.is('<')) return { kind: 'type-name', name: name.name, span: name.span };
    const args = this.typeArgs();
    return { kind: 'type-instantiation', namespace: undefined, name, args, span: this.spanFrom(name.span.start) };
  }

  typeArgs(): readonly TypeNode[] {
    return this.list('<', '>', 'type arguments', () => this.type(), false);
  }

  parenthesizedType(): TypeNode {
    const { start } = this.next();
    const inner = this.nested(() => this.type());
    this.expect(')');
    return { kind: 'type-parenthesized', inner, span: this.spanFrom(start) };
  }

  stringType(): TypeNode {
    const token = this.peek();
    const text = this.string();
    if (text.kind === 'string') return { kind: 'type-literal', value: text.value, span: text.span };
    return this.fail('Expected a string without interpolation: a type has to be known.', token);
  }

  literalType(): TypeLiteral {
    const token = this.peek();
    if (token.kind === 'integer') {
      const number = this.integer();
      if (number.kind === 'integer') return { kind: 'type-literal', value: number.value, span: number.span };
    }
    if (token.kind !== 'true' && token.kind !== 'false' && token.kind !== 'null') this.failHere('a type');
    this.at += 1;
    const value = token.kind === 'null' ? null : token.kind === 'true';
    return { kind: 'type-literal', value, span: spanOf(this.file, token.start, token.end) };
  }

  objectType(): TypeNode {
    const opener = this.expect('{');
    const members = this.elements(opener, '}', 'object type', () => this.typeMember());
    return { kind: 'type-object', members, span: this.spanFrom(opener.start) };
  }

  typeMember(): TypeMember {
    const first = this.peek();
    const read = (): TypeMember => {
      const decorators = this.decorators();
      const key = this.take('*') ? undefined : this.memberKey();
      this.expect(':');
      const value = this.elementType(memberEnd);
      const span = this.spanFrom(first.start);
      if (this.spansLines(value)) return { kind: 'error', span };
      if (!key) return { kind: 'type-additional-properties-member', decorators, value, span };
      return { kind: 'type-property-member', decorators, key, value, span };
    };
    return this.recover(read, (skipped) => skipped, memberEnd);
  }

  tupleType(): TypeNode {
    const opener = this.expect('[');
    const items = this.elements(opener, ']', 'tuple type', () => this.tupleItem());
    return { kind: 'type-tuple', items, span: this.spanFrom(opener.start) };
  }

  tupleItem(): TypeTupleItem | ErrorNode {
    const first = this.peek();
    const read = (): TypeTupleItem => {
      const decorators = this.decorators();
      const value = this.elementType(itemEnd);
      return { kind: 'type-tuple-item', decorators, value, span: this.spanFrom(first.start) };
    };
    return this.recover(read, (skipped) => skipped, itemEnd);
  }

  /** A type that has to reach up to the end of its element. */
  elementType(stops: ReadonlySet<TokenKind>): TypeNode {
    const read = (): TypeNode => {
      const type = this.type();
      if (!stops.has(this.peek().kind)) this.failHere("',' or a new line");
      return type;
    };
    return this.recover(read, (skipped) => skipped, stops);
  }
}
