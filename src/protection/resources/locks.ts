import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { mayBeEqual, nameSegments, segmentsOf } from '../../model/segments.ts';
import { ladders, rankOf } from '../azure/ladders.ts';

const lockType = 'microsoft.authorization/locks';
const nestedLock = '/providers/locks';

/** Whether a resource is a management lock, in either of the forms in which templates declare one. */
export function isLock({ type }: Pick<Resource, 'type'>): boolean {
  const lower = type.toLowerCase();
  return lower === lockType || lower.endsWith(nestedLock);
}

const backupProviders = ['microsoft.recoveryservices', 'microsoft.dataprotection'];

/**
 * Whether a lock may guard backups: it is on something of theirs, or on all of a group or subscription in which some are.
 *
 * @param resources what the revision deploys beside the lock
 */
export function guardsBackups(lock: Resource, resources: readonly Resource[]): boolean {
  const [provider] = lockedResource(lock) ?? [];
  if (provider !== undefined) return backupProviders.includes(provider);
  const around = nameSegments(lock.scope);
  return resources.some(
    ({ type, scope }) =>
      backupProviders.includes(type.toLowerCase().split('/')[0] ?? '') &&
      mayBeEqual(around, nameSegments(scope).slice(0, around.length)),
  );
}

/** Whether another lock guards at least as much as well: the same thing in another form, or all that is around it. */
export function isCoveredBy(lock: Resource, other: Resource): boolean {
  const [inner, outer] = [lockedResource(lock), lockedResource(other)];
  const reaches = outer === undefined ? inner !== undefined : inner?.join('/') === outer.join('/');
  const [was, is] = [levelOf(lock), levelOf(other)];
  return reaches && was !== undefined && is !== undefined && is >= was;
}

/** Provider, types and names of the one resource that a lock is on; undefined if it is on all of a scope. */
function lockedResource(lock: Resource): readonly string[] | undefined {
  const type = lock.type.toLowerCase();
  if (type.endsWith(nestedLock)) {
    const [provider = '', ...types] = type.slice(0, -nestedLock.length).split('/');
    const names = segmentsOf(lock.name);
    return [provider, ...types.flatMap((part, index) => [part, names[index] ?? ''])];
  }
  const segments = segmentsOf(lock.scope);
  const index = segments.lastIndexOf('providers');
  const provider = index < 0 ? undefined : segments[index + 1];
  return provider === undefined || provider === 'microsoft.management' ? undefined : segments.slice(index + 1);
}

function levelOf(lock: Resource): number | undefined {
  const { value } = observe(lock, ['properties', 'level']);
  const ladder = ladders['lock'];
  return ladder && value.kind === 'string' ? rankOf(ladder, value.value) : undefined;
}
