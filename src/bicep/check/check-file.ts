import { decoratorProblem } from '../decorators.ts';
import { type Env, lookup } from '../environment.ts';
import type { Model } from '../model.ts';
import { refused } from '../problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf, walk } from '../walk.ts';
import { checkBodies } from './bodies.ts';
import { checkChildren } from './children.ts';
import { checkCollections } from './collections.ts';
import { checkCycles } from './cycles.ts';
import { checkDuplicates } from './duplicates.ts';
import { checkNames } from './names.ts';
import { checkPlaces } from './places.ts';
import { checkResourceTypes } from './resource-types.ts';
import { checkStartValues } from './start-values.ts';

/** Reports what the official compiler refuses although a template could be made of it. */
export function checkFile(model: Model, env: Env): void {
  const { report } = env.unit.program;
  checkCycles(model, env);
  checkStartValues(model, env.unit);
  checkCollections(model, env.unit);
  checkNames(model, report);
  const typed = checkResourceTypes(model, env);
  checkBodies(model, env);
  checkChildren(model, typed, env);
  checkPlaces(model, typed, env);
  checkDuplicates(model, typed, env);
  for (const statement of model.tree.statements) checkStatement(statement, env);
}

function checkStatement(statement: syntax.Statement, env: Env): void {
  if ('decorators' in statement) checkDecorators(statement.decorators, env);
  if ('type' in statement && statement.kind !== 'resource' && statement.type)
    checkType(statement.type as TypeNode, env);
  switch (statement.kind) {
    case 'parameter':
      if (statement.defaultValue) checkDefault(statement.defaultValue, env);
      return;
    case 'type':
      checkType(statement.value, env);
  }
}

function checkDecorators(decorators: readonly syntax.Decorator[], env: Env): void {
  for (const decorator of decorators) {
    const problem = decoratorProblem(decorator);
    if (problem) refused(problem, decorator.span, env);
  }
}

function checkType(type: TypeNode, env: Env): void {
  const members = type.kind === 'type-object' ? type.members : type.kind === 'type-tuple' ? type.items : [];
  for (const member of members) if (member.kind !== 'error') checkDecorators(member.decorators, env);
  for (const part of typePartsOf(type)) checkType(part, env);
}

/** Defaults are evaluated before variables and resources. The compiler does not even let them have local names. */
function checkDefault(value: syntax.Expression, env: Env): void {
  walk(value, (node, bound) => {
    if (node.kind !== 'name') return true;
    const kind = bound.has(node.name) ? 'local' : lookup(node.name, env)?.kind;
    if (kind && kind !== 'parameter' && kind !== 'wildcard' && kind !== 'broken' && kind !== 'extension') {
      refused('A default can refer only to other parameters.', node.span, env);
    }
    return true;
  });
}
