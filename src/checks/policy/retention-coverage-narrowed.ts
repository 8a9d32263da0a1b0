import { scheduleOutcome } from '../../protection/outcome/policy-outcome.ts';
import { countDays, isWithinDays } from '../../protection/policy/calendar.ts';
import { type Coverage, coverageOf } from '../../protection/policy/selected-days.ts';
import { isNothing } from '../../protection/resources/read-values.ts';
import { behaviour } from '../behaviour.ts';
import { isSame, placeOfReads, valuesOf } from '../change.ts';
import { type CheckContext, decidePair, type Observation, vaultStateOf } from '../check.ts';
import { observation } from '../observation.ts';
import { compareMoves, compareUnknownTags, pickPlaceholders } from './moves.ts';
import { commonPolicies, type Policies, unknownForm } from './policies.ts';

export const retentionCoverageNarrowed = behaviour({
  kind: 'retention-coverage-narrowed',
  about: 'A retention rule picks fewer recovery points.',
  judges: ['diff'],
  schema: {},
  placeholders: pickPlaceholders,
  run: (_, context) =>
    commonPolicies(context).flatMap((policies) => [
      ...coverageOf(policies.base).flatMap((coverage) => observeCoverage(coverage, policies, context)),
      ...compareMoves(policies, context, 'narrowed'),
      ...compareUnknownTags(policies, context),
    ]),
});

function observeCoverage(
  coverage: Coverage,
  policies: Policies,
  context: CheckContext,
): readonly Observation<'what'>[] {
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
    observation(decision, { ...placeOfReads(policies, before, after), plans: [coverage.plan] }, () => ({
      before: coverage.text(decision.base),
      after: coverage.text(decision.head),
      texts: { what: coverage.label },
      outcome: scheduleOutcome('narrowed', vaultStateOf({ base, head }, context)),
      unknownIn: isHeadKnown ? 'base' : undefined,
      unknown: unknownForm,
    })),
  ];
}
