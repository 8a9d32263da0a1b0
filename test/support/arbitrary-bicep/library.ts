import path from 'node:path';
import { type Dice, several } from './dice.ts';
import { expression } from './expressions.ts';
import { anyKind, type Known, known, type Scope, type Signature, typeDeclarations, typeNames } from './kinds.ts';

/** A file of things that others import. */
export interface Library {
  readonly file: string;
  readonly text: string;
  readonly types: readonly string[];
  readonly symbols: readonly Known[];
  readonly functions: readonly Signature[];
}

const nothing = { symbols: [], functions: [], late: false, place: undefined, lambdas: true } as const;

/** The scope of a file before anything is declared in it. */
export function emptyScope(file: string, place: Scope['place']): Scope {
  return { ...nothing, place, up: '../'.repeat(file.split('/').length - 1) };
}

/** A library with the types, and another one that uses it. */
export function makeLibraries(dice: Dice): readonly Library[] {
  const base = makeLibrary(dice, 'lib/base.bicep', []);
  return [base, makeLibrary(dice, dice.pick(['lib/more.bicep', 'lib/inner/more.bicep', 'more.bicep']), [base])];
}

function makeLibrary(dice: Dice, file: string, others: readonly Library[]): Library {
  const isBase = others.length === 0;
  const imports = importsOf(dice, file, others);
  const lines = [...imports.lines, ...(isBase ? typeDeclarations : [])];
  let { scope } = imports;
  const symbols: Known[] = [];
  several(dice, 1, 3, () => {
    const kind = anyKind(dice);
    const one = known(dice.fresh('shared'), kind);
    const exported = dice.chance(70);
    const type = dice.chance(20) ? ` ${typeNames[kind]}` : '';
    lines.push(`${exported ? '@export()\n' : ''}var ${one.text}${type} = ${expression(dice, kind, scope, 2)}`);
    scope = { ...scope, symbols: [...scope.symbols, one] };
    if (exported) symbols.push(one);
  });
  const functions = several(dice, 1, 2, () => {
    const made = makeFunction(dice, scope, 'lib');
    lines.push(`@export()\n${made.text}`);
    scope = { ...scope, functions: [...scope.functions, made.signature] };
    return made.signature;
  });
  return { file, text: `${lines.join('\n\n')}\n`, types: isBase ? ['shape', 'tagged'] : [], symbols, functions };
}

/** A function that uses what can be seen and calls what can be called. */
export function makeFunction(
  dice: Dice,
  scope: Scope,
  prefix: string,
): { readonly text: string; readonly signature: Signature } {
  const name = dice.fresh(prefix);
  const parameters = several(dice, 0, 3, () => anyKind(dice));
  const result = anyKind(dice);
  const locals = parameters.map((kind, at) => known(`p${at}`, kind));
  const symbols = [...scope.symbols, ...locals, ...locals];
  const body = expression(dice, result, { ...scope, symbols, late: false, place: undefined }, 3);
  const list = parameters.map((kind, at) => `p${at} ${typeNames[kind]}`).join(', ');
  return { text: `func ${name}(${list}) ${typeNames[result]} => ${body}`, signature: { name, parameters, result } };
}

/** Statements that import libraries, each in some way, and what they bring. */
export function importsOf(
  dice: Dice,
  file: string,
  libraries: readonly Library[],
  place?: Scope['place'],
): { readonly lines: readonly string[]; readonly scope: Scope } {
  const lines: string[] = [];
  let scope = emptyScope(file, place);
  for (const library of libraries) {
    const reference = path.posix.relative(path.posix.dirname(file), library.file);
    const made = dice.chance(40) ? wildcard(dice, library, reference) : named(dice, library, reference);
    lines.push(...made.lines);
    scope = {
      ...scope,
      symbols: [...scope.symbols, ...library.symbols.map((one) => ({ ...one, text: made.called(one.text) }))],
      functions: [...scope.functions, ...library.functions.map((one) => ({ ...one, name: made.called(one.name) }))],
    };
  }
  return { lines, scope };
}

interface Import {
  readonly lines: readonly string[];
  readonly called: (name: string) => string;
}

function wildcard(dice: Dice, { types }: Library, reference: string): Import {
  const name = dice.fresh('all');
  return {
    lines: [`import * as ${name} from '${reference}'`, ...types.map((type) => `type ${type} = ${name}.${type}`)],
    called: (symbol) => `${name}.${symbol}`,
  };
}

function named(dice: Dice, { types, symbols, functions }: Library, reference: string): Import {
  const suffix = dice.chance(50) ? dice.fresh('As') : '';
  const names = [...symbols.map(({ text }) => text), ...functions.map(({ name }) => name)];
  const parts = [...types, ...names.map((name) => (suffix === '' ? name : `${name} as ${name}${suffix}`))];
  const list = dice.chance(50) ? `{ ${parts.join(', ')} }` : `{\n  ${parts.join('\n  ')}\n}`;
  return { lines: [`import ${list} from '${reference}'`], called: (symbol) => `${symbol}${suffix}` };
}
