import type { Judgement } from '../../diff/worlds.ts';
import { type ScheduleEvent, scheduleOutcome } from '../../protection/outcome/policy-outcome.ts';
import type { Schedule } from '../../protection/policy/schedule.ts';
import { timersOf } from '../../protection/policy/schedules.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { isSame, placeOfReads, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { type Policies, unknownForm } from './policies.ts';

/** What messages about a schedule can say. */
export const timerPlaceholders = { what: "what the schedule makes: 'Log backups'" } as const;

/**
 * Compares the schedules of a policy.
 *
 * @param judge compares one that base has with that of head, if armlock understands it
 */
export function compareTimers(
  policies: Policies,
  context: CheckContext,
  event: ScheduleEvent,
  judge: (was: Schedule, is: Schedule | undefined) => Judgement,
): readonly Observation<'what'>[] {
  const { pair, base, head } = policies;
  return timersOf(base).map((timer) => {
    const [before, after] = [timer.locate(base), timer.locate(head)];
    const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) => {
      const was = timer.read(from);
      if (isSame(from, to) || to.every(isNothing)) return { verdict: 'preserved' };
      if (was) return judge(was, timer.read(to));
      // What base says in a form that armlock does not understand is no protection; what is not known may be one.
      return { verdict: event === 'rarer' && from.some(({ kind }) => kind === 'unknown') ? 'unknown' : 'preserved' };
    });
    return observation(decision, { ...placeOfReads(policies, before, after), plans: [timer.plan] }, () => ({
      before: timer.read(decision.base)?.text ?? 'not known',
      after: timer.read(decision.head)?.text ?? 'not known',
      texts: { what: timer.label },
      outcome: scheduleOutcome(event, vaultStateOf({ base, head }, context)),
      unknownIn: timer.read(decision.base) ? undefined : 'base',
      unknown: unknownForm,
    }));
  });
}

/** Whether a policy of a Recovery Services vault goes from daily recovery points to weekly ones. */
export function dropsDaily(was: Schedule, is: Schedule): boolean {
  return was.frequency !== 'weekly' && was.frequency !== 'log' && is.frequency === 'weekly';
}
