import path from 'node:path';
import { isLoadFunction } from '../language/functions.ts';
import type { BaseMember, LocalValue } from '../semantics/compilation-unit.ts';
import type { Model } from '../semantics/model.ts';
import { walk } from '../syntax/visit.ts';
import type { Assignment, BicepParameters } from './parameters.ts';

/** The name `base` of a parameter file: what the one that it extends gives, by parameter. */
export function baseLocal({ assignments }: BicepParameters, here: Model): LocalValue {
  const members = new Map([...assignments].map(([name, assignment]) => [name, inherited(assignment, here)]));
  return { kind: 'local', value: { kind: 'base', members } };
}

/**
 * The compiler puts the text of the other file in the place of `base.name`, so that what depends on its place means
 * something else there: names of variables, and paths of files that are loaded.
 */
function inherited({ statement, model, value }: Assignment, here: Model): BaseMember {
  let stays = true;
  let foreign: string | undefined;
  walk(statement.value, (node, bound) => {
    const symbol = node.kind === 'name' && !bound.has(node.name) ? model.symbols.get(node.name) : undefined;
    if (symbol?.kind === 'variable') {
      stays = false;
      const isParameter = symbol.statement.kind === 'parameter-assignment';
      if (isParameter || !isVariable(symbol.name, here)) foreign ??= symbol.name;
    }
    if (node.kind === 'call' && isLoadFunction(node.name.name) && isElsewhere(model.ref.path, here)) stays = false;
    return true;
  });
  if (foreign !== undefined) {
    const place = `'${model.file.path}'`;
    const message = `'base.${statement.name.name}' cannot be evaluated here: its value in ${place} depends on '${foreign}', which the Bicep compiler looks for in this file.`;
    return { kind: 'refused', message };
  }
  return stays ? { kind: 'value', value } : { kind: 'expression', node: statement.value };
}

function isVariable(name: string, { symbols }: Model): boolean {
  const symbol = symbols.get(name);
  return symbol?.kind === 'variable' && symbol.statement.kind === 'variable';
}

function isElsewhere(file: string, { ref }: Model): boolean {
  return path.posix.dirname(file) !== path.posix.dirname(ref.path);
}
