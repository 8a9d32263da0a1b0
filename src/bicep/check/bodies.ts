import { problemInModule, problemInResource } from '../../azure-types/resource-members.ts';
import { keyText } from '../semantics/bind.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { CheckEnv } from './findings.ts';

/** The members of the bodies of resources and modules have to be literal, and to be such as they can have. */
export function checkBodies({ resources, modules }: Model, env: CheckEnv): void {
  for (const resource of resources) {
    const { type, statement, extension } = resource;
    if (extension === undefined) checkBody(resource, (name) => problemInResource(name, type, statement.existing), env);
  }
  for (const module of modules) checkBody(module, problemInModule, env);
}

type Problem = (name: string) => string | undefined;

function checkBody({ body }: ResourceSymbol | ModuleSymbol, problemOf: Problem, env: CheckEnv): void {
  for (const member of body?.members ?? []) {
    if (member.kind === 'spread')
      reportError('BCP401: The spread operator "..." is not permitted in this location.', member.span, env);
    if (member.kind !== 'member' || isBroken(member.key)) continue;
    const name = keyText(member.key);
    const problem =
      name === undefined
        ? 'BCP040: String interpolation is not supported for keys on objects of this type.'
        : problemOf(name);
    if (problem !== undefined) reportError(problem, member.key.span, env);
  }
}

/** The parser has reported it. */
function isBroken(key: syntax.PropertyMember['key']): boolean {
  return (key.kind !== 'identifier' && key.kind !== 'string' && key.kind !== 'interpolation') || keyText(key) === '';
}
