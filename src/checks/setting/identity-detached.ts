import type { Judgement } from '../../diff/worlds.ts';
import { stringValue } from '../../expr/make-value.ts';
import type { ObjectValue, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { outcome } from '../../protection/outcome/outcome.ts';
import { behaviour } from '../behaviour.ts';
import { decidePair, evidenceOf } from '../check.ts';
import { observation } from '../observation.ts';
import { places } from '../parameters.ts';
import { namedIdentity, systemAssigned } from './identities.ts';
import { pathsOf } from './property-paths.ts';
import { isUnset } from './setting.ts';
import { isSameValue, valueText } from './values.ts';

const typePath = ['identity', 'type'] as const;
const idsPath = ['identity', 'userAssignedIdentities'] as const;

export const identityDetached = behaviour({
  kind: 'identity-detached',
  about: 'A resource no longer has the identity that one of its settings still names.',
  judges: ['diff'],
  schema: { properties: places.properties },
  placeholders: {},
  run: ({ properties }, { pairs }) =>
    pairs.flatMap((pair) => {
      const { base, head } = pair;
      const paths = base && head ? pathsOf(properties, head.type) : [];
      if (!base || !head || paths.length === 0) return [];
      const decision = decidePair(pair, valuesOf(base, paths), valuesOf(head, paths), judge);
      const { named } = readSide(decision.base);
      if (!named) return [];
      const [type, ids] = [observe(head, typePath), observe(head, idsPath)];
      const where = {
        subject: head,
        pair,
        property: 'identity',
        base: () => evidenceOf(observe(base, ['identity'])),
        head: () => evidenceOf(isUnset(ids.value) ? type : ids),
      };
      return observation(decision, where, () => ({
        before: valueText(named),
        after: 'not attached',
        texts: {},
        outcome: outcome('customer-key-identity-detached'),
        unknown: 'its identities are not known',
      }));
    }),
});

function valuesOf(resource: Resource, paths: readonly string[]): readonly Value[] {
  return [typePath, idsPath, ...paths.map(stepsOf)].map((steps) => observe(resource, steps).value);
}

/** What a revision says: the identities of the resource, and the one that the setting names. */
interface Side {
  readonly type: Value | undefined;
  readonly ids: Value | undefined;
  readonly named: Value | undefined;
}

function readSide([type, ids, ...settings]: readonly Value[]): Side {
  return { type, ids, named: settings.flatMap((value) => namedIdentity(value) ?? [])[0] };
}

function judge(from: readonly Value[], to: readonly Value[]): Judgement {
  const [before, after] = [readSide(from), readSide(to)];
  const { named } = before;
  // Another identity for the setting is another loss.
  if (!named || !after.named || isSameValue(named, after.named, 'resource-id') !== true) {
    return { verdict: 'preserved' };
  }
  if (isAttached(named, before) !== true) return { verdict: 'preserved' };
  const stays = isAttached(after.named, after);
  return { verdict: stays === undefined ? 'unknown' : stays ? 'preserved' : 'weakened' };
}

/** Whether a resource has an identity; undefined if that is not known. */
function isAttached(named: Value, { type, ids }: Side): boolean | undefined {
  if (named === systemAssigned) {
    if (type?.kind === 'string') return type.value.toLowerCase().includes('systemassigned');
    return isUnset(type) ? false : undefined;
  }
  if (ids?.kind === 'object') return hasKey(ids, named);
  return isUnset(ids) ? false : undefined;
}

function hasKey({ entries, unkeyed = [], open }: ObjectValue, wanted: Value): boolean | undefined {
  // A member that is null is one that Azure detaches.
  const kept = [...entries.values()].filter(({ value }) => value.kind !== 'null');
  const keys = [...kept.map(({ key }) => stringValue(key)), ...unkeyed.map(({ key }) => key)];
  const same = keys.map((key) => isSameValue(key, wanted, 'resource-id'));
  if (same.includes(true)) return true;
  return same.includes(undefined) || (open && unkeyed.length === 0) ? undefined : false;
}
