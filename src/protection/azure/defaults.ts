import type { Fact } from './fact.ts';
import { factsHaving, linkOf } from './facts.ts';

/** What a property that is not written means, where that is documented. */
export interface DefaultValue {
  readonly type: string;
  readonly property: string;
  readonly value: string | bigint;
  /** Documentation that says so. */
  readonly source: string;
}

/**
 * The only place where something that is absent becomes a level. A property that no fact gives a default has none that
 * is documented for a vault that exists: leaving it out may or may not change it.
 */
const defaults: readonly DefaultValue[] = factsHaving('default').flatMap(defaultsOf);

function defaultsOf(fact: Fact): readonly DefaultValue[] {
  return Object.entries(fact.default ?? {}).flatMap(([type, value]) => {
    const property = fact.places?.[type];
    if (typeof property !== 'string') return [];
    return [{ type, property, value: typeof value === 'number' ? BigInt(value) : value, source: linkOf(fact) }];
  });
}

/** The documented default of a property, if there is one. */
export function defaultFor(type: string, property: string): DefaultValue | undefined {
  const [wantedType, wantedProperty] = [type.toLowerCase(), property.toLowerCase()];
  return defaults.find((one) => one.type.toLowerCase() === wantedType && one.property.toLowerCase() === wantedProperty);
}
