import { monthNames } from '../../dotnet/date-time.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import type { Duration } from './durations.ts';
import { expiryOf } from './expiry.ts';
import { retentionTiers } from './retention.ts';

/**
 * The longest retention in the vault that some policies certainly have, and until when it binds, in sentences; empty if
 * none is known.
 *
 * @param today as `2027-03-31`; without it, no date is named
 */
export function longestRetentionText(policies: readonly Resource[], today: string | undefined): string {
  const known = policies.flatMap((policy) => durationsOf(policy).map((duration) => ({ policy, duration })));
  const [longest] = [...known].sort((left, right) => right.duration.maxDays - left.duration.maxDays);
  if (!longest) return '';
  const name = nameText(longest.policy.name).split('/').at(-1) ?? '';
  const { text } = longest.duration;
  const end = today === undefined ? undefined : monthAfter(today, longest.duration);
  const until = end === undefined ? `for ${text} after the lock` : `until ${end}`;
  return `The longest retention of its policies is ${text} (policy ${name}): a backup of today is kept, and billed, ${until}.`;
}

/** The month in which a duration from a day ends: `November 2036`. Undefined after the year 9999. */
function monthAfter(today: string, duration: Duration): string | undefined {
  const end = expiryOf(new Date(`${today}T00:00:00Z`), duration);
  const year = end.getUTCFullYear();
  return year <= 9999 ? `${monthNames[end.getUTCMonth()]} ${year}` : undefined;
}

function durationsOf(policy: Resource): readonly Duration[] {
  return retentionTiers(policy).flatMap(({ store, locate, read }) => {
    const kept = store === 'vault' ? read(locate(policy).map(({ value }) => value)) : undefined;
    return kept?.kind === 'duration' ? [kept.duration] : [];
  });
}
