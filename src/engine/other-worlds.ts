import { type Evidence, presenceValue, type Reported } from '../checks/check.ts';
import { withoutEqualCases } from '../expr/equality.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import type { Origin } from '../expr/value.ts';
import type { Span } from '../text/source.ts';
import type { Comparison } from './comparison.ts';

/** Whether an observation adds to what the defaults say. */
export function isOfOtherWorlds(observed: Reported, comparison: Comparison): boolean {
  if (observed.chosen && observed.pair.base) return true;
  return isNewlyAllowed(observed) || isOverridable(observed, comparison) || isChosen(observed, comparison);
}

function isNewlyAllowed({ widened, verdict }: Reported): boolean {
  return widened && verdict === 'weakened';
}

/** Whether a setting depends on a parameter that head has newly, so that a caller can override what base fixed. */
function isOverridable({ verdict, pair, property, base, head }: Reported, comparison: Comparison): boolean {
  if (verdict !== 'unknown' || !pair.base || isByDefault(base)) return false;
  const { keptParameters, newParameters } = comparison;
  if (property !== '') return comesFrom(head?.own, newParameters);
  const presence = presenceValue(pair.head).origins;
  return comesFrom(presence, newParameters) && !comesFrom(presence, keptParameters.head);
}

/**
 * Whether all that is said is that a new parameter lets a caller override what base fixed: a value that becomes a
 * parameter is mostly a refactoring.
 */
export function isRefactoring({ unknown, pair, head }: Reported, comparison: Comparison): boolean {
  if (!comparison.onlyWidened) return false;
  const kept = comparison.keptParameters.head;
  const reason = typeof unknown === 'object' ? unknown.parameter?.toLowerCase() : undefined;
  const isKept = comparison.head.parameters.some(
    ({ name, nameSpan }) => name.toLowerCase() === reason && nameSpan && kept.includes(nameSpan),
  );
  return !isKept && ![head?.own, presenceValue(pair.head).origins].some((one) => comesFrom(one, kept));
}

/** Whether a caller of base could choose it, too. */
function isByDefault(base: Evidence | undefined): boolean {
  return flattenOrigins(base?.own ?? []).some(({ role }) => role === 'default');
}

/**
 * Whether head gives less by another value of a parameter that decides between values, or whether something is deployed
 * at all, where base gives the same by all of them.
 */
function isChosen(observed: Reported, comparison: Comparison): boolean {
  const { verdict, pair, property, base, head } = observed;
  if (!pair.base || isOverridable(observed, comparison)) return false;
  const { keptParameters, newParameters } = comparison;
  const [before, after] = [keptParameters.base, [...keptParameters.head, ...newParameters]];
  const [was, is] = [pair.base, pair.head].map((one) => presenceValue(one).origins);
  const isGuarded = comesFrom(is, after) && !comesFrom(was, before);
  const isNamed =
    comesFrom(head?.own, keptParameters.head) && !comesFrom(withoutEqualCases(pair.base.name).origins, before);
  if (property === '') return isGuarded || isNamed;
  if (verdict === 'weakened') return isGuarded || comesFrom(head?.own, keptParameters.head);
  return !comesFrom(base?.own, before) && !isByDefault(base);
}

function comesFrom(origins: readonly Origin[] | undefined, parameters: readonly Span[]): boolean {
  return flattenOrigins(origins ?? []).some(({ span }) =>
    parameters.some((one) => one.file === span.file && one.start === span.start),
  );
}
