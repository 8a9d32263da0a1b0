import type { Value } from '../../expr/value.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { retentionOutcome } from '../../protection/outcome/outcome.ts';
import { type DefaultRule, defaultRules } from '../../protection/policy/backup-retention.ts';
import { type CheckContext, decidePair, evidence, type Observation, reasonOf, vaultStateOf } from '../check.ts';
import type { Policies } from './policies.ts';
import { judgeRetention, retentionText } from './retention-judge.ts';

/** Another rule of a Backup vault policy that becomes the default one, and keeps less than the one before. */
export function observeDefault(policies: Policies, context: CheckContext): readonly Observation[] {
  const { base, head } = policies;
  if (vaultKindOf(head) !== 'backup') return [];
  const after = defaultRules(head);
  return defaultRules(base).flatMap((from) => {
    const to = after.find(({ tier }) => tier.plan === from.tier.plan);
    return to && to.tier.key !== from.tier.key ? [observeMove(from, to, policies, context)] : [];
  });
}

function observeMove(from: DefaultRule, to: DefaultRule, policies: Policies, context: CheckContext): Observation {
  const { pair, base, head } = policies;
  const [before, after] = [from.tier.locate(base), to.tier.locate(head)];
  const valuesOf = (places: typeof before): readonly Value[] => places.map(({ value }) => value);
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (was, is) =>
    judgeRetention(from.tier.read(was), to.tier.read(is), 'reduced'),
  );
  return {
    subject: head,
    pair,
    property: to.mark.path,
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: false,
    before: `rule ${from.name}, ${retentionText(from.tier.read(decision.base))}`,
    after: `rule ${to.name}, ${retentionText(to.tier.read(decision.head))}`,
    texts: { tier: to.tier.label },
    plans: [from.tier.plan],
    base: evidence([from.mark], []),
    head: evidence([to.mark], []),
    outcome: retentionOutcome(vaultStateOf(policies, context), from.tier.store, 'reduced'),
    ...(decision.verdict === 'unknown' && { unknown: reasonOf([...decision.head, ...decision.base]) ?? 'its length' }),
  };
}
