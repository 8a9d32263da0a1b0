import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { groupBy } from '../../src/text/group-by.ts';
import { loopsIn } from '../../src/text/strongly-connected.ts';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * What each folder of `src` may import besides itself, types included. What judges knows no syntax: `checks`,
 * `protection` and `diff` must never name a front end (`bicep`, `arm`, `json`, `whatif`, `workspace`).
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  dotnet: [],
  json: ['text'],
  yaml: ['text'],
  expr: ['dotnet', 'text'],
  model: ['expr', 'text'],
  arm: ['dotnet', 'expr', 'json', 'model', 'text'],
  bicep: ['arm', 'expr', 'json', 'model', 'text'],
  whatif: ['arm', 'expr', 'json', 'model', 'text'],
  git: [],
  workspace: ['arm', 'bicep', 'git', 'json', 'model', 'text', 'whatif'],
  protection: ['dotnet', 'expr', 'model', 'text'],
  diff: ['expr', 'model', 'text'],
  checks: ['diff', 'expr', 'model', 'protection', 'text'],
  rules: ['checks', 'text', 'yaml'],
  config: ['arm', 'model', 'protection', 'rules', 'text', 'workspace', 'yaml'],
  engine: ['arm', 'checks', 'config', 'diff', 'expr', 'model', 'protection', 'rules', 'text', 'whatif', 'workspace'],
  report: ['dotnet', 'engine', 'expr', 'model', 'protection', 'rules', 'text'],
  library: [
    'arm',
    'config',
    'diff',
    'engine',
    'git',
    'json',
    'model',
    'protection',
    'report',
    'rules',
    'text',
    'workspace',
  ],
  cli: ['arm', 'bicep', 'config', 'engine', 'git', 'json', 'library', 'model', 'report', 'rules', 'text', 'workspace'],
  action: ['cli', 'git', 'report', 'rules', 'text'],
};

/** Files that refer to each other because they hold one recursive type. */
const recursiveTypes: readonly (readonly string[])[] = [['bicep/syntax/tree.ts', 'bicep/syntax/types.ts']];

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

interface Link {
  readonly from: string;
  readonly to: string;
}

const importPattern = /^(?:import|export)\b[^;'"]*?from '(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm;

const imports: readonly Link[] = [...texts].flatMap(([from, text]) =>
  [...text.matchAll(importPattern)].map(([, linked, loaded]) => ({
    from,
    to: path.posix.join(path.posix.dirname(from), linked ?? loaded ?? ''),
  })),
);

const folderOf = (file: string): string => file.split('/')[0] ?? '';

describe('imports', () => {
  test('lead to files that exist', () => {
    expect(imports.length).toBeGreaterThan(files.length);
    expect(imports.filter(({ to }) => !texts.has(to))).toEqual([]);
  });

  test('every folder has its row in the map', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(Object.keys(allowed).sort());
  });

  test('go where the map allows', () => {
    const others = imports.filter(
      ({ from, to }) => folderOf(from) !== folderOf(to) && !allowed[folderOf(from)]?.includes(folderOf(to)),
    );
    expect(others.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('the map has no row that is not used, and makes no circle of folders', () => {
    const unused = Object.entries(allowed).flatMap(([from, targets]) =>
      targets
        .filter((to) => !imports.some((one) => folderOf(one.from) === from && folderOf(one.to) === to))
        .map((to) => `${from} to ${to}`),
    );
    const edges = Object.entries(allowed).flatMap(([from, targets]) => targets.map((to) => ({ from, to })));
    expect({ unused, circles: circlesOf(edges) }).toEqual({ unused: [], circles: [] });
  });

  test('files make no circles, types included', () => {
    expect(circlesOf(imports)).toEqual(recursiveTypes);
  });
});

/** The groups of nodes that all lead to each other. */
function circlesOf(edges: readonly Link[]): readonly (readonly string[])[] {
  const targets = groupBy(edges, ({ from }) => from);
  const groups = loopsIn(targets.keys(), (node) => (targets.get(node) ?? []).map(({ to }) => to));
  return [...groupBy(groups.keys(), (node) => groups.get(node)).values()].map((group) => [...group].sort());
}

/** Code without what is in comments, strings and regular expressions, as far as one line at a time tells. */
function bare(line: string): string {
  return line
    .replace(/^\s*(\*|\/\*).*$/, '')
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "''")
    .replace(/`(?:[^`\\]|\\.)*`/g, '``')
    .replace(/(?<=[(,=:&|!] ?)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*/g, '//')
    .replace(/\/\/.*$/, '');
}

const code = [...texts].filter(([file]) => !file.endsWith('.data.ts'));

test.each([
  ['default exports', /\bexport default\b/],
  ['any', /(?::|<|\bas|\||&|,)\s*any\b(?!\s*[,:(=?])/],
  ['non-null assertions', /[\w)\]]!(?=[.;,)\][]|$)/],
  ['enums and namespaces', /^\s*(export )?(const )?(enum|namespace) \w+ \{/],
  ['ts-ignore', /@ts-(ignore|expect-error|nocheck)/],
])('there are no %s', (_, pattern) => {
  const found = code.flatMap(([file, text]) =>
    text
      .split('\n')
      .flatMap((line, index) => (pattern.test(bare(line)) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});

/** They gather one result in several steps. */
const otherClasses = ['Pairing', 'DigitPlaces'];

test('classes are errors, lexers and parsers', () => {
  const classes = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^\s*(?:export )?(?:abstract )?class (\w+)(?: extends (\w+))?/gm)].map(
      ([, name = '', parent]) => ({
        file,
        name,
        parent,
      }),
    ),
  );
  const odd = classes.filter(
    ({ name, parent }) =>
      !parent?.endsWith('Error') && !otherClasses.includes(name) && !/(?:Lexer|Parser|Scanner|Reader)$/.test(name),
  );
  expect(odd).toEqual([]);
});

test('only sarif.ts uses the words of SARIF', () => {
  const found = [...texts].filter(([, text]) => /partialFingerprints|physicalLocation|automationDetails/.test(text));
  expect(found.map(([file]) => file)).toEqual(['report/formats/sarif.ts']);
});
