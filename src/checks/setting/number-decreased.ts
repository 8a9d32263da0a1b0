import type { Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { intValue } from '../../expr/make-value.ts';
import type { Domain, Value } from '../../expr/value.ts';
import { defaultFor } from '../../protection/azure/defaults.ts';
import { quantityOutcome } from '../../protection/outcome/setting-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { observation } from '../observation.ts';
import { places, text } from '../parameters.ts';
import { decideSetting, isInBase, isUnset, lookAtWritten, placeOfChange, type Setting } from './setting.ts';

export const numberDecreased = behaviour({
  kind: 'number-decreased',
  about: 'A number of which more protects better is smaller than before.',
  judges: ['diff'],
  schema: { ...places, unit: text('What the number counts, for messages: days.') },
  placeholders: { unit: 'what the number counts' },
  run: (check, { pairs }) =>
    lookAtWritten(check, pairs, (setting) => {
      const standard = standardOf(setting);
      const decision = decideSetting(setting, (from, to) => judge(from, to, standard));
      const where = isInBase(setting) ? placeOfChange(setting, decision) : undefined;
      if (!where) return undefined;
      const [from, to] = [decision.from.value, decision.to.value];
      const widened = decision.widened ?? hasLowerBound(from, to);
      return observation({ ...decision, widened }, where, () => ({
        before: amountText(from, standard, check.unit),
        after: amountText(to, standard, check.unit),
        texts: { unit: check.unit },
        outcome: quantityOutcome(where.subject.type, where.property, where.pair.base, !isUnset(to)),
        unknown: 'its value is not a number',
      }));
    }),
});

/** What the number is where nothing is written, if that is documented. */
function standardOf({ surfaces }: Setting): bigint | undefined {
  const [standard] = surfaces.flatMap(({ pair, property }) => {
    const type = (pair.head ?? pair.base)?.type;
    return type === undefined ? [] : (defaultFor(type, property)?.value ?? []);
  });
  return typeof standard === 'bigint' ? standard : undefined;
}

function judge(from: Value | undefined, to: Value | undefined, standard: bigint | undefined): Judgement {
  const [before, after] = [written(from, standard), written(to, standard)];
  if (!before || !after) return { verdict: 'preserved' };
  const judged = judgeAmounts(before, after);
  // Whether Azure resets a number that is left out is not documented.
  return isUnset(to) ? { ...judged, confidence: 'possible' } : judged;
}

/** The value, or the default of one that is not written. */
function written(value: Value | undefined, standard: bigint | undefined): Value | undefined {
  if (!isUnset(value)) return value;
  return standard === undefined ? undefined : intValue(standard);
}

/** Compares two numbers as far as they are known: bounds can decide, too. */
export function judgeAmounts(from: Value, to: Value): Judgement {
  if (hasLowerBound(from, to)) return { verdict: 'weakened', confidence: 'possible' };
  if (equalValues(from, to)) return { verdict: 'preserved' };
  const [before, after] = [boundsOf(from), boundsOf(to)];
  if (!before || !after) return { verdict: 'unknown' };
  if (before.min !== undefined && after.max !== undefined && after.max < before.min) return { verdict: 'weakened' };
  if (before.max !== undefined && after.min !== undefined && after.min >= before.max) return { verdict: 'preserved' };
  return { verdict: 'unknown' };
}

/** Whether the same unknown may newly be smaller than it could be in base. */
export function hasLowerBound(from: Value | undefined, to: Value | undefined): boolean {
  if (from?.kind !== 'unknown' || to?.kind !== 'unknown' || !equalValues(from, to)) return false;
  const [before, after] = [boundsOf(from)?.min, boundsOf(to)?.min];
  return before !== undefined && (after === undefined || after < before);
}

type Interval = Pick<Extract<Domain, { kind: 'interval' }>, 'min' | 'max'>;

/** Between which numbers a value is; undefined for what is none. */
function boundsOf(value: Value): Interval | undefined {
  if (value.kind === 'int') return { min: value.value, max: value.value };
  if (value.kind !== 'unknown') return undefined;
  return value.domain?.kind === 'interval' ? value.domain : {};
}

function amountText(value: Value | undefined, standard: bigint | undefined, unit: string): string {
  if (value?.kind === 'int') return `${value.value} ${unit}`;
  if (isUnset(value)) return standard === undefined ? 'not declared' : `${standard} ${unit} (the default)`;
  const bounds = value && boundsOf(value);
  if (bounds?.min !== undefined) return `at least ${bounds.min} ${unit}`;
  return bounds?.max === undefined ? 'not known' : `at most ${bounds.max} ${unit}`;
}
