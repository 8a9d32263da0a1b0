import path from 'node:path';
import { type Dice, several } from './dice.ts';
import { expression, loop, nameExpression, nameStart } from './expressions.ts';
import {
  anyKind,
  type Kind,
  type Known,
  known,
  literal,
  type Place,
  type Scope,
  typeNames,
  withSymbols,
} from './kinds.ts';
import { importsOf, type Library, makeFunction } from './library.ts';
import { argumentFor, makeParameter, type Parameter } from './parameters.ts';
import { type Declared, makeResource, otherSubscription } from './resources.ts';

/** A file that can be deployed. */
export interface Module {
  readonly file: string;
  readonly place: Place;
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly Known[];
}

interface ModuleOptions {
  readonly file: string;
  readonly place: Place;
  readonly libraries: readonly Library[];
  /** What it may deploy. */
  readonly children: readonly Module[];
}

export function makeModule(dice: Dice, { file, place, libraries, children }: ModuleOptions): Module {
  const imports = importsOf(dice, file, libraries, place);
  const lines = [...imports.lines];
  let { scope } = imports;
  const add = ({ text, symbols }: Declared): void => {
    lines.push(text);
    scope = withSymbols(scope, ...symbols);
  };
  const parameters: Parameter[] = [];
  several(dice, 1, 4, () => {
    const made = makeParameter(
      dice,
      scope,
      parameters.flatMap(({ symbol }) => symbol ?? []),
    );
    parameters.push(made);
    add({ text: made.text, symbols: made.uses });
  });
  several(dice, 0, 2, () => {
    const made = makeFunction(dice, { ...scope, symbols: [] }, 'fn');
    lines.push(made.text);
    scope = { ...scope, functions: [...scope.functions, made.signature] };
  });
  several(dice, 0, 4, () => add(variable(dice, scope, false)));
  several(dice, 1, 3, () => add(makeResource(dice, scope)));
  const callable = children.filter((child) => scopesFor(place, child.place).length > 0);
  if (callable.length > 0) several(dice, 1, 3, () => add(call(dice, dice.pick(callable), file, scope)));
  several(dice, 0, 3, () => add(variable(dice, scope, true)));
  if (dice.chance(40)) add(makeResource(dice, scope));
  const outputs: Known[] = [];
  several(dice, 1, 3, () => {
    const made = output(dice, scope);
    lines.push(made.text);
    outputs.push(...made.symbols);
  });
  const target = place === 'resourceGroup' ? [] : [`targetScope = '${place}'`];
  return { file, place, text: `${[...target, ...arranged(dice, lines)].join('\n\n')}\n`, parameters, outputs };
}

/** Declarations may stand in any order. */
function arranged(dice: Dice, lines: readonly string[]): readonly string[] {
  if (!dice.chance(30)) return lines;
  const left = [...lines];
  return lines.flatMap(() => left.splice(dice.roll(left.length), 1));
}

function variable(dice: Dice, scope: Scope, late: boolean): Declared {
  const kind = anyKind(dice);
  const name = dice.fresh('v');
  const within = { ...scope, late };
  const symbols = [known(name, kind, late)];
  if (kind === 'words' && !late && dice.chance(40)) {
    return { text: `var ${name} = ${loop(dice, 'string', within)}`, symbols };
  }
  const type = dice.chance(20) ? ` ${typeNames[kind]}` : '';
  return { text: `var ${name}${type} = ${expression(dice, kind, within, 3)}`, symbols };
}

function output(dice: Dice, scope: Scope): Declared {
  const kind = anyKind(dice);
  const name = dice.fresh('o');
  const late = { ...scope, late: true };
  const isLoop = kind === 'words' && dice.chance(30);
  const value = isLoop ? loop(dice, 'string', { ...scope, late: false }) : expression(dice, kind, late, 3);
  const secure = kind === 'string' && dice.chance(10) ? '@secure()\n' : '';
  return { text: `${secure}output ${name} ${typeNames[kind]} = ${value}`, symbols: [known(name, kind, true)] };
}

/** The scopes at which a module of a place can be deployed from a place; an empty one is not written. */
function scopesFor(from: Place, to: Place): readonly string[] {
  const here = from === to ? [''] : [];
  switch (to) {
    case 'resourceGroup': {
      const far = `resourceGroup('${otherSubscription}', 'rg-far')`;
      const isNear = from === 'resourceGroup' || from === 'subscription';
      return [...here, far, ...(isNear ? ["resourceGroup('rg-near')"] : [])];
    }
    case 'subscription':
      return [...here, `subscription('${otherSubscription}')`, ...(from === 'resourceGroup' ? ['subscription()'] : [])];
    case 'managementGroup':
      return from === 'tenant' || from === to ? [...here, "managementGroup('mg-other')"] : [];
    case 'tenant':
      return [...here, ...(from === 'tenant' ? [] : ['tenant()'])];
  }
}

/** A module statement. */
function call(dice: Dice, child: Module, file: string, scope: Scope): Declared {
  const name = dice.fresh('m');
  const reference = path.posix.relative(path.posix.dirname(file), child.file);
  const head = `module ${name} '${reference}' = `;
  const late = { ...scope, late: true };
  const where = dice.pick(scopesFor(scope.place ?? 'resourceGroup', child.place));
  const members = (named: string, inner: Scope): string => {
    const given = child.parameters.filter(({ optional }) => !optional || dice.chance(60));
    const values = given.map((one) => `    ${one.name}: ${argumentFor(dice, one, inner)}\n`);
    const place = where === '' ? '' : `  scope: ${where}\n`;
    return `{\n${named}${place}  params: {\n${values.join('')}  }\n}`;
  };
  if (dice.chance(35)) {
    const count = 1 + dice.roll(3);
    const inner = withSymbols(late, known('at', 'int'), known('at', 'int'));
    const named = dice.chance(70) ? `  name: '${nameStart(dice, scope, 'd')}\${at}'\n` : '';
    const isPartial = dice.chance(30);
    const condition = isPartial ? `if (at != ${dice.roll(3)}) ` : '';
    const text = `${head}[for at in range(0, ${count}): ${condition}${members(named, inner)}]`;
    return { text, symbols: outputsOfLoop(dice, child, name, { count, isPartial }) };
  }
  const condition = dice.chance(25) ? `if (${expression(dice, 'bool', { ...scope, late: false }, 2)}) ` : '';
  const named = dice.chance(70) ? `  name: ${nameExpression(dice, scope)}\n` : '';
  const symbols = child.outputs.map(({ text, kind }) => {
    const safe = `(${name}.?outputs.?${text} ?? ${literal(dice, kind)})`;
    return known(condition === '' ? `${name}.outputs.${text}` : safe, kind, true);
  });
  return { text: `${head}${condition}${members(named, late)}`, symbols: [...symbols, known(`${name}.name`, 'string')] };
}

interface ModuleLoop {
  readonly count: number;
  /** Whether some iterations may be switched off. */
  readonly isPartial: boolean;
}

function outputsOfLoop(dice: Dice, child: Module, name: string, { count, isPartial }: ModuleLoop): readonly Known[] {
  const at = dice.roll(count);
  return child.outputs.map(({ text, kind }): Known => {
    const plain: readonly [string, Kind] = [`${name}[${at}].outputs.${text}`, kind];
    const safe: readonly [string, Kind] = [`(${name}[${at}].?outputs.${text} ?? ${literal(dice, kind)})`, kind];
    return known(...(isPartial ? safe : plain), true);
  });
}
