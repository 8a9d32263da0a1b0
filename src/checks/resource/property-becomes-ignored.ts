import type { Resource } from '../../model/deployment.ts';
import { plainPath, type Unread, unreadProperties, writtenPaths } from '../../protection/ignored/ignored-properties.ts';
import { behaviour } from '../behaviour.ts';
import { deployedPairs, ignoredPlaceholders, observeIgnored } from './ignored.ts';

export const propertyBecomesIgnored = behaviour({
  kind: 'property-becomes-ignored',
  about: 'Base declares a property that head writes where Azure ignores it, or with an api-version that lacks it.',
  judges: ['diff'],
  schema: {},
  placeholders: ignoredPlaceholders,
  run: (_, context) =>
    deployedPairs(context).flatMap((pair) => {
      const { base, head } = pair;
      if (!base || base.existing) return [];
      return newlyIgnored(base, head).map((one) => observeIgnored(pair, head, one, 'read'));
    }),
});

function newlyIgnored(base: Resource, head: Resource): readonly Unread[] {
  const unread = unreadProperties(head, 'byDate').filter(({ cause }) => cause !== 'value');
  if (unread.length === 0) return [];
  const ignored = unreadProperties(base, 'byDate').map(({ path }) => plainPath(path));
  const declared = [...writtenPaths(base)].filter((path) => !ignored.some((other) => isWithin(path, other)));
  const kept = writtenPaths(head);
  return unread.filter(({ path, place = '' }) => {
    const wanted = plainPath(place);
    return declared.includes(plainPath(path)) || (declared.includes(wanted) && !kept.has(wanted));
  });
}

/** Whether a path is another one, or leads further into it. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}
