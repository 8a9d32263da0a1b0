import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkSync } from 'recheck';
import { parseAst } from 'rolldown/parseAst';
import { expect, test } from 'vitest';
import { root } from '../support/command.ts';

const folder = path.join(root, 'src');

/** It reads nothing but the pages of rules that come with armlock. */
const trusted = new Set(['report/rules/page-text.ts']);

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

/** All regular expressions of a file, and whether it makes some from texts. */
function patternsIn(text: string): { readonly literals: readonly Pattern[]; readonly made: boolean } {
  const literals: Pattern[] = [];
  let made = false;
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      node.forEach(visit);
      return;
    }
    const { type, regex, callee } = node as { type?: string; regex?: Pattern; callee?: { name?: string } };
    if (type === 'Literal' && regex) literals.push(regex);
    made ||= (type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp';
    if (type !== 'Literal') Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: 'ts' }));
  return { literals, made };
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts') && !trusted.has(file));

const found = files.map((file) => ({ file, ...patternsIn(readFileSync(path.join(folder, file), 'utf8')) }));

test('no regular expression takes more than linear time', () => {
  const places = new Map<string, Pattern & { readonly files: string[] }>();
  for (const { file, literals } of found) {
    for (const { pattern, flags } of literals) {
      const known = places.get(`/${pattern}/${flags}`) ?? { pattern, flags, files: [] };
      known.files.push(file);
      places.set(`/${pattern}/${flags}`, known);
    }
  }
  expect(places.size).toBeGreaterThan(200);
  const slow = [...places].flatMap(([written, { pattern, flags, files: users }]) => {
    const { status } = checkSync(pattern, flags, { timeout: 120_000 });
    return status === 'safe' ? [] : [`${users.join(', ')}: ${written} is ${status}`];
  });
  expect(slow).toEqual([]);
});

test('no regular expression is made of what an author writes', () => {
  expect(found.filter(({ made }) => made).map(({ file }) => file)).toEqual([]);
});
