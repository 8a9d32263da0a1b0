import { dayNames, monthNames } from './date-time.ts';
import { isWhiteSpace } from './white-space.ts';

/** What separates pieces of a time. */
export type Separator = 'end' | 'space' | 'am' | 'pm' | 'date' | 'time' | 'date or offset' | 'T';

/** What a word in a time means. */
export type Word =
  | { readonly kind: 'mark'; readonly mark: 'am' | 'pm' }
  | { readonly kind: 'month' | 'weekday'; readonly index: number }
  | { readonly kind: 'zone' | 'era' };

/** In lower case. */
export const words: ReadonlyMap<string, Word> = new Map<string, Word>([
  ['am', { kind: 'mark', mark: 'am' }],
  ['pm', { kind: 'mark', mark: 'pm' }],
  ['gmt', { kind: 'zone' }],
  ['z', { kind: 'zone' }],
  ['a.d.', { kind: 'era' }],
  ['ad', { kind: 'era' }],
  ...monthNames.flatMap((name, index) => namesOf(name, { kind: 'month', index: index + 1 })),
  ...dayNames.flatMap((name, index) => namesOf(name, { kind: 'weekday', index })),
]);

function namesOf(name: string, word: Word): [string, Word][] {
  const inFull = name.toLowerCase();
  return [
    [inFull, word],
    [inFull.slice(0, 3), word],
  ];
}

/** In lower case. */
export const separators: ReadonlyMap<string, Separator> = new Map<string, Separator>([
  [':', 'time'],
  ['/', 'date'],
  ['-', 'date or offset'],
  ['am', 'am'],
  ['pm', 'pm'],
  ['t', 'T'],
]);

export function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

export function isLetter(char: string): boolean {
  return /\p{L}/u.test(char);
}

export function isWhiteSpaceOrNul(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char !== '\0' && !isWhiteSpace(char)) return false;
  }
  return true;
}
