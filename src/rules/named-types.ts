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
    return parameter.namedTypes(value as never).flatMap((named): readonly Diagnostic[] => {
      const problem = problemOf(named);
      return problem ? [{ severity: 'warning', ...problem, span: spanOf(['check', name], named, document) }] : [];
    });
  });
}

/** A type stands as a key or as a value, a path as a value. */
function spanOf(parameter: readonly string[], { at }: NamedType, document: YamlDocument): Diagnostic['span'] {
  return document.spanAt([...parameter, ...at]);
}

function problemOf({ type, path }: NamedType): Pick<Diagnostic, 'code' | 'message'> | undefined {
  if (!isPublished(type)) {
    const nearest = didYouMean(nearestName(listedTypes(), type));
    return { code: 'rule-type', message: `No resource type '${type}' is published.${nearest}` };
  }
  const known = resourceTypeOf(type);
  if (path === undefined || (known ? hasPath(known, path) : hasStart(type, path))) return undefined;
  const nearest = didYouMean(known ? nearestPath(known, path) : `properties.${path}`);
  return { code: 'rule-property', message: `'${type}' has no property '${path}'.${nearest}` };
}

/** An extension of a resource can be declared as a child of it; its own provider is then in its name. */
function isPublished(type: string): boolean {
  const [parent = type] = type.split(/\/providers\//i);
  return isListedType(parent);
}

/** Of most types, only the members of the body are known. */
function hasStart(type: string, path: string): boolean {
  return isReadable(path.split('.')[0] ?? '', type);
}
