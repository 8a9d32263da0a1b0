import type { Resource } from '../../model/deployment.ts';
import { observe, type PropertyRead } from '../../model/observe.ts';
import { protectedKind, vaultKindOf } from '../../protection/azure/kinds.ts';
import { type ScheduleEvent, scheduleOutcome } from '../../protection/outcome/policy-outcome.ts';
import { tagCalled } from '../../protection/policy/backup-policy.ts';
import { countDays, isWithinDays } from '../../protection/policy/calendar.ts';
import { plansOf } from '../../protection/policy/retention-plan.ts';
import { isRarer } from '../../protection/policy/schedule.ts';
import { backupRuleFor, type Timer, timersOf } from '../../protection/policy/schedules.ts';
import { type Coverage, coverageOf, type Move, movesBetween } from '../../protection/policy/selected-days.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { changeOf, isSame, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import type { Policies } from './policies.ts';
import { observeEdit } from './policy-edit.ts';

/** When a backup policy makes recovery points, and which of them each of its rules picks. */
export interface ScheduleCheck {
  readonly kind: 'schedule';
  readonly event: ScheduleEvent;
}

/** Compares when the policies of a pair make recovery points, and which ones their rules pick. */
export function checkSchedule({ event }: ScheduleCheck, context: CheckContext): readonly Observation[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!base || !head || protectedKind(head) !== 'policy') return [];
    return observePolicy(event, { pair, base, head }, context);
  });
}

function observePolicy(event: ScheduleEvent, policies: Policies, context: CheckContext): readonly Observation[] {
  const { base, head } = policies;
  switch (event) {
    case 'rarer':
    case 'daily-dropped':
      return timersOf(base).flatMap((timer) => observeTimer(timer, event, policies, context));
    case 'narrowed':
      return [
        ...coverageOf(base).flatMap((coverage) => observeCoverage(coverage, policies, context)),
        ...observeMoves(event, policies, context),
      ];
    case 'overridden':
      return observeMoves(event, policies, context);
    case 'edited':
      return vaultKindOf(head) === 'backup' ? observeEdit(policies, context) : [];
  }
}

function observeTimer(
  timer: Timer,
  event: 'rarer' | 'daily-dropped',
  policies: Policies,
  context: CheckContext,
): readonly Observation[] {
  const { pair, base, head } = policies;
  const [before, after] = [timer.locate(base), timer.locate(head)];
  const isRecovery = vaultKindOf(head) === 'recovery-services';
  if (event === 'daily-dropped' && !isRecovery) return [];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) => {
    if (isSame(from, to) || to.every(isNothing)) return { verdict: 'preserved' };
    const [was, is] = [timer.read(from), timer.read(to)];
    if (!was) return { verdict: 'preserved' };
    if (!is) return { verdict: event === 'rarer' ? 'unknown' : 'preserved' };
    const dropsDaily = isRecovery && was.frequency !== 'weekly' && was.frequency !== 'log' && is.frequency === 'weekly';
    const isWeaker = event === 'daily-dropped' ? dropsDaily : isRarer(is, was) && !dropsDaily;
    return { verdict: isWeaker ? 'weakened' : 'preserved' };
  });
  return [
    {
      ...changeOf(policies, decision, before, after),
      before: timer.read(decision.base)?.text ?? 'not known',
      after: timer.read(decision.head)?.text ?? 'not known',
      texts: { what: timer.label },
      plans: [timer.plan],
      outcome: scheduleOutcome(event, vaultStateOf({ base, head }, context)),
    },
  ];
}

function observeCoverage(coverage: Coverage, policies: Policies, context: CheckContext): readonly Observation[] {
  const { pair, base, head } = policies;
  if (!coverage.isWritten(base) || !coverage.isWritten(head)) return [];
  const [before, after] = [coverage.locate(base), coverage.locate(head)];
  const decision = decidePair(pair, valuesOf(before), valuesOf(after), (from, to) => {
    // A rule that is gone is a loss of its own.
    if (isSame(from, to) || to.every(isNothing)) return { verdict: 'preserved' };
    const [was, is] = [coverage.read(from), coverage.read(to)];
    if (!was || !is) return { verdict: 'unknown' };
    if (countDays(is) >= countDays(was)) return { verdict: 'preserved' };
    return { verdict: 'weakened', ...(!isWithinDays(is, was) && { confidence: 'possible' }) };
  });
  const isHeadKnown = !coverage.read(decision.base) && coverage.read(decision.head) !== undefined;
  return [
    {
      ...changeOf(policies, decision, before, after),
      ...(decision.verdict === 'unknown' && isHeadKnown && { unknownIn: 'base' }),
      before: coverage.text(decision.base),
      after: coverage.text(decision.head),
      texts: { what: coverage.label },
      plans: [coverage.plan],
      outcome: scheduleOutcome('narrowed', vaultStateOf({ base, head }, context)),
    },
  ];
}

/** Recovery points of a Backup vault policy that go over to a rule which keeps them for less long. */
function observeMoves(
  event: 'narrowed' | 'overridden',
  policies: Policies,
  context: CheckContext,
): readonly Observation[] {
  const { pair, base, head } = policies;
  if (vaultKindOf(head) !== 'backup') return [];
  const after = plansOf(head);
  return plansOf(base).flatMap((plan) => {
    const other = after.find(({ key }) => key === plan.key);
    const moves = other ? movesBetween(plan, other).filter(({ cause }) => cause === event) : [];
    const decision = decidePair(pair, [], [], () => ({ verdict: moves.length > 0 ? 'weakened' : 'preserved' }));
    return (moves.length > 0 ? moves : [undefined]).map((move): Observation => {
      const store = plan.madeIn ?? plan.key;
      const [before, now] = [tagsIn(base, store, move), tagsIn(head, store, move)];
      return {
        ...changeOf(policies, decision, before, now),
        ...moveTexts(move),
        plans: [plan.key],
        outcome: scheduleOutcome(event, vaultStateOf({ base, head }, context)),
      };
    });
  });
}

function moveTexts(move: Move | undefined): Pick<Observation, 'before' | 'after' | 'texts'> {
  if (!move) return { before: '', after: '', texts: { what: '' } };
  const { from, to } = move;
  const [before, after] = [from, to].map((rule) => (rule ? `${rule.keep.text} by rule ${rule.name}` : 'none'));
  return { before: before ?? '', after: after ?? '', texts: { what: `rule ${from.name}` } };
}

/** What decides which rule gets a recovery point: the priority of the one that has it now, and the list of all tags. */
function tagsIn(policy: Resource, store: string, move: Move | undefined): readonly PropertyRead[] {
  const tags = ['properties', 'policyRules', backupRuleFor(store), 'trigger', 'taggingCriteria'];
  const all = observe(policy, tags);
  return move?.to ? [all, observe(policy, [...tags, tagCalled(move.to.name), 'taggingPriority'])] : [all];
}
