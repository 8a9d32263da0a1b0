import { printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { observe } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { scheduleOutcome } from '../../protection/outcome/policy-outcome.ts';
import { isoDuration } from '../../protection/policy/durations.ts';
import { isKnownThroughout, isNothing } from '../../protection/resources/read-values.ts';
import { behaviour } from '../behaviour.ts';
import { changedPlaces, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidenceOf, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';

const parts = ['policyRules', 'datasourceTypes'] as const;

export const policyUpdatedInPlace = behaviour({
  kind: 'policy-updated-in-place',
  about: 'A policy of a Backup vault is changed under its name, although Azure accepts only new ones.',
  takesAway: false,
  judges: ['diff'],
  schema: {},
  placeholders: { what: 'the part that is changed' },
  run: (_, context) =>
    commonPolicies(context)
      .filter(({ head }) => vaultKindOf(head) === 'backup')
      .flatMap((policies) => observeEdit(policies, context)),
});

function observeEdit({ pair, base, head }: Policies, context: CheckContext): readonly Observation<'what'>[] {
  const [before, after] = [base, head].map((policy) => parts.map((part) => observe(policy, ['properties', part])));
  if (!before || !after) return [];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) => {
    const different = to.filter((value, index) => canonicalText(from[index]) !== canonicalText(value));
    if (different.length === 0) return { verdict: 'preserved' };
    const isSure =
      different.every((value) => !value.residual && isKnownThroughout(value)) && from.every(isKnownThroughout);
    return { verdict: isSure ? 'weakened' : 'unknown' };
  });
  const changed = parts.findIndex(
    (_, index) => canonicalText(decision.base[index]) !== canonicalText(decision.head[index]),
  );
  const index = Math.max(0, changed);
  const [was, is] = [before[index], after[index]];
  if (!was || !is || isNothing(was.value)) return [];
  const where = {
    subject: head,
    pair,
    property: `properties.${parts[index]}`,
    base: () => evidenceOf(was),
    head: () => ({ ...evidenceOf(is), own: changedPlaces(was, is) }),
  };
  return [
    observation(decision, where, () => ({
      before: 'as deployed',
      after: 'changed in place',
      texts: { what: parts[index] ?? '' },
      outcome: scheduleOutcome('edited', vaultStateOf({ base, head }, context)),
      unknown: 'a part of the policy is not known',
    })),
  ];
}

/** A value as a text that is the same in any order and for any spelling of a length, without what says nothing. */
function canonicalText(value: Value | undefined): string {
  if (value === undefined || isNothing(value)) return '';
  if (value.kind === 'array' && value.open === undefined) {
    return `[${value.items.map(canonicalText).sort().join(',')}]`;
  }
  if (value.kind === 'object' && value.open === undefined) {
    const members = [...value.entries.values()].map(
      ({ key, value: member }) => `${key.toLowerCase()}:${canonicalText(member)}`,
    );
    const telling = members.filter((text) => !/:(?:\[\])?$/.test(text));
    return `{${telling.sort().join(',')}}`;
  }
  const exact = value.kind === 'string' ? isoDuration(value.value)?.exact : undefined;
  return exact ? `${exact.amount} ${exact.unit}` : printValue(value).toLowerCase();
}
