import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { scheduleOutcome } from '../../protection/outcome/policy-outcome.ts';
import { tagCalled } from '../../protection/policy/backup-policy.ts';
import { countDays } from '../../protection/policy/calendar.ts';
import { type KeepRule, plansOf } from '../../protection/policy/retention-plan.ts';
import { backupRuleFor } from '../../protection/policy/schedules.ts';
import { type Move, movesBetween } from '../../protection/policy/selected-days.ts';
import { hasText, isKnownThroughout, knownItems, memberAt, textOf } from '../../protection/resources/read-values.ts';
import { changedPlaces, isSame, placeOfReads } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import { observation, type Where, withOwn } from '../observation.ts';
import type { Policies } from './policies.ts';

/** What messages about what a rule picks can say. */
export const pickPlaceholders = { what: "the rule: 'rule Yearly'" } as const;

/** Recovery points of a Backup vault policy that go over to a rule which keeps them for a shorter time. */
export function compareMoves(
  policies: Policies,
  context: CheckContext,
  cause: Move['cause'],
): readonly Observation<'what'>[] {
  const { pair, base, head } = policies;
  if (vaultKindOf(head) !== 'backup') return [];
  const after = plansOf(head);
  return plansOf(base).flatMap((plan) => {
    const other = after.find(({ key }) => key === plan.key);
    const all = other ? movesBetween(plan, other).filter((move) => move.cause === cause) : [];
    const moves = all.filter(
      (move) => move.cause === 'overridden' || other?.rules.some((rule) => isFewer(rule, move.from)),
    );
    const decision = decidePair(pair, [], [], () => ({ verdict: moves.length > 0 ? 'weakened' : 'preserved' }));
    return (moves.length > 0 ? moves : [undefined]).map((move) => {
      const store = plan.madeIn ?? plan.key;
      const [before, now] = [tagsIn(base, store, move), tagsIn(head, store, move)];
      return observation(decision, { ...placeOfTags(policies, before, now), plans: [plan.key] }, () => ({
        ...moveTexts(move),
        outcome: scheduleOutcome(cause, vaultStateOf({ base, head }, context)),
        unknown: 'the rules of the policy are not known',
      }));
    });
  });
}

/** Tags that are not known in one of the revisions, and are not the same: another rule may get what they give. */
export function compareUnknownTags(policies: Policies, context: CheckContext): readonly Observation<'what'>[] {
  const { pair, base, head } = policies;
  if (vaultKindOf(head) !== 'backup') return [];
  const [before, after] = [base, head].map((policy) => observe(policy, [...anyTags]));
  if (!before || !after || !areNamed(before.value) || !areNamed(after.value)) return [];
  if ([before.value, after.value].every(isKnownThroughout)) return [];
  const isAlike = isSame([before.value], [after.value]);
  const decision = decidePair(pair, [], [], () => ({ verdict: isAlike ? 'preserved' : 'unknown' }));
  return [
    observation(decision, placeOfTags(policies, [before], [after]), () => ({
      before: 'what its tag says',
      after: 'not known',
      texts: { what: 'each rule' },
      outcome: scheduleOutcome('narrowed', vaultStateOf({ base, head }, context)),
      unknown: 'the tags of the policy are not known',
    })),
  ];
}

/** Whether it is known which tags a rule gives; where it is not, other rules report it. */
function areNamed(tags: Value): boolean {
  const items = knownItems(tags) ?? [];
  return items.length > 0 && items.every((tag) => textOf(memberAt(tag, 'tagInfo', 'tagName')) !== undefined);
}

/** Where tags differ: in the list of them, if that is what changed, at what it has newly. */
function placeOfTags(policies: Policies, before: readonly PropertyRead[], after: readonly PropertyRead[]): Where {
  const where = placeOfReads(policies, before, after);
  const [was, is] = [before[0], after[0]];
  const head = withOwn(where.head, ({ own }) => [...(was && is ? changedPlaces(was, is) : []), ...own]);
  return { ...where, head };
}

const anyBackupRule: ItemStep = {
  label: 'AzureBackupRule',
  fits: (rule) => hasText(rule, 'objectType', 'AzureBackupRule'),
};
const anyTags: readonly Step[] = ['properties', 'policyRules', anyBackupRule, 'trigger', 'taggingCriteria'];

/** Whether a rule picks fewer days than it did. One that picks as many picks other ones, as after another schedule. */
function isFewer(rule: KeepRule, before: KeepRule): boolean {
  return rule.name.toLowerCase() === before.name.toLowerCase() && countDays(rule.days) < countDays(before.days);
}

interface MoveTexts {
  readonly before: string;
  readonly after: string;
  readonly texts: { readonly what: string };
}

function moveTexts(move: Move | undefined): MoveTexts {
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
