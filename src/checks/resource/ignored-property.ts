import type { Pair } from '../../diff/pair.ts';
import type { Resource } from '../../model/deployment.ts';
import {
  plainPath,
  type Unread,
  unknownVersion,
  unreadProperties,
  writtenPaths,
} from '../../protection/ignored/ignored-properties.ts';
import { unreadOutcome } from '../../protection/outcome/outcome.ts';
import { type CheckContext, evidenceOfResource, type Observation } from '../check.ts';

/** Properties that are written where Azure does not read them, or with an api-version that does not have them. */
export interface UnreadCheck {
  readonly kind: 'unread';
}

/**
 * Of two revisions, finds what base declares and head writes where it is not read; of one, everything that is not
 * read, and api-versions of which nobody knows what they read.
 */
export function checkUnread(_: UnreadCheck, { pairs }: CheckContext): readonly Observation[] {
  return pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!head || head.existing || head.presence === 'never') return [];
    return base ? observeChange(pair, base, head) : observeState(pair, head);
  });
}

function observeChange(pair: Pair, base: Resource, head: Resource): readonly Observation[] {
  const unread = unreadProperties(head, 'byDate').filter(({ cause }) => cause !== 'value');
  if (unread.length === 0 || base.existing) return [];
  const ignored = unreadProperties(base, 'byDate').map(({ path }) => plainPath(path));
  const declared = [...writtenPaths(base)].filter((path) => !ignored.some((other) => isWithin(path, other)));
  const kept = writtenPaths(head);
  const lost = ({ path, place = '' }: Unread): boolean => {
    const wanted = plainPath(place);
    return declared.includes(plainPath(path)) || (declared.includes(wanted) && !kept.has(wanted));
  };
  return unread.filter(lost).map((one) => observed(pair, head, one, 'read'));
}

/** Whether a path is another one, or leads further into it. */
function isWithin(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}

function observeState(pair: Pair, head: Resource): readonly Observation[] {
  const version = unknownVersion(head);
  const unread = unreadProperties(head).map((one) => observed(pair, head, one, 'declared'));
  return version === undefined ? unread : [...unread, ofVersion(pair, head, version)];
}

function observed(pair: Pair, head: Resource, unread: Unread, before: string): Observation {
  const { path, entry, around, reason, advice, cause, place = path } = unread;
  const key = entry.keySpan ? [{ span: entry.keySpan, role: 'written' as const }] : entry.value.origins;
  const own = cause === 'version' ? [...key, ...head.apiVersion.origins] : key;
  return {
    subject: head,
    pair,
    property: path,
    verdict: 'weakened',
    confidence: 'possible',
    widened: false,
    before,
    after: 'not read',
    texts: { reason, advice, place },
    base: undefined,
    head: { own, around: around.flatMap(({ origins }) => origins), near: entry.keySpan ?? head.nameSpan },
    outcome: unreadOutcome,
  };
}

function ofVersion(pair: Pair, head: Resource, reason: string): Observation {
  return {
    subject: head,
    pair,
    property: 'apiVersion',
    verdict: 'unknown',
    confidence: 'possible',
    widened: false,
    before: 'declared',
    after: 'not known',
    texts: { reason, advice: '', place: '' },
    unknown: reason,
    base: undefined,
    head: { ...evidenceOfResource(head), own: head.apiVersion.origins },
  };
}
