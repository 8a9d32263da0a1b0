import { refuse } from './refusal.ts';

/** The ticks of .NET, 100 ns each from the year 1, at the Unix epoch and at the end of the year 9999. */
const epochTicks = 621_355_968_000_000_000n;
const maxTicks = 3_155_378_975_999_999_999n;

/**
 * The text of a JavaScript date as .NET prints it: `new Date(0)` is `01/01/1970 00:00:00`. One argument is a number
 * of milliseconds; two to seven are year, month from 0, day, hour, minute, second and millisecond. Overflows wrap as
 * in .NET. Refuses dates that .NET does not have.
 */
export function dateText(args: readonly bigint[]): string {
  const [first] = args;
  if (first === undefined || args.length > 7) refuse('the date has no arguments, or too many');
  return args.length === 1 ? textOf(dateOfMilliseconds(first)) : textOf(dateOfParts(args));
}

function dateOfMilliseconds(milliseconds: bigint): Date {
  const ticks = BigInt.asIntN(64, milliseconds * 10_000n + epochTicks);
  if (ticks < 0n || ticks > maxTicks) refuseDate();
  return new Date(Number((ticks - (ticks % 10_000n) - epochTicks) / 10_000n));
}

function dateOfParts(args: readonly bigint[]): Date {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0] = args.map((arg, index) =>
    // A day that is left out is the first, and so is day 0.
    index === 2 && arg === 0n ? 1 : Number(BigInt.asIntN(32, arg)),
  );
  const givenDay = args.length > 2 ? day : 1;
  const date = new Date(0);
  date.setUTCFullYear(year, month, givenDay);
  date.setUTCHours(hour, minute, second, millisecond);
  const exists =
    year >= 1 &&
    year <= 9999 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month &&
    date.getUTCDate() === givenDay &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second &&
    date.getUTCMilliseconds() === millisecond;
  return exists ? date : refuseDate();
}

function textOf(date: Date): string {
  const two = (part: number): string => part.toString().padStart(2, '0');
  const year = date.getUTCFullYear().toString().padStart(4, '0');
  const day = `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${year}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function refuseDate(): never {
  refuse('the date does not exist');
}
