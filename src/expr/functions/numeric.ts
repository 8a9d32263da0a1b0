import { fitsInt64 } from '../../dotnet/numbers.ts';
import { describe } from '../access.ts';
import { known } from '../apply.ts';
import { argAt, intAt, refuseKind } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { arrayValue, floatValue, intValue, stringValue } from '../make-value.ts';
import type { Value } from '../value.ts';

function arithmetic(name: string, compute: (a: bigint, b: bigint) => bigint): TemplateFunction {
  return known(name, 2, 2, (args) => {
    const [a, b] = [intAt(args, 0), intAt(args, 1)];
    const result = compute(a, b);
    return fitsInt64(a) && fitsInt64(b) && fitsInt64(result)
      ? intValue(result)
      : refuse(`the result of ${a} and ${b} does not fit 64 bits`);
  });
}

function nonZero(divisor: bigint): bigint {
  return divisor === 0n ? refuse('it cannot divide by zero') : divisor;
}

/** The service divides to get it, which overflows for the least integer and -1. */
function remainder(a: bigint, b: bigint): bigint {
  const quotient = a / nonZero(b);
  return fitsInt64(quotient) ? a % b : quotient;
}

function toInt(args: readonly Value[]): Value {
  const value = argAt(args, 0);
  if (value.kind === 'int') return value;
  if (value.kind !== 'string') return refuseKind(args, 0, 'an integer or a string');
  const text = /^[\t-\r ]*([+-]?\d+)[\t-\r ]*$/.exec(value.value)?.[1];
  const number = text === undefined ? undefined : BigInt(text.replace('+', ''));
  return number !== undefined && fitsInt64(number) ? intValue(number) : refuse(`'${value.value}' is not an integer`);
}

/** The digits of an integer that a double cannot hold are cut off by the service, not rounded. */
function truncatedFloat(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const excess = BigInt(Math.max(magnitude.toString(2).length - 53, 0));
  const number = Number((magnitude >> excess) << excess);
  return value < 0n ? -number : number;
}

function toFloat(args: readonly Value[]): Value {
  const value = argAt(args, 0);
  if (value.kind === 'float') return floatResult(value.value);
  if (value.kind === 'int') return floatResult(truncatedFloat(value.value));
  if (value.kind !== 'string') return refuseKind(args, 0, 'a number or a string');
  return floatResult(parseFloatText(value.value.trim()) ?? refuse(`'${value.value}' is not a number`));
}

/** .NET's invariant form of a number: thousands separators are allowed, and special values are spelled out. */
function parseFloatText(text: string): number | undefined {
  const special = /^([+-]?)(nan|infinity)$/i.exec(text);
  if (special) {
    if (special[2]?.toLowerCase() === 'nan') return Number.NaN;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (!/^[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return undefined;
  return Number(text.replaceAll(',', ''));
}

/** JSON has no special values, so the service sends their names. */
function floatResult(value: number): Value {
  if (Number.isNaN(value)) return stringValue('NaN');
  if (!Number.isFinite(value)) return stringValue(value < 0 ? '-Infinity' : 'Infinity');
  return floatValue(value);
}

/** `min` and `max`: of the arguments, or of the one array that is given. */
function extreme(name: string, isBetter: (a: bigint | number, b: bigint | number) => boolean): TemplateFunction {
  return known(name, 1, Number.POSITIVE_INFINITY, (args) => {
    const [first] = args;
    const values = args.length === 1 && first?.kind === 'array' ? first.items : args;
    const numbers = values.map((value) => {
      if (value.kind === 'int' && !fitsInt64(value.value)) return refuse(`${value.value} does not fit 64 bits`);
      if (value.kind === 'int' || value.kind === 'float') return value;
      return refuse(`it compares numbers, not ${describe(value)}`);
    });
    const [start, ...others] = numbers;
    if (!start) return refuse('it needs at least one number');
    return others.reduce((best, value) => (isBetter(value.value, best.value) ? value : best), start);
  });
}

function range(args: readonly Value[]): Value {
  const [start, count] = [intAt(args, 0), intAt(args, 1)];
  if (count < 0n || count > 10000n) return refuse(`the count must be from 0 to 10000, not ${count}`);
  if (start + count > 2147483648n) return refuse('the numbers do not fit 32 bits');
  return arrayValue(Array.from({ length: Number(count) }, (_, index) => intValue(start + BigInt(index))));
}

export const numericFunctions: readonly TemplateFunction[] = [
  arithmetic('add', (a, b) => a + b),
  arithmetic('sub', (a, b) => a - b),
  arithmetic('mul', (a, b) => a * b),
  arithmetic('div', (a, b) => a / nonZero(b)),
  arithmetic('mod', remainder),
  known('int', 1, 1, toInt),
  known('float', 1, 1, toFloat),
  extreme('min', (a, b) => a < b),
  extreme('max', (a, b) => a > b),
  known('range', 2, 2, range),
];
