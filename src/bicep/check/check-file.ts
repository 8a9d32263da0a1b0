import { type FileUnit, fileEnv } from '../semantics/compilation-unit.ts';
import { checkBodies } from './bodies.ts';
import { checkChildren } from './children.ts';
import { checkCollections } from './collections.ts';
import { checkCycles } from './cycles.ts';
import { checkDecorators } from './decorators.ts';
import { checkStartValues } from './deploy-time-constants.ts';
import { checkPlaces } from './deployment-scopes.ts';
import { checkDuplicates } from './duplicates.ts';
import { checkExpressions } from './expressions.ts';
import { type Findings, findingsOf } from './findings.ts';
import { checkNames } from './names.ts';
import { checkResourceTypes } from './resource-types.ts';
import { checkTypeDeclarations } from './type-declarations.ts';

/** Finds what is wrong with the declarations of a parameter file. */
export function checkParameterFile(file: FileUnit): Findings {
  return findingsOf(file, (unit) => {
    checkNames(unit.model, unit.report);
    checkCycles(unit.model, fileEnv(unit));
  });
}

/** Finds what the official compiler refuses although a template could be made of it. */
export function checkFile(file: FileUnit): Findings {
  return findingsOf(file, (unit) => {
    const { model } = unit;
    const env = fileEnv(unit);
    checkNames(model, unit.report);
    checkCycles(model, env);
    checkExpressions(model, env);
    checkStartValues(model, unit);
    checkCollections(model, unit);
    checkDecorators(model.tree, env);
    checkTypeDeclarations(model.tree, env);
    const typed = checkResourceTypes(model, env);
    checkBodies(model, env);
    checkChildren(model, typed, env);
    checkPlaces(model, typed, env);
    checkDuplicates(model, typed, env);
  });
}
