import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../src/', import.meta.url));

/** The folders of `src`, each of which may import only from those below it. */
const layers = [
  'docs',
  'action',
  'cli',
  'lsp',
  'library',
  'report',
  'engine',
  'config',
  'rules',
  'checks',
  'diff',
  'protection',
  'project',
  'git',
  'whatif',
  'bicep',
  'arm',
  'model',
  'yaml',
  'expr',
  'json',
  'text',
];

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const texts = new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

interface Import {
  readonly from: string;
  readonly to: string;
  /** Whether it is gone once types are erased. */
  readonly isType: boolean;
}

const importPattern = /^(import|export)( type)?\b[^;'"]*?from '(\.[^']*)'|\bimport\('(\.[^']*)'\)/gm;

const imports: readonly Import[] = [...texts].flatMap(([from, text]) =>
  [...text.matchAll(importPattern)].map(([, , type, told, loaded]) => ({
    from,
    to: path.posix.join(path.posix.dirname(from), told ?? loaded ?? ''),
    isType: type !== undefined,
  })),
);

const folderOf = (file: string): string => file.split('/')[0] ?? '';

describe('imports', () => {
  test('lead to files that exist', () => {
    expect(imports.length).toBeGreaterThan(files.length);
    expect(imports.filter(({ to }) => !texts.has(to))).toEqual([]);
  });

  test('every folder has its place in the list of layers', () => {
    expect([...new Set(files.map(folderOf))].filter((folder) => !layers.includes(folder))).toEqual([]);
  });

  test('go down the list of layers', () => {
    const rising = imports.filter(({ from, to }) => layers.indexOf(folderOf(to)) < layers.indexOf(folderOf(from)));
    expect(rising.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  test('make no cycles', () => {
    expect(cycleIn(imports.filter(({ isType }) => !isType))).toEqual([]);
  });
});

/** The files of one cycle, or none. */
function cycleIn(edges: readonly Import[]): readonly string[] {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { from, to } of edges) {
      const cycle = from === file ? visit(to, [...way, file]) : [];
      if (cycle.length > 0) return cycle;
    }
    done.add(file);
    return [];
  };
  return files.map((file) => visit(file, [])).find((cycle) => cycle.length > 0) ?? [];
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
      parent !== 'Error' && !otherClasses.includes(name) && !/(?:Lexer|Parser|Scanner|Reader)$/.test(name),
  );
  expect(odd).toEqual([]);
});

test('only sarif.ts uses the words of SARIF', () => {
  const found = [...texts].filter(([, text]) => /partialFingerprints|physicalLocation|automationDetails/.test(text));
  expect(found.map(([file]) => file)).toEqual(['report/sarif.ts']);
});
