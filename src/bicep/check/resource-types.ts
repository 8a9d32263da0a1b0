import { isListedType } from '../../azure-types/type-names.ts';
import { memberValue } from '../semantics/bind.ts';
import type { Model, ResourceSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import { type CheckEnv, drop } from './findings.ts';

/**
 * Reports types that are not written as a type of Azure and a version. The other resources of Azure are returned:
 * whatever depends on the type can be said only of them.
 */
export function checkResourceTypes(model: Model, env: CheckEnv): readonly ResourceSymbol[] {
  return model.resources.filter((symbol) => {
    if (symbol.extension !== undefined) return false;
    const problem = problemOf(symbol);
    if (problem !== undefined) {
      reportError(problem, symbol.statement.type.span, env, 'bicep-reference');
      // A name cannot fit a type that is none.
      const name = memberValue(symbol.body, 'name');
      if (name) drop(name, env);
    }
    return problem === undefined && !isMistyped(symbol.enclosing);
  });
}

function isMistyped(symbol: ResourceSymbol | undefined): boolean {
  return symbol !== undefined && (problemOf(symbol) !== undefined || isMistyped(symbol.enclosing));
}

const typePattern = /^[a-z0-9][a-z0-9.]*(?:\/[a-z0-9-]+)+$/i;
const versionPattern = /^\d{4}-\d{2}-\d{2}(?:-(?:preview|alpha|beta|rc|privatepreview))?$/i;

function problemOf({ statement, enclosing }: ResourceSymbol): string | undefined {
  if (statement.type.kind === 'error') return undefined;
  if (statement.type.kind === 'interpolation') return 'A resource type must be written out.';
  const { value } = statement.type;
  return enclosing ? nestedProblem(value) : writtenTypeProblem(value);
}

/** What is wrong with a type and its version, as a sentence. */
export function writtenTypeProblem(value: string): string | undefined {
  const [, namespace, type = '', version = ''] = /^(?:(\w+):)?([^@]*)@?(.*)$/s.exec(value) ?? [];
  if (namespace !== undefined && namespace !== 'az') return `There is no '${namespace}' that has resource types.`;
  const isType = typePattern.test(type) || isListedType(type);
  return isType && versionPattern.test(version) ? undefined : `'${value}' is no resource type with its version.`;
}

/** A nested resource has the segments of those around it, and their version unless it has one of its own. */
function nestedProblem(value: string): string | undefined {
  const [type = '', version, ...more] = value.split('@');
  if (/^[a-z0-9-]+$/i.test(type) && (version === undefined || versionPattern.test(version)) && more.length === 0) {
    return undefined;
  }
  return `The type of a nested resource is one segment, and perhaps a version: not '${value}'.`;
}
