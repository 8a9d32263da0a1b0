import {
  type DateTimeOffset,
  dateTimeOffset,
  dayOfWeek,
  isOffset,
  ticksOfDay,
  ticksOfTime,
  ticksPerSecond,
} from './date-time.ts';
import { type Complete, isComplete, type Piece, type State, transitions } from './date-time-states.ts';
import {
  isDigit,
  isLetter,
  isWhiteSpaceOrNul,
  type Separator,
  separators,
  type Word,
  words,
} from './date-time-words.ts';
import { isWhiteSpace } from './white-space.ts';

/**
 * A time; or `unsure` if .NET reads the text in a way that is not known here: it may complete the date from the
 * present year, or know East Asian or Hebrew numerals in it; or undefined if .NET refuses it.
 */
export type ParsedDateTime = DateTimeOffset | TimeOfToday | 'unsure' | undefined;

/** A time without a date, which .NET takes for one of the present day. */
export interface TimeOfToday {
  /** Since midnight, in units of 100 ns. */
  readonly timeOfDay: bigint;
  readonly offsetMinutes: number;
}

/** Reads a time in any way that `DateTimeOffset.Parse` knows in the invariant culture; UTC if no offset is given. */
export function parseDateTime(text: string): ParsedDateTime {
  if (/[年년月월日일時时分秒\u0590-\u05ff]/.test(text)) return 'unsure';
  return new DateTimeParser(text).parse();
}

/** Reads a time in the compact form `20200102T030405Z`. */
export function parseCompactDateTime(text: string): DateTimeOffset | undefined {
  const matched = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?:[Zz]|[Gg][Mm][Tt])$/.exec(text);
  if (!matched) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = matched.slice(1).map(Number);
  const date = ticksOfDay(year, month, day);
  const time = ticksOfTime(hour, minute, second);
  return date === undefined || time === undefined ? undefined : dateTimeOffset(date + time, 0);
}

/** Stands for the present year where .NET would take that; it has all days that any year can have. */
const someLeapYear = 2000;

/**
 * The parser of .NET is a state machine over pieces of the text, with many turns that no grammar would have: a number
 * can be taken for the hour although a month name stood before it. Each step here is one of .NET's.
 */
class DateTimeParser {
  readonly #text: string;
  /** The next character. */
  #at = 0;
  /** What the pieces since the last complete date or time say. */
  #numbers: number[] = [];
  #writtenYear: number | undefined;
  #writtenMonth: number | undefined;
  #weekday: number | undefined;
  #mark: 'am' | 'pm' | undefined;
  /** What complete dates and times say. */
  #year: number | undefined;
  #month: number | undefined;
  #day: number | undefined;
  #time: readonly number[] = [];
  #fraction = 0;
  #offsetMinutes: number | undefined;
  #hasDate = false;
  #hasTime = false;
  #ofToday = false;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedDateTime {
    let state: State = 'start';
    let completed = false;
    for (;;) {
      const piece = this.#readPiece(state);
      if (piece === undefined) return undefined;
      if (piece === 'n T') return state === 'yn' || state === 'yn-' ? this.#parseIso() : undefined;
      if (piece !== 'skip') {
        const next: State | Complete | undefined = transitions[state][piece];
        if (next === undefined) return undefined;
        if (isComplete(next)) {
          if (!this.#complete(next)) return undefined;
          completed = true;
          state = 'start';
        } else {
          state = next;
        }
      }
      if (piece === 'end' || piece === 'n$' || piece === 'm$') return completed ? this.#result() : undefined;
    }
  }

