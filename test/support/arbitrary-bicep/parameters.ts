import type { Dice } from './dice.ts';
import { expression } from './expressions.ts';
import { anyKind, jsonOf, type Kind, type Known, known, literal, type Scope, typeNames } from './kinds.ts';

/** A parameter of a file. */
export interface Parameter {
  readonly name: string;
  readonly text: string;
  readonly optional: boolean;
  /** A value that fits, as a literal expression. */
  readonly value: string;
  /** What defaults of other parameters may use; undefined if it has nothing for them. */
  readonly symbol: Known | undefined;
  readonly uses: readonly Known[];
  /** Undefined for what takes only its own values. */
  readonly kind: Kind | undefined;
}

type Rest = Omit<Parameter, 'name'>;

/** @param earlier what its default may use */
export function makeParameter(dice: Dice, scope: Scope, earlier: readonly Known[]): Parameter {
  const name = dice.fresh('p');
  const ways: readonly (() => Rest)[] = [
    () => nullable(dice, name),
    () => nullableRecord(dice, name),
    () => ofUnion(dice, name),
    () => bounded(dice, name),
    () => ofTime(dice, name),
    () => ofTag(dice, name),
    () => ofTags(dice, name),
    () => secret(dice, name),
    () => ofAzure(dice, name),
    ...Array.from({ length: 5 }, () => () => plain(dice, name, { ...scope, symbols: earlier, lambdas: false })),
  ];
  return { name, ...dice.pick(ways)() };
}

function plain(dice: Dice, name: string, scope: Scope): Rest {
  const kind = anyKind(dice);
  const symbol = known(name, kind);
  const optional = dice.chance(60);
  const fallback = optional ? ` = ${expression(dice, kind, scope, 2)}` : '';
  const text = `param ${name} ${typeNames[kind]}${fallback}`;
  return { text, optional, value: literal(dice, kind), symbol, uses: [symbol, symbol], kind };
}

function nullable(dice: Dice, name: string): Rest {
  const kind = dice.pick<Kind>(['string', 'int', 'words', 'table']);
  const symbol = known(`(${name} ?? ${literal(dice, kind)})`, kind);
  const value = dice.chance(50) ? 'null' : literal(dice, kind);
  return { text: `param ${name} ${typeNames[kind]}?`, optional: true, value, symbol, uses: [symbol], kind };
}

function nullableRecord(dice: Dice, name: string): Rest {
  const symbol = known(`(${name}.?name ?? 'none')`, 'string');
  const uses = [
    symbol,
    known(`(${name}.?tags[?0] ?? '-')`, 'string'),
    known(`length(${name}.?tags ?? ['a', 'b'])`, 'int'),
    known(`(${name}.?note ?? ${name}.?name ?? 'both')`, 'string'),
  ];
  const value = dice.chance(40) ? 'null' : literal(dice, 'record');
  return { text: `param ${name} shape?`, optional: true, value, symbol, uses, kind: 'record' };
}

function ofUnion(dice: Dice, name: string): Rest {
  const symbol = known(name, 'string');
  const text = `param ${name} 'one' | 'two' | 'three'`;
  return { text, optional: false, value: dice.pick(["'one'", "'two'"]), symbol, uses: [symbol], kind: undefined };
}

function bounded(dice: Dice, name: string): Rest {
  const symbol = known(name, 'int');
  const text = `@minValue(0)\n@maxValue(30)\nparam ${name} int = ${dice.roll(9)}`;
  const value = dice.pick(['1', '7', '30']);
  return { text, optional: true, value, symbol, uses: [symbol, symbol], kind: undefined };
}

function ofTime(dice: Dice, name: string): Rest {
  const symbol = known(name, 'string', true);
  const text = `param ${name} string = ${dice.pick(["utcNow('yyyy')", 'newGuid()', 'utcNow()'])}`;
  return { text, optional: true, value: "'2024'", symbol, uses: [symbol], kind: 'string' };
}

const tagged = [
  "{ kind: 'a', size: 3 }",
  "{ kind: 'b', parts: [{ at: 1, note: null }, { at: 2, note: 'x' }] }",
  "{ kind: 'other', more: 'y' }",
];

function ofTag(dice: Dice, name: string): Rest {
  const whole = `(${name}.kind == 'a' ? '\${${name}.size}' : ${name}.kind == 'b' ? string(${name}.parts) : ${name}.kind)`;
  const symbol = known(whole, 'string');
  return {
    text: `param ${name} tagged`,
    optional: false,
    value: dice.pick(tagged),
    symbol,
    uses: [symbol],
    kind: undefined,
  };
}

function ofTags(dice: Dice, name: string): Rest {
  const value = `[${tagged.filter(() => dice.chance(60)).join(', ')}]`;
  const uses = [
    known(`map(${name}, t => t.kind)`, 'words'),
    known(`length(filter(${name}, t => t.kind != 'a'))`, 'int'),
    known(`(any(${name})[?0].?kind ?? 'none')`, 'string'),
  ];
  return { text: `param ${name} tagged[] = []`, optional: true, value, symbol: undefined, uses, kind: undefined };
}

function secret(dice: Dice, name: string): Rest {
  const symbol = known(name, 'string', true);
  const text = `@secure()\nparam ${name} string`;
  return { text, optional: false, value: literal(dice, 'string'), symbol: undefined, uses: [symbol], kind: undefined };
}

function ofAzure(dice: Dice, name: string): Rest {
  const symbol = known(`string(${name})`, 'string');
  const type = "resourceInput<'Microsoft.RecoveryServices/vaults@2024-04-01'>.sku";
  const text = `param ${name} ${type} = { name: 'RS0' }`;
  const value = dice.pick(["{ name: 'Standard' }", "{ name: 'RS0', tier: 'Standard' }"]);
  return { text, optional: true, value, symbol, uses: [symbol], kind: undefined };
}

/** What a call gives to a parameter. */
export function argumentFor(dice: Dice, { kind, value }: Parameter, scope: Scope): string {
  if (kind === undefined) return value;
  if (kind === 'record' || dice.chance(75)) return expression(dice, kind, scope, 2);
  const either = (): string => expression(dice, kind, scope, 1);
  return `${expression(dice, 'bool', scope, 1)} ? ${either()} : ${either()}`;
}

/** Values of the parameters of a program as a parameter file gives them. */
export function valuesOf(dice: Dice, parameters: readonly Parameter[]): readonly (readonly [string, string])[] {
  return parameters.filter(({ optional }) => !optional || dice.chance(50)).map(({ name, value }) => [name, value]);
}

/** A literal value, as JSON in an expression that hides its type from the compiler. */
export function hidden(value: string): string {
  return `any(json('${jsonOf(value)}'))`;
}
