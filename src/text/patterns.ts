import type { MinimatchOptions } from 'minimatch';
import { nameMatches } from './name-pattern.ts';

/** Answers for patterns of paths and names. Without a pattern, it needs no package. */
export interface Patterns {
  /**
   * Which files a list means, as in `.gitignore`: `*` is anything within a name, `**` any folders, `?` one character,
   * `[ab]` one of several, `{a,b}` alternatives, and a folder all that is in it. An entry without a slash means names at
   * any depth. `!` takes out what an entry before it means; the last one counts.
   */
  readonly paths: (patterns: readonly string[]) => (file: string) => boolean;
  /** Whether a name is the one that is given or fits it as a pattern, whose `*` crosses slashes. Case does not matter. */
  readonly matchesName: (pattern: string, name: string) => boolean;
}

/** Whether a text has signs of a pattern. It may still be the plain name of something. */
export function isPattern(text: string): boolean {
  return /^!|[*?[\]{}]/.test(text);
}

/** Loads the package of patterns if one of the texts is a pattern, and only then: it takes longer than a small run. */
export async function loadPatterns(texts: readonly string[]): Promise<Patterns> {
  return texts.some(isPattern) ? patternsWith((await import('minimatch')).Minimatch) : plainPatterns;
}

type Matches = (text: string) => boolean;
type MatcherClass = new (pattern: string, options: MinimatchOptions) => { readonly match: Matches };

/** Patterns come with templates, so their authors must not be able to keep a run busy. */
const limits = { length: 1024, braces: 256 } as const;

/** The same on every system, whose paths all have slashes here; what `!`, `#` and `+(a)` mean is not the package's to say. */
const pathOptions: MinimatchOptions = {
  dot: true,
  nocomment: true,
  nonegate: true,
  noext: true,
  platform: 'linux',
  braceExpandMax: limits.braces,
};

/** Names are no paths: `..` in them means nothing. */
const nameOptions: MinimatchOptions = { ...pathOptions, nocase: true, optimizationLevel: 0 };

/** What patterns without any sign of one mean. */
export const plainPatterns: Patterns = patternsWith(undefined);

function patternsWith(matcher: MatcherClass | undefined): Patterns {
  const names = new Map<string, Matches>();
  return {
    paths: (patterns) => {
      const entries = patterns.map((text) => entryOf(text, matcher));
      return (file) =>
        entries.reduce((is, { negated, matches }) => (is === negated && matches(file) ? !is : is), false);
    },
    matchesName: (pattern, name) => {
      const matches = names.get(pattern) ?? nameMatcher(pattern, matcher);
      names.set(pattern, matches);
      return matches(name);
    },
  };
}

function entryOf(
  text: string,
  matcher: MatcherClass | undefined,
): { readonly negated: boolean; readonly matches: Matches } {
  const negated = text.startsWith('!');
  const clean = withoutDots(withoutEndSlashes(negated ? text.slice(1) : text));
  const isAnchored = clean.includes('/');
  const place = clean.startsWith('/') ? clean.slice(1) : clean;
  const isPlainly: Matches = isAnchored
    ? (file) => `${file}/`.startsWith(`${place}/`)
    : (file) => `/${file}/`.includes(`/${place}/`);
  if (place === '' || place === '.') return { negated, matches: () => true };
  if (!matcher || !isPattern(place) || place.length > limits.length) return { negated, matches: isPlainly };
  const anchored = isAnchored ? place : `**/${place}`;
  const [own, within] = [new matcher(anchored, pathOptions), new matcher(`${anchored}/**`, pathOptions)];
  return { negated, matches: (file) => isPlainly(file) || own.match(file) || within.match(file) };
}

function withoutDots(text: string): string {
  return text.startsWith('./') ? withoutDots(text.slice(2)) : text;
}

function withoutEndSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}

function nameMatcher(pattern: string, matcher: MatcherClass | undefined): Matches {
  // What most waivers have takes no package, and no more time than the length of the name.
  if (!/[?[\]{}]|^!/.test(pattern)) return (name) => nameMatches(pattern, name);
  const isPlainly: Matches = (name) => name.toLowerCase() === pattern.toLowerCase();
  if (!matcher || !isPattern(pattern) || pattern.length > limits.length) return isPlainly;
  const negated = pattern.startsWith('!');
  const text = negated ? pattern.slice(1) : pattern;
  // The package matches portion by portion; a name is one.
  const asPortion = (one: string): string => one.replaceAll('/', '\u0001');
  const { match } = bound(new matcher(asPortion(text), nameOptions));
  const fits: Matches = (name) => /^\*+$/.test(text) || match(asPortion(name));
  return (name) => isPlainly(name) || fits(name) !== negated;
}

function bound(one: { readonly match: Matches }): { readonly match: Matches } {
  return { match: (text) => one.match(text) };
}
