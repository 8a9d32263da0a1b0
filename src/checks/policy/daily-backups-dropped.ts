import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { behaviour } from '../behaviour.ts';
import { commonPolicies } from './policies.ts';
import { compareTimers, dropsDaily, timerPlaceholders } from './timers.ts';

export const dailyBackupsDropped = behaviour({
  kind: 'daily-backups-dropped',
  about: 'A policy of a Recovery Services vault goes from daily backups to weekly ones.',
  judges: ['diff'],
  schema: {},
  placeholders: timerPlaceholders,
  run: (_, context) =>
    commonPolicies(context)
      .filter(({ head }) => vaultKindOf(head) === 'recovery-services')
      .flatMap((policies) =>
        compareTimers(policies, context, 'daily-dropped', (was, is) => ({
          verdict: is && dropsDaily(was, is) ? 'weakened' : 'preserved',
        })),
      ),
});
