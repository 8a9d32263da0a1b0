import type { Dice } from './dice.ts';

/**
 * Types of the expressions that are made. `words` are arrays of strings, a `record` has the members of `shape`,
 * `records` are arrays of them, and a `table` has strings under any keys.
 */
export type Kind = 'string' | 'int' | 'bool' | 'words' | 'record' | 'records' | 'table';

/** The members of every record; `note` may be null. */
export const shape: Readonly<Record<string, Kind>> = {
  name: 'string',
  count: 'int',
  on: 'bool',
  tags: 'words',
};

export const typeNames: Readonly<Record<Kind, string>> = {
  string: 'string',
  int: 'int',
  bool: 'bool',
  words: 'string[]',
  record: 'shape',
  records: 'shape[]',
  table: '{ *: string }',
};

export const typeDeclarations = [
  `@export()\ntype shape = {\n${Object.entries(shape)
    .map(([name, kind]) => `  ${name}: ${typeNames[kind]}`)
    .join('\n')}\n  note: string?\n}`,
  "@export()\n@discriminator('kind')\ntype tagged = { kind: 'a', size: int } | { kind: 'b', parts: { at: int, note: string? }[] } | other",
  "type other = { kind: 'other', *: string }",
];

/** Scopes of deployments. */
export type Place = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** A name of a program with its kind, as an expression. */
export interface Known {
  readonly text: string;
  readonly kind: Kind;
  /** Whether only the service may know it, so that names, conditions and loops cannot use it. */
  readonly late: boolean;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly result: Kind;
}

/** What can be used where an expression stands. */
export interface Scope {
  readonly symbols: readonly Known[];
  readonly functions: readonly Signature[];
  /** Whether the service may be asked. */
  readonly late: boolean;
  /** What the file is deployed to; undefined where an expression must not ask. */
  readonly place: Place | undefined;
  /** The way from the file to the folder of the program, with a slash at its end. */
  readonly up: string;
  /** Whether lambdas may stand there. */
  readonly lambdas: boolean;
}

export function withSymbols(scope: Scope, ...symbols: readonly Known[]): Scope {
  return { ...scope, symbols: [...scope.symbols, ...symbols] };
}

export function known(text: string, kind: Kind, late = false): Known {
  return { text, kind, late };
}

export const plainNames = ['alpha', 'beta', 'gamma', 'delta', 'eps'];

export function anyKind(dice: Dice): Kind {
  return dice.pick<Kind>([
    'string',
    'string',
    'string',
    'int',
    'int',
    'bool',
    'words',
    'words',
    'record',
    'records',
    'table',
  ]);
}

/** A literal value. */
export function literal(dice: Dice, kind: Kind): string {
  switch (kind) {
    case 'string':
      return `'${dice.pick(plainNames)}'`;
    case 'int':
      return `${dice.roll(40)}`;
    case 'bool':
      return dice.chance(50) ? 'true' : 'false';
    case 'words':
      return listOf(dice, 'string', 3);
    case 'record': {
      const note = dice.chance(50) ? 'null' : literal(dice, 'string');
      const members = Object.entries(shape).map(([name, of]) => `${name}: ${literal(dice, of)}`);
      return `{ ${members.join(', ')}, note: ${note} }`;
    }
    case 'records':
      return listOf(dice, 'record', 3);
    case 'table': {
      const keys = ['a', 'B', 'c_1'].filter(() => dice.chance(60));
      return `{ ${keys.map((key) => `${key}: ${literal(dice, 'string')}`).join(', ')} }`;
    }
  }
}

function listOf(dice: Dice, kind: Kind, sides: number): string {
  return `[${Array.from({ length: dice.roll(sides) }, () => literal(dice, kind)).join(', ')}]`;
}

/** A literal of Bicep as JSON. */
export function jsonOf(text: string): string {
  return text.replaceAll("'", '"').replace(/(\w+): /g, '"$1": ');
}

/** A string of texts and expressions by turns, or a call where an expression has what cannot stand in a string. */
export function interpolated(...parts: readonly string[]): string {
  const isPlain = parts.every((part, at) => at % 2 === 0 || !/[[{\n]/.test(part.replaceAll('${', '')));
  if (isPlain) return `'${parts.map((part, at) => (at % 2 === 0 ? part : `\${${part}}`)).join('')}'`;
  const args = parts.filter((_, at) => at % 2 === 1);
  const text = parts.map((part, at) => (at % 2 === 0 ? part.replace(/[{}]/g, '$&$&') : `{${(at - 1) / 2}}`)).join('');
  return `format('${text}', ${args.join(', ')})`;
}
