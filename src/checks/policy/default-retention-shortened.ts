import { pathOf } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { retentionOutcome } from '../../protection/outcome/policy-outcome.ts';
import { type DefaultRule, defaultRules } from '../../protection/policy/backup-retention.ts';
import { behaviour } from '../behaviour.ts';
import { valuesOf } from '../change.ts';
import { type CheckContext, decidePair, evidence, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { commonPolicies, type Policies } from './policies.ts';
import { judgeRetention, retentionText } from './retention-judge.ts';

export const defaultRetentionShortened = behaviour({
  kind: 'default-retention-shortened',
  about: 'Another rule of a Backup vault policy becomes the default, and keeps recovery points for a shorter time.',
  judges: ['diff'],
  schema: {},
  placeholders: { tier: 'the retention of the rule that becomes the default' },
  run: (_, context) =>
    commonPolicies(context).flatMap((policies) => {
      const { base, head } = policies;
      if (vaultKindOf(head) !== 'backup') return [];
      const after = defaultRules(head);
      return defaultRules(base).flatMap((from) => {
        const to = after.find(({ tier }) => tier.plan === from.tier.plan);
        return to && to.tier.key !== from.tier.key ? [observeMove(from, to, policies, context)] : [];
      });
    }),
});

function observeMove(
  from: DefaultRule,
  to: DefaultRule,
  policies: Policies,
  context: CheckContext,
): Observation<'tier'> {
  const { pair, base, head } = policies;
  const [before, after] = [from.tier.locate(base), to.tier.locate(head)];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (was, is) =>
    judgeRetention(from.tier.read(was), to.tier.read(is), 'reduced'),
  );
  const where = {
    subject: head,
    pair,
    property: pathOf(to.mark),
    plans: [from.tier.plan],
    base: () => evidence([from.mark], []),
    head: () => evidence([to.mark], []),
  };
  return observation({ ...decision, widened: false }, where, () => ({
    before: `rule ${from.name}, ${retentionText(from.tier.read(decision.base))}`,
    after: `rule ${to.name}, ${retentionText(to.tier.read(decision.head))}`,
    texts: { tier: to.tier.label },
    outcome: retentionOutcome(vaultStateOf(policies, context), from.tier.store, 'reduced'),
    unknown: 'its length',
  }));
}
