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
  if (statement.type.kind === 'interpolation')
    return 'BCP047: String interpolation is unsupported for specifying the resource type.';
  const { value } = statement.type;
  return enclosing ? nestedProblem(value) : writtenTypeProblem(value);
}

/** What is wrong with a type and its version, as a sentence. */
export function writtenTypeProblem(value: string): string | undefined {
  const [, namespace, type = '', version = ''] = /^(?:(\w+):)?([^@]*)@?(.*)$/s.exec(value) ?? [];
  if (namespace !== undefined && namespace !== 'az')
    return `BCP208: The specified namespace "${namespace}" is not recognized.`;
  const isType = typePattern.test(type) || isListedType(type);
  return isType && versionPattern.test(version)
    ? undefined
    : `BCP029: The resource type '${value}' is not valid. Specify a valid resource type of format "<type-name>@<apiVersion>".`;
}

/** A nested resource has the segments of those around it, and their version unless it has one of its own. */
function nestedProblem(value: string): string | undefined {
  const [type = '', version, ...more] = value.split('@');
  if (/^[a-z0-9-]+$/i.test(type) && (version === undefined || versionPattern.test(version)) && more.length === 0) {
    return undefined;
  }
  return `BCP156: The resource type segment "${value}" is invalid. Nested resources must specify a single type segment, and optionally can specify an api version using the format "<type>@<apiVersion>".`;
}
