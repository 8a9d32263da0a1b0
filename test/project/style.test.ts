import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { root } from '../support/command.ts';

/** What docs/style.md keeps out, in any case. */
const banned = [
  /\bwritten out\b/i,
  /\b(?:told|tells?|telling)\b/i,
  /\bmore rarely\b/i,
  /\bless long\b/i,
  /\bkeeps? less\b/i,
  /\b(?:whoever|nobody|anybody|somebody|everybody)\b/i,
  /\bany more\b/i,
  /\bvouch/i,
  /\bgoes? without saying\b/i,
  /\bin the stead\b/i,
  /\bcannot be had\b/i,
  /\bof no consequence\b/i,
  /\b(?:takes?|taken|taking) away\b/i,
  /\bmend(?:s|ed|ing)?\b/i,
  /\bfor good\b/i,
] as const;

/** What documents, rules and facts leave out, too; comments still have it. */
const bannedInPages = [...banned, /\bof (?:its|their|your|one's) own(?=[^\w ]|$)/i, /\bis said to\b/i] as const;

/** The page that lists the phrases, and this list of them. */
const about = new Set(['docs/style.md', 'test/project/style.test.ts']);

const pages = globSync(
  [
    'rules/*.{yaml,md}',
    'facts/*.yaml',
    'docs/**/*.{md,yaml}',
    '*.md',
    'action.yml',
    'fixtures/README.md',
    'fixtures/*/*/case.yaml',
    'examples/**/*.md',
  ],
  { cwd: root, posix: true },
);

const sources = globSync(['src/**/*.ts', 'tools/**/*.ts', 'scripts/*.mjs', 'test/**/*.ts'], {
  cwd: root,
  posix: true,
  // Data is generated from the words of others.
  ignore: ['**/*.data.ts', 'test/**/bundle/**'],
});

/** What a line of code says to people: its comment, and its strings of several words without what fills them. */
function wordsOf(line: string): string {
  const comment = /^\s*(?:\/\*\*?|\*|\/\/)(.*)/.exec(line);
  if (comment) return comment[1] ?? '';
  const strings = [...line.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\\n]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g)];
  const texts = strings.map(([text]) => text.replace(/\$\{[^}]*\}/g, '')).filter((text) => text.includes(' '));
  return [...texts, / \/\/ (.*)/.exec(line)?.[1] ?? ''].join('\n');
}

function found(file: string, read: (line: string) => string, phrases: readonly RegExp[] = banned): readonly string[] {
  const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    phrases.some((phrase) => phrase.test(read(line))) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
  );
}

describe('plain words', () => {
  test('are looked for everywhere', () => {
    expect(pages.length).toBeGreaterThan(150);
    expect(sources.length).toBeGreaterThan(500);
  });

  test('are used in rules, facts, documents and cases', () => {
    const files = pages.filter((file) => !about.has(file));
    expect(files.flatMap((file) => found(file, (line) => line, bannedInPages))).toEqual([]);
  });

  test('are used in messages, comments and names of tests', () => {
    const files = sources.filter((file) => !about.has(file));
    expect(files.flatMap((file) => found(file, wordsOf))).toEqual([]);
  });

  test.each([
    '/** Nobody can tell. */',
    "throw new Error('armlock cannot vouch for it');",
    "test('a value that is written out', () => {",
    'const text = `${name} is told by the parser`;',
  ])('would be missed in %s', (line) => {
    expect(banned.some((phrase) => phrase.test(wordsOf(line)))).toBe(true);
  });

  test('names of the code are no words', () => {
    expect(wordsOf('const told = toldValue(json, reading);')).toBe('');
  });
});
