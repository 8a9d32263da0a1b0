import { type Env, lookup } from '../semantics/compilation-unit.ts';
import type { TypeNode } from '../syntax/types.ts';

/** What a type is as far as it is written in one place. */
export type WrittenKind =
  | 'string'
  | 'int'
  | 'bool'
  | 'object'
  | 'array'
  | 'literal string'
  | 'literal int'
  | 'literal bool'
  | 'alias';

const simple: ReadonlySet<string> = new Set(['string', 'int', 'bool', 'object', 'array']);

function isSimple(name: string): name is 'string' | 'int' | 'bool' | 'object' | 'array' {
  return simple.has(name);
}

/** The kind of a type, or undefined if its syntax does not show it. */
export function writtenKind(type: TypeNode, env: Env): WrittenKind | undefined {
  switch (type.kind) {
    case 'type-name': {
      const symbol = lookup(type.name, env);
      if (symbol) return symbol.kind === 'type' || symbol.kind === 'imported' ? 'alias' : undefined;
      return isSimple(type.name) ? type.name : undefined;
    }
    case 'type-property': {
      if (type.target.kind !== 'type-name') return undefined;
      const symbol = lookup(type.target.name, env);
      if (symbol) return symbol.kind === 'wildcard' ? 'alias' : undefined;
      return type.target.name === 'sys' && isSimple(type.name.name) ? type.name.name : undefined;
    }
    case 'type-nullable':
      return writtenKind(type.base, env);
    case 'type-parenthesized': {
      const inner = writtenKind(type.inner, env);
      return inner === 'alias' ? undefined : inner;
    }
    case 'type-object':
      return 'object';
    case 'type-array':
    case 'type-tuple':
      return 'array';
    case 'type-literal':
    case 'type-negation':
    case 'type-union':
      return literalKind(type);
    default:
      return undefined;
  }
}

/** The kind of a literal or of a union of literals of one kind. */
function literalKind(type: TypeNode): 'literal string' | 'literal int' | 'literal bool' | undefined {
  switch (type.kind) {
    case 'type-literal':
      if (typeof type.value === 'string') return 'literal string';
      if (typeof type.value === 'bigint') return 'literal int';
      return typeof type.value === 'boolean' ? 'literal bool' : undefined;
    case 'type-negation':
      return literalKind(type.operand);
    case 'type-parenthesized':
      return literalKind(type.inner);
    case 'type-union': {
      const members = type.members.filter((member) => !(member.kind === 'type-literal' && member.value === null));
      const kinds = new Set(members.map(literalKind));
      const [kind] = kinds;
      return kinds.size === 1 ? kind : undefined;
    }
    default:
      return undefined;
  }
}
