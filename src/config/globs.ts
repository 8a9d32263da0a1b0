/**
 * Tells the paths that patterns mean, as `.gitignore` and similar files have them: `*` stands for anything within a
 * name, `**` for any folders, `?` for one character, and a folder for all that is in it. A pattern without a slash
 * means names at any depth.
 */
export function pathMatcher(patterns: readonly string[]): (file: string) => boolean {
  const matchers = patterns.map(matcherOf);
  return (file) => matchers.some((matcher) => matcher.test(file));
}

function matcherOf(pattern: string): RegExp {
  const clean = pattern.replace(/^\.\//, '').replace(/\/+$/, '');
  const anchored = clean.includes('/') ? clean.replace(/^\//, '') : `**/${clean}`;
  const source = anchored.split(/(\*\*\/|\*\*|\*|\?)/).map((part) => wildcards[part] ?? escaped(part));
  return new RegExp(`^${source.join('')}(?:/|$)`);
}

const wildcards: Readonly<Record<string, string>> = {
  '**/': '(?:[^/]+/)*',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};

function escaped(text: string): string {
  return text.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
}
