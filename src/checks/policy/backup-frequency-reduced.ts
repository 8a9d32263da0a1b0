import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { isRarer } from '../../protection/policy/schedule.ts';
import { behaviour } from '../behaviour.ts';
import { commonPolicies } from './policies.ts';
import { compareTimers, dropsDaily, timerPlaceholders } from './timers.ts';

export const backupFrequencyReduced = behaviour({
  kind: 'backup-frequency-reduced',
  about: 'A policy makes backups less often.',
  judges: ['diff'],
  schema: {},
  placeholders: timerPlaceholders,
  run: (_, context) =>
    commonPolicies(context).flatMap((policies) => {
      const isRecovery = vaultKindOf(policies.head) === 'recovery-services';
      return compareTimers(policies, context, 'rarer', (was, is) => {
        if (!is) return { verdict: 'unknown' };
        // Daily backups that become weekly ones are a loss of their own.
        const isWeaker = isRarer(is, was) && !(isRecovery && dropsDaily(was, is));
        return { verdict: isWeaker ? 'weakened' : 'preserved' };
      });
    }),
});