  #readPiece(state: State): Piece | undefined {
    this.#skipWhiteSpace();
    const char = this.#text.charAt(this.#at);
    if (char === '') return 'end';
    if (isDigit(char)) return this.#readNumber(state);
    if (char === ',' || char === '.') {
      this.#at += 1;
      return 'skip';
    }
    const word = this.#readWord();
    return word ? this.#takeWord(word, state) : this.#readOther(char);
  }

  #readNumber(state: State): Piece | undefined {
    const start = this.#at;
    while (isDigit(this.#text.charAt(this.#at))) this.#at += 1;
    const length = this.#at - start;
    if (this.#numbers.length === 3 || length > 8) return undefined;
    const number = Number(this.#text.slice(start, this.#at));
    const inTime = state === 'n:' || state === 'n:n:';
    // A fraction or an offset that follows the last number of a time does not need a space before it.
    if (state === 'n:n:' && this.#isBeforeLast() && this.#isPoint()) this.#fraction = this.#readFraction() ?? 0;
    if (inTime && !this.#readTimeZone()) return undefined;
    return length < 3 ? this.#takeNumber(number, state, inTime) : this.#takeYear(number, state);
  }

  #takeNumber(number: number, state: State, inTime: boolean): Piece | undefined {
    const start = this.#at;
    const separator = this.#readSeparator();
    if (separator === 'am' || separator === 'pm') {
      // A second mark is passed over, and the number before it too.
      if (this.#mark) return 'skip';
      this.#mark = separator;
      // In '1/10 5 AM' the first two numbers are a date.
      if (state === 'n-n' && !this.#complete('date nn')) return undefined;
      this.#numbers.push(number);
      return inTime && !this.#readTimeZone() ? undefined : 'n am';
    }
    this.#numbers.push(number);
    switch (separator) {
      case 'end':
        return 'n$';
      case 'space':
        return 'n';
      case 'date':
        return 'n-';
      case 'time':
        return 'n:';
      case 'T':
        return 'n T';
      case 'date or offset':
        return this.#resolveDash(state, start, 'n', 'n-');
    }
  }

  #takeYear(year: number, state: State): Piece | undefined {
    if (this.#writtenYear !== undefined) return undefined;
    this.#writtenYear = year;
    const start = this.#at;
    const separator = this.#readSeparator();
    switch (separator) {
      case 'end':
        return 'y$';
      case 'space':
        return 'y';
      case 'date':
        return 'y-';
      case 'date or offset':
        return this.#resolveDash(state, start, 'y', 'y-');
      case 'am':
      case 'pm':
        if (this.#mark) return 'skip';
        this.#mark = separator;
        return 'y';
      default:
        return undefined;
    }
  }

  #takeMonth(month: number, state: State): Piece | undefined {
    if (this.#writtenMonth !== undefined) return undefined;
    this.#writtenMonth = month;
    const start = this.#at;
    switch (this.#readSeparator()) {
      case 'end':
        return 'm$';
      case 'space':
        return 'm';
      case 'date':
        return 'm-';
      case 'date or offset':
        return this.#resolveDash(state, start, 'm', 'm-');
      default:
        return undefined;
    }
  }

  /** A dash after what completes a date is the sign of an offset, which is read later. */
  #resolveDash(state: State, start: number, alone: Piece, joined: Piece): Piece {
    const next = transitions[state][alone];
    if (transitions[state][joined] !== undefined || next === undefined || !isComplete(next)) return joined;
    this.#at = start;
    return alone;
  }

  #takeWord(word: Word, state: State): Piece | undefined {
    switch (word.kind) {
      case 'month':
        return this.#takeMonth(word.index, state);
      case 'weekday':
        if (this.#weekday !== undefined) return undefined;
        this.#weekday = word.index;
        return 'weekday';
      case 'mark':
        if (this.#mark) return undefined;
        this.#mark = word.mark;
        return 'skip';
      case 'zone':
        if (this.#offsetMinutes !== undefined) return undefined;
        this.#offsetMinutes = 0;
        return 'zone';
      case 'era':
        return 'era';
    }
  }

  /** An offset, or punctuation that Visual Basic and C put around dates: `#2020-01-01#`, and NUL at the end. */
  #readOther(char: string): Piece | undefined {
    if ((char === '+' || char === '-') && this.#offsetMinutes === undefined) {
      this.#offsetMinutes = this.#readOffset();
      return this.#offsetMinutes === undefined ? undefined : 'skip';
    }
    if (char === '#' && this.#isInHashes()) {
      this.#at += 1;
      return 'skip';
    }
    return char === '\0' && this.#readNuls() ? 'skip' : undefined;
  }

  #isInHashes(): boolean {
    return /^[^#\0]*#[^#\0]*#[^#]*$/.test(this.#text) && isWhiteSpaceOrNul(this.#text.replace(/#[^#]*#/, ''));
  }

  #readNuls(): boolean {
    if (!/^\0+$/.test(this.#text.slice(this.#at))) return false;
    this.#at = this.#text.length;
    return true;
  }

  /** The word at this place, if .NET knows it. */
  #readWord(): Word | undefined {
    const written = this.#peekWord();
    const word = words.get(written.toLowerCase());
    if (word) this.#at += written.length;
    return word;
  }

  /** Longer than any word that is known, so that a long run of letters is not read again and again. */
  #peekWord(): string {
    const ahead = this.#text.slice(this.#at, this.#at + 12);
    const written = /^(?:a\.d\.|[a-z]+)/i.exec(ahead)?.[0] ?? '';
    return isLetter(this.#text.charAt(this.#at + written.length)) ? '' : written;
  }

  #readSeparator(): Separator {
    while (this.#isSpaceOrMark()) this.#at += 1;
    const char = this.#text.charAt(this.#at);
    if (char === '') return 'end';
    const known = separators.get(isLetter(char) ? this.#peekWord().toLowerCase() : char);
    if (!known) return 'space';
    this.#at += known === 'am' || known === 'pm' ? 2 : 1;
    return known;
  }

  /** White space or a right-to-left mark. */
  #isSpaceOrMark(): boolean {
    const char = this.#text.charAt(this.#at);
    return isWhiteSpace(char) || char === '\u200f';
  }

  #skipWhiteSpace(): void {
    while (isWhiteSpace(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #isBeforeLast(): boolean {
    return this.#at < this.#text.length - 1;
  }

  #isPoint(): boolean {
    const char = this.#text.charAt(this.#at);
    return char === '.' || char === ',';
  }

  /** Reads a point and digits. The sum is built in the order of .NET, so that its last digit comes out the same. */
  #readFraction(): number | undefined {
    let [fraction, base] = [0, 0.1];
    const start = this.#at + 1;
    for (this.#at = start; isDigit(this.#text.charAt(this.#at)); this.#at += 1) {
      fraction += Number(this.#text.charAt(this.#at)) * base;
      base *= 0.1;
    }
    return this.#at > start ? fraction : undefined;
  }

  /** Reads an offset if there is one after white space; false if it is malformed or the second. */
  #readTimeZone(): boolean {
    if (!this.#isBeforeLast()) return true;
    const start = this.#at;
    while (isWhiteSpace(this.#text.charAt(this.#at)) && this.#isBeforeLast()) this.#at += 1;
    const char = this.#text.charAt(this.#at);
    if (char !== '+' && char !== '-') {
      this.#at = start;
      return true;
    }
    if (this.#offsetMinutes !== undefined) return false;
    this.#offsetMinutes = this.#readOffset();
    return this.#offsetMinutes !== undefined;
  }

  /** `+2`, `+02`, `+0200`, `+2:0`, `+02:00`, in minutes. */
  #readOffset(): number | undefined {
    const ahead = this.#text.slice(this.#at, this.#at + 10);
    const [written, sign, digits = '', colon, minuteDigits] = /^([+-])(\d*)(:?)(\d*)/.exec(ahead) ?? [];
    if (written === undefined || digits.length < 1 || digits.length > 4) return undefined;
    this.#at += 1 + digits.length;
    let [hours, minutes] = [Number(digits), 0];
    if (digits.length > 2) {
      [hours, minutes] = [Math.floor(hours / 100), hours % 100];
    } else if (colon === ':') {
      if (minuteDigits?.length !== 1 && minuteDigits?.length !== 2) return undefined;
      this.#at += 1 + minuteDigits.length;
      minutes = Number(minuteDigits);
    }
    if (minutes >= 60) return undefined;
    return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  #complete(what: Complete): boolean {
    const done = what.startsWith('date ') ? this.#completeDate(what) : this.#completeTime(what);
    this.#numbers = [];
    return done;
  }

  #completeTime(what: Complete): boolean {
    if (this.#hasTime || (what === 'time n' && !this.#mark)) return false;
    this.#time = this.#numbers.slice(0, what.length - 'time '.length);
    this.#hasTime = true;
    return true;
  }

  #completeDate(what: Complete): boolean {
    if (this.#hasDate) return false;
    // A month with one number does not count as the date: another may follow.
    this.#hasDate = what !== 'date mn' && what !== 'date nm';
    const [first = 0, second = 0, third = 0] = this.#numbers;
    const [year = 0, month = 0] = [this.#writtenYear, this.#writtenMonth];
    switch (what) {
      case 'date nn':
        return this.#setDateOfThisYear(first, second);
      case 'date mn':
        return this.#setDateOfThisYear(month, first);
      case 'date nm':
        return this.#setDate(inFull(first), month, 1);
      case 'date nnn':
        return this.#setDate(inFull(third), first, second);
      case 'date mnn':
        return this.#setDate(inFull(second), month, first) || this.#setDate(inFull(first), month, second);
      case 'date yn':
        return this.#setDate(year, first, 1);
      case 'date ym':
        return this.#setDate(year, month, 1);
      case 'date ymn':
        return this.#setDate(year, month, first);
      default:
        return this.#setDate(year, first, second);
    }
  }

  #setDateOfThisYear(month: number, day: number): boolean {
    this.#ofToday = true;
    return this.#setDate(someLeapYear, month, day);
  }

  #setDate(year: number, month: number, day: number): boolean {
    if (ticksOfDay(year, month, day) === undefined) return false;
    [this.#year, this.#month, this.#day] = [year, month, day];
    return true;
  }

  #result(): ParsedDateTime {
    const [writtenHour = 0, minute = 0, second = 0] = this.#time;
    const hour = adjustHour(writtenHour, this.#mark);
    const time = hour === undefined ? undefined : ticksOfTime(hour, minute, second);
    if (time === undefined) return undefined;
    // A date without a year cannot have an offset.
    if (this.#ofToday) return this.#offsetMinutes === undefined ? 'unsure' : undefined;
    if (this.#year === undefined || this.#month === undefined || this.#day === undefined) {
      return isOffset(this.#offsetMinutes ?? 0) ? this.#completed(time) : undefined;
    }
    const date = ticksOfDay(this.#year, this.#month, this.#day);
    if (date === undefined || (this.#weekday !== undefined && this.#weekday !== dayOfWeek(date))) return undefined;
    return dateTimeOffset(date + time + ticksOfFraction(this.#fraction), this.#offsetMinutes ?? 0);
  }

  #completed(time: bigint): TimeOfToday | 'unsure' {
    const isDated = [this.#year, this.#month, this.#day, this.#weekday].some((part) => part !== undefined);
    if (isDated) return 'unsure';
    return { timeOfDay: time + ticksOfFraction(this.#fraction), offsetMinutes: this.#offsetMinutes ?? 0 };
  }

  /** Reads the rest of `2020-01-02T03:04:05.678Z`, after the T. */
  #parseIso(): ParsedDateTime {
    const hour = this.#readTwoDigits();
    if (hour === undefined || !this.#readChar(':')) return undefined;
    const minute = this.#readTwoDigits();
    let second: number | undefined = 0;
    if (this.#readChar(':')) {
      second = this.#readTwoDigits();
      if (this.#isPoint()) {
        const fraction = this.#readFraction();
        if (fraction === undefined) return undefined;
        this.#fraction = fraction;
      }
    }
    if (minute === undefined || second === undefined || !this.#readIsoEnd()) return undefined;
    const [month = 0, day = 0] = this.#numbers;
    const date = ticksOfDay(this.#writtenYear ?? 0, month, day);
    const time = ticksOfTime(hour, minute, second);
    if (date === undefined || time === undefined) return undefined;
    return dateTimeOffset(date + time + ticksOfFraction(this.#fraction), this.#offsetMinutes ?? 0);
  }

  #readIsoEnd(): boolean {
    this.#skipWhiteSpace();
    const char = this.#text.charAt(this.#at);
    if (char === '+' || char === '-') {
      this.#offsetMinutes = this.#readOffset();
      if (this.#offsetMinutes === undefined) return false;
    } else if (char === 'Z' || char === 'z') {
      this.#offsetMinutes = 0;
      this.#at += 1;
    }
    this.#skipWhiteSpace();
    const rest = this.#text.charAt(this.#at);
    return rest === '' || (rest === '#' ? this.#isInHashes() : this.#readNuls());
  }

  #readTwoDigits(): number | undefined {
    this.#skipWhiteSpace();
    const digits = this.#text.slice(this.#at, this.#at + 2);
    if (!/^\d\d$/.test(digits)) return undefined;
    this.#at += 2;
    return Number(digits);
  }

  #readChar(char: string): boolean {
    const start = this.#at;
    this.#skipWhiteSpace();
    const found = this.#text.charAt(this.#at) === char;
    this.#at = found ? this.#at + 1 : start;
    return found;
  }
}

/** Two digits of a year mean the century from 1950 to 2049. */
function inFull(year: number): number {
  if (year >= 100) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function adjustHour(hour: number, mark: 'am' | 'pm' | undefined): number | undefined {
  if (mark === undefined) return hour;
  if (mark === 'am') return hour > 12 ? undefined : hour % 12;
  return hour < 12 ? hour + 12 : hour;
}

/** Rounds to 100 ns, halves to even. */
function ticksOfFraction(fraction: number): bigint {
  const ticks = fraction * Number(ticksPerSecond);
  const floor = Math.floor(ticks);
  const up = ticks - floor > 0.5 || (ticks - floor === 0.5 && floor % 2 === 1);
  return BigInt(up ? floor + 1 : floor);
}
