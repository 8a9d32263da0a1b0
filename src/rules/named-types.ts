import { isReadable } from '../azure-types/resource-members.ts';
import { isListedType, listedTypes } from '../azure-types/type-names.ts';
import { behaviourOf } from '../checks/behaviours.ts';
import type { NamedType, Parameter } from '../checks/parameters.ts';
import { hasPath, resourceTypeOf } from '../protection/azure/resource-types.ts';
import { nearestPath } from '../protection/ignored/suggestion.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import type { YamlDocument } from '../yaml/read-yaml.ts';
import type { Rule } from './rule.ts';

/**
 * Holds the resource types and paths that a rule names against the published ones. What is not published may be newer
 * than the list, hence a warning.
 */
export function unknownNames({ check }: Rule, document: YamlDocument): readonly Diagnostic[] {
  const parameters: Readonly<Record<string, Parameter<never>>> = behaviourOf(check.kind)?.schema ?? {};
  return Object.entries(parameters).flatMap(([name, parameter]) => {
    const value: unknown = Reflect.get(check, name);
    if (value === undefined || !parameter.namedTypes) return [];
    // The schema holds the value to the type of the parameter.
    return parameter.namedTypes(value as never).flatMap((named) => problemsOf(named, ['check', name], document));
  });
}

function problemsOf(
  { type, at, paths }: NamedType,
  parameter: readonly string[],
  document: YamlDocument,
): readonly Diagnostic[] {
  if (!isPublished(type)) {
    const message = `No resource type '${type}' is published.${didYouMean(nearestName(listedTypes(), type))}`;
    const span = at ? document.spanAt([...parameter, ...at]) : document.spanOfKey(parameter, type);
    return [{ severity: 'warning', code: 'rule-type', message, span }];
  }
  return paths
    .filter(({ path }) => !isPublishedPath(type, path))
    .map((one) => {
      const message = `'${type}' has no property '${one.path}'.${didYouMean(nearestPathOf(type, one.path))}`;
      return { severity: 'warning', code: 'rule-property', message, span: document.spanAt([...parameter, ...one.at]) };
    });
}

function isPublishedPath(type: string, path: string): boolean {
  const known = resourceTypeOf(type);
  // Of most types, only the members of the body are known.
  return known ? hasPath(known, path) : isReadable(path.split('.')[0] ?? '', type);
}

function nearestPathOf(type: string, path: string): string | undefined {
  const known = resourceTypeOf(type);
  return known ? nearestPath(known, path) : `properties.${path}`;
}

/** An extension of a resource can be declared as a child of it; its own provider is then in its name. */
function isPublished(type: string): boolean {
  const [parent = type] = type.split(/\/providers\//i);
  return isListedType(parent);
}
