import { objectNames } from '../support/object-names.ts';

/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;

/** The generator mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<T>(random: Random, items: readonly T[]): T | undefined {
  return items[below(random, items.length)];
}

const signs = [
  ...'{}[]()<>:,.;@#|?!=+-*/\\\'"`$&%~^_ \n\r\t',
  '${',
  "'''",
  '//',
  '/*',
  '*/',
  '..',
  '=>',
  '&&',
  '??',
  '.?',
  '---',
  '<<',
];
const words = [
  'null',
  'true',
  'false',
  '0',
  '-1',
  '1e999',
  '9223372036854775808',
  'param',
  'var',
  'resource',
  'module',
  'existing',
  'for',
  'if',
  'type',
  'import',
  'loadYamlContent',
  'parameters',
  'variables',
  'reference',
  'copyIndex',
  'union',
  'Locked',
  'Disabled',
  'armlock-allow',
  '&a',
  '*a',
];
const bytes = [
  '\u0000',
  '\uFEFF',
  '\uD800',
  '\u202E',
  '\u2028',
  '\u009b',
  '\u001b[0m',
  '##vso[x]',
  '::error::',
  '\u{1F600}',
];

/** Texts that are put into others: what languages are made of, and what no author would write. */
export const tokens: readonly string[] = [...signs, ...words, ...bytes, ...objectNames];

/** A text with one to four edits, among them pieces of another text. */
export function mutated(text: string, other: string, random: Random): string {
  let now = text;
  for (let edits = 1 + below(random, 4); edits > 0; edits -= 1) now = edited(now, other, random);
  return now;
}

type Edit = (text: string, other: string, random: Random) => string;

function spliced(text: string, at: number, length: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + length);
}

function rangeIn(text: string, random: Random): readonly [number, number] {
  const at = below(random, text.length + 1);
  return [at, below(random, Math.min(200, text.length - at) + 1)];
}

/** A word, number, text or sign of a text, with its place. */
function tokenIn(text: string, random: Random): readonly [number, number] {
  const start = below(random, text.length + 1);
  const found = /[A-Za-z_]\w*|\d+|'[^'\n]{0,200}'|"[^"\n]{0,200}"|\S/.exec(text.slice(start, start + 2000));
  return found ? [start + found.index, found[0].length] : [start, 0];
}

const editors: readonly Edit[] = [
  (text, _, random) => spliced(text, below(random, text.length + 1), 0, pick(random, tokens) ?? ''),
  (text, _, random) => spliced(text, ...tokenIn(text, random), pick(random, tokens) ?? ''),
  (text, _, random) => spliced(text, ...tokenIn(text, random), `"${pick(random, objectNames)}"`),
  (text, _, random) => spliced(text, ...tokenIn(text, random), ''),
  (text, _, random) => spliced(text, ...rangeIn(text, random), ''),
  (text, _, random) => {
    const [at, length] = rangeIn(text, random);
    return spliced(text, at, 0, text.slice(at, at + length).repeat(1 + below(random, 3)));
  },
  (text, _, random) => {
    const [[from, length], to] = [tokenIn(text, random), tokenIn(text, random)];
    return spliced(text, ...to, text.slice(from, from + length));
  },
  (text, other, random) => {
    const [from, length] = rangeIn(other, random);
    return spliced(text, below(random, text.length + 1), 0, other.slice(from, from + length));
  },
  (text, other, random) => text.slice(0, below(random, text.length + 1)) + other.slice(below(random, other.length + 1)),
  (text, _, random) => text.slice(0, below(random, text.length + 1)),
  (text, _, random) => text.replace(/\d+/g, (digits) => (random() < 0.1 ? String(below(random, 1000) - 5) : digits)),
];

function edited(text: string, other: string, random: Random): string {
  return pick(random, editors)?.(text, other, random) ?? text;
}
