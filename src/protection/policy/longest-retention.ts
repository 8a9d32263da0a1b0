import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import type { Duration } from './durations.ts';
import { retentionTiers } from './retention.ts';

/** The longest retention in the vault that some policies certainly have, as a sentence; empty if none is known. */
export function longestRetentionText(policies: readonly Resource[]): string {
  const known = policies.flatMap((policy) => durationsOf(policy).map((duration) => ({ policy, duration })));
  const [longest] = [...known].sort((left, right) => right.duration.maxDays - left.duration.maxDays);
  if (!longest) return '';
  const name = nameText(longest.policy.name).split('/').at(-1) ?? '';
  const { text } = longest.duration;
  return `The longest retention in sight is ${text} (policy ${name}): what is backed up on the day of the lock stays, and is paid for, for ${text}.`;
}

function durationsOf(policy: Resource): readonly Duration[] {
  return retentionTiers(policy).flatMap(({ store, locate, read }) => {
    const kept = store === 'vault' ? read(locate(policy).map(({ value }) => value)) : undefined;
    return kept?.kind === 'duration' ? [kept.duration] : [];
  });
}
