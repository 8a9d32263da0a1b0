import type { Env } from '../semantics/compilation-unit.ts';
import type { Model } from '../semantics/model.ts';
import { checkBodies } from './bodies.ts';
import { checkChildren } from './children.ts';
import { checkCollections } from './collections.ts';
import { checkCycles } from './cycles.ts';
import { checkDecorators } from './decorators.ts';
import { checkStartValues } from './deploy-time-constants.ts';
import { checkPlaces } from './deployment-scopes.ts';
import { checkDuplicates } from './duplicates.ts';
import { checkExpressions } from './expressions.ts';
import { checkNames } from './names.ts';
import { checkResourceTypes } from './resource-types.ts';
import { checkTypeDeclarations } from './type-declarations.ts';

/** Reports what is wrong with the declarations of a parameter file. */
export function checkParameterFile(model: Model, env: Env): void {
  checkNames(model, env.unit.program.report);
  checkCycles(model, env);
}

/** Reports what the official compiler refuses although a template could be made of it. */
export function checkFile(model: Model, env: Env): void {
  const { tree } = model;
  checkNames(model, env.unit.program.report);
  checkCycles(model, env);
  checkExpressions(model, env);
  checkStartValues(model, env.unit);
  checkCollections(model, env.unit);
  checkDecorators(tree, env);
  checkTypeDeclarations(tree, env);
  const typed = checkResourceTypes(model, env);
  checkBodies(model, env);
  checkChildren(model, typed, env);
  checkPlaces(model, typed, env);
  checkDuplicates(model, typed, env);
}
