import fc from 'fast-check';
import type { ContextOptions } from '../../../src/arm/context.ts';
import { contextAt } from '../json-templates.ts';
import { type Dice, diceOf } from './dice.ts';
import { dataFiles } from './expressions.ts';
import type { Place } from './kinds.ts';
import { type Library, makeLibraries } from './library.ts';
import { type Module, makeModule } from './modules.ts';
import { hidden, valuesOf } from './parameters.ts';

/** A program as files, of which `main.bicepparam` is the one to deploy. */
export interface BicepProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly context: ContextOptions;
}

/** Random programs that the compiler accepts, for the most part. */
export const arbitraryBicep: fc.Arbitrary<BicepProgram> = fc.gen().map((gen) => {
  return makeProgram(diceOf((sides) => gen(fc.nat, { max: sides - 1 })));
});

const places: readonly Place[] = [
  ...Array.from({ length: 7 }, (): Place => 'resourceGroup'),
  'subscription',
  'subscription',
  'managementGroup',
  'tenant',
];

function makeProgram(dice: Dice): BicepProgram {
  const libraries = makeLibraries(dice);
  const place = dice.pick(places);
  const below = (around: Place): Place => (dice.chance(60) ? around : dice.pick(places));
  const deep = makeModule(dice, { file: 'modules/deep/grand.bicep', place: below(place), libraries, children: [] });
  const child = makeModule(dice, { file: 'modules/child.bicep', place: below(place), libraries, children: [deep] });
  const main = makeModule(dice, { file: 'main.bicep', place, libraries, children: [child, deep] });
  const modules = [...libraries, deep, child, main].map(({ file, text }) => [file, text] as const);
  return {
    files: { ...dataFiles, ...Object.fromEntries(modules), ...parameterFiles(dice, main, libraries) },
    context: { ...contextAt(place), ...(place === 'managementGroup' && { managementGroup: 'mg-one' }) },
  };
}

/** A parameter file, which may extend another one and import. */
function parameterFiles(dice: Dice, main: Module, libraries: readonly Library[]): Readonly<Record<string, string>> {
  const values = valuesOf(dice, main.parameters);
  const extended = dice.chance(30);
  const shared = extended ? values.filter(() => dice.chance(60)) : [];
  const overriding = new Set(shared.filter(() => dice.chance(40)).map(([name]) => name));
  const own = values.filter(([name]) => overriding.has(name) || !shared.some(([other]) => other === name));
  const lines = [`using 'main.bicep'`, ...(extended ? [`extends 'base.bicepparam'`] : [])];
  const library = dice.pick(libraries);
  const [symbol] = library.symbols;
  if (symbol && dice.chance(30)) lines.push(`import { ${symbol.text} } from '${library.file}'`);
  for (const [name, value] of own) lines.push(...assignment(dice, name, value, overriding.has(name)));
  return {
    'main.bicepparam': `${lines.join('\n')}\n`,
    ...(extended && {
      'base.bicepparam': `using none\n${shared.map(([name, value]) => `param ${name} = ${value}\n`).join('')}`,
    }),
  };
}

function assignment(dice: Dice, name: string, value: string, overrides: boolean): readonly string[] {
  if (dice.chance(30)) return [`param ${name} = ${hidden(value)}`];
  if (value.startsWith('{') && overrides) return [`param ${name} = { ...base.${name}, ...${value} }`];
  if (value.startsWith('{') && dice.chance(30)) return [`param ${name} = { ...${value} }`];
  if (!dice.chance(30)) return [`param ${name} = ${value}`];
  const variable = dice.fresh('local');
  return [`var ${variable} = ${value}`, `param ${name} = ${variable}`];
}
