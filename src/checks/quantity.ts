import type { Judgement } from '../diff/worlds.ts';
import { equalValues } from '../expr/equality.ts';
import { type Domain, intValue, type Value } from '../expr/value.ts';
import { observe, stepsOf } from '../model/observe.ts';
import { defaultFor } from '../protection/defaults.ts';
import { quantityOutcome } from '../protection/outcome.ts';
import { type CheckContext, decidePair, evidenceOf, type Observed, reasonOf } from './check.ts';
import { type PropertyMap, propertyOf } from './property-map.ts';

/** A number of which more protects better. */
export interface QuantityCheck {
  readonly kind: 'quantity';
  readonly properties: PropertyMap;
  /** For messages: `days`. */
  readonly unit: string;
}

/** Compares a number of which more protects better. */
export function checkQuantity(check: QuantityCheck, { pairs }: CheckContext): readonly Observed[] {
  return pairs.flatMap((pair) => {
    const { base, head } = pair;
    const property = head && propertyOf(check.properties, head.type);
    if (!base || !head || property === undefined) return [];
    const [before, after] = [observe(base, stepsOf(property)), observe(head, stepsOf(property))];
    if (isUnwritten(before.value) && isUnwritten(after.value)) return [];
    const unwritten = defaultFor(head.type, property)?.value;
    const standard = typeof unwritten === 'bigint' ? unwritten : undefined;
    const decision = decidePair(pair, [before.value], [after.value], ([from], [to]) => judge(from, to, standard));
    const unknown = decision.verdict === 'unknown' ? reasonOf([...decision.head, ...decision.base]) : undefined;
    const outcome = quantityOutcome(head.type, property);
    const observed: Observed = {
      subject: head,
      pair,
      property,
      verdict: decision.verdict,
      confidence: decision.confidence,
      widened: decision.widened ?? hasLowerBound(decision.base[0], decision.head[0]),
      before: amountText(decision.base[0], standard),
      after: amountText(decision.head[0], standard),
      texts: {},
      base: evidenceOf(before),
      head: evidenceOf(after),
      ...(unknown !== undefined && { unknown }),
      ...(outcome && { outcome }),
    };
    return [observed];
  });
}

function isUnwritten(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'absent' || value.kind === 'null';
}

function judge(from: Value | undefined, to: Value | undefined, standard: bigint | undefined): Judgement {
  const [before, after] = [written(from, standard), written(to, standard)];
  if (!before || !after) return { verdict: 'preserved' };
  return judgeAmounts(before, after);
}

/** The value, or the default of one that is not written. */
function written(value: Value | undefined, standard: bigint | undefined): Value | undefined {
  if (!isUnwritten(value)) return value;
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

function amountText(value: Value | undefined, standard: bigint | undefined): string {
  if (value?.kind === 'int') return value.value.toString();
  if (isUnwritten(value)) return standard === undefined ? 'not declared' : `${standard} (the default)`;
  const bounds = value && boundsOf(value);
  if (bounds?.min !== undefined) return `at least ${bounds.min}`;
  return bounds?.max === undefined ? 'not known' : `at most ${bounds.max}`;
}
