import path from 'node:path';
import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import { loadFunctions } from '../lower/load-functions.ts';
import type { Env, LocalValue } from '../semantics/compilation-unit.ts';
import { refused } from '../semantics/problems.ts';
import { walk } from '../syntax/visit.ts';
import type { Assignment, BicepParameters } from './parameters.ts';

/** The name `base` of a parameter file: what the one that it extends gives, by parameter. */
export function baseLocal({ assignments }: BicepParameters, here: () => Env): LocalValue {
  const member = (name: string, span: Span): Expr | undefined => {
    const assignment = assignments.get(name);
    return assignment && inheritedExpr(assignment, span, here());
  };
  const make = (span: Span): Expr => {
    const members = [...assignments].map(([name, one]) => [build.text(name, span), inheritedExpr(one, span, here())]);
    return build.call('createObject', members.flat(), span);
  };
  return { kind: 'local', member, make };
}

/**
 * The compiler puts the text of the other file in the place of `base.name`, so that what depends on its place means
 * something else there: names of variables, and paths of files that are loaded.
 */
function inheritedExpr({ statement, model, value }: Assignment, span: Span, env: Env): Expr {
  let stays = true;
  let foreign: string | undefined;
  walk(statement.value, (node, bound) => {
    const symbol = node.kind === 'name' && !bound.has(node.name) ? model.symbols.get(node.name) : undefined;
    if (symbol?.kind === 'variable') {
      stays = false;
      const isParameter = symbol.statement.kind === 'parameter-assignment';
      if (isParameter || !isVariable(symbol.name, env)) foreign ??= symbol.name;
    }
    if (node.kind === 'call' && loadFunctions.has(node.name.name) && isElsewhere(model.ref.path, env)) stays = false;
    return true;
  });
  if (foreign !== undefined) {
    const place = `'${model.file.path}'`;
    const message = `'base.${statement.name.name}' cannot be evaluated here: its value in ${place} depends on '${foreign}', which the Bicep compiler looks for in this file.`;
    return refused(message, span, env);
  }
  return stays ? { kind: 'value', value, span } : env.unit.lower.expr(statement.value, env);
}

function isVariable(name: string, { unit }: Env): boolean {
  const symbol = unit.model.symbols.get(name);
  return symbol?.kind === 'variable' && symbol.statement.kind === 'variable';
}

function isElsewhere(file: string, { unit }: Env): boolean {
  return path.posix.dirname(file) !== path.posix.dirname(unit.model.ref.path);
}
