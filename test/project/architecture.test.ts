import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { groupBy } from '../../src/text/group-by.ts';
import { loopsIn } from '../../src/text/strongly-connected.ts';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/**
 * What each folder of `src` may import besides itself, types included. What judges knows no syntax: `checks`,
 * `protection`, `diff` and `engine` must never name what reads (`bicep`, `arm`, `json`, `whatif`, `workspace`, `config`).
 * The engine is handed deployments.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  text: [],
  dotnet: [],
  json: ['text'],
  yaml: ['text'],
  expr: ['dotnet', 'text'],
  'azure-types': [],
  model: ['expr', 'text'],
  arm: ['dotnet', 'expr', 'json', 'model', 'text'],
  bicep: ['arm', 'azure-types', 'expr', 'json', 'model', 'text'],
  whatif: ['arm', 'expr', 'json', 'model', 'text'],
  git: [],
  workspace: ['arm', 'bicep', 'expr', 'git', 'json', 'model', 'text', 'whatif'],
  protection: ['dotnet', 'expr', 'model', 'text'],
  diff: ['expr', 'model', 'text'],
  checks: ['diff', 'expr', 'model', 'protection', 'text'],
  rules: ['azure-types', 'checks', 'protection', 'text', 'yaml'],
  config: ['arm', 'model', 'protection', 'rules', 'text', 'workspace', 'yaml'],
  engine: ['checks', 'diff', 'expr', 'model', 'protection', 'rules', 'text'],
  report: ['dotnet', 'engine', 'expr', 'model', 'protection', 'rules', 'text'],
  library: [
    'arm',
    'config',
    'diff',
    'engine',
    'expr',
    'git',
    'json',
    'model',
    'protection',
    'report',
    'rules',
    'text',
    'whatif',
    'workspace',
  ],
  editor: ['diff', 'engine', 'expr', 'library', 'model', 'protection', 'report', 'rules', 'text'],
  lsp: ['editor'],
  cli: ['config', 'editor', 'engine', 'git', 'library', 'lsp', 'model', 'report', 'rules', 'text', 'workspace'],
  action: ['cli', 'git', 'report', 'rules', 'text'],
};

/**
 * The same for the folders of `src/bicep`, each of which is one phase. The phases stand side by side: `check` and `types`
 * can be left out, and `lower` works. Only `compile.ts`, which is the folder `.`, knows in which order they go.
 */
const allowedInBicep: Readonly<Record<string, readonly string[]>> = {
  syntax: [],
  language: ['syntax'],
  modules: [],
  semantics: ['language', 'modules', 'syntax'],
  check: ['language', 'semantics', 'syntax'],
  lower: ['language', 'semantics', 'syntax'],
  types: ['language', 'semantics', 'syntax'],
  '.': ['check', 'lower', 'modules', 'semantics', 'syntax', 'types'],
  parameters: ['.', 'language', 'semantics', 'syntax', 'types'],
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
    expect(offMap(imports, folderOf, allowed)).toEqual([]);
  });

  test('the map has no row that is not used, and makes no circle of folders', () => {
    expect(flawsOf(allowed, imports, folderOf)).toEqual({ unused: [], circles: [] });
  });

  test('files make no circles, types included', () => {
    expect(circlesOf(imports)).toEqual(recursiveTypes);
  });
});

describe('phases of Bicep', () => {
  const isBicep = (file: string): boolean => folderOf(file) === 'bicep';
  const phaseOf = (file: string): string => path.posix.dirname(file).split('/')[1] ?? '.';
  const within = imports.filter(({ from, to }) => isBicep(from) && isBicep(to));

  test('every folder has its row in the map', () => {
    const phases = new Set(files.filter(isBicep).map(phaseOf));
    expect([...phases].sort()).toEqual(Object.keys(allowedInBicep).sort());
    expect(files.filter((file) => isBicep(file) && phaseOf(file) === '.')).toEqual(['bicep/compile.ts']);
  });

  test('import only what the map allows', () => {
    expect(offMap(within, phaseOf, allowedInBicep)).toEqual([]);
  });

  test('the map has no row that is not used, and makes no circle of phases', () => {
    expect(flawsOf(allowedInBicep, within, phaseOf)).toEqual({ unused: [], circles: [] });
  });

  test('only compile.ts puts phases in order', () => {
    const steps = ['check', 'lower', 'types'];
    const several = files.filter((file) => {
      const used = within.filter(({ from, to }) => from === file && steps.includes(phaseOf(to)));
      return isBicep(file) && new Set([phaseOf(file), ...used.map(({ to }) => phaseOf(to))]).size > 2;
    });
    expect(several).toEqual(['bicep/compile.ts']);
  });
});

type FolderMap = Readonly<Record<string, readonly string[]>>;

/** Imports from folder to folder that a map does not allow. */
function offMap(links: readonly Link[], roomOf: (file: string) => string, map: FolderMap): readonly string[] {
  return links
    .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !map[roomOf(from)]?.includes(roomOf(to)))
    .map(({ from, to }) => `${from} imports ${to}`);
}

/** What is wrong with a map itself. */
function flawsOf(map: FolderMap, links: readonly Link[], roomOf: (file: string) => string) {
  const edges = Object.entries(map).flatMap(([from, targets]) => targets.map((to) => ({ from, to })));
  const isUsed = (edge: Link): boolean =>
    links.some(({ from, to }) => roomOf(from) === edge.from && roomOf(to) === edge.to);
  const unused = edges.filter((edge) => !isUsed(edge)).map(({ from, to }) => `${from} to ${to}`);
  return { unused, circles: circlesOf(edges) };
}

/** The groups of nodes that all lead to each other. */
function circlesOf(edges: readonly Link[]): readonly (readonly string[])[] {
  const targets = groupBy(edges, ({ from }) => from);
  const groups = loopsIn(targets.keys(), (node) => (targets.get(node) ?? []).map(({ to }) => to));
  return [...groupBy(groups.keys(), (node) => groups.get(node)).values()].map((group) => [...group].sort());
}

/** Code without what is in comments, strings and regular expressions, as far as one line at a time shows. */
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

/** What a decision must not be made of, because a new wording would change it: each is a field or a class. */
test.each([
  [
    'whether a name is known (Segment.isKnown)',
    /\.(?:includes|startsWith|indexOf)\('\['\)/,
    ['arm/read/expression.ts', 'bicep/lower/json-path.ts'],
  ],
  ['what a reason says', /\b(?:why|reason|malformed)\.text [!=]==|[!=]== [\w.]*\b(?:why|reason|malformed)\.text\b/, []],
  ['what a message contains', /\b(?:text|message|error\.message)\.includes\('[a-z]+ [a-z ]+'\)/, []],
  ['how a code ends', /code\)?\.(?:endsWith|startsWith)\(/, []],
])('no decision looks at %s', (_, pattern, allowedIn: readonly string[]) => {
  const judging = code.filter(([file]) => !/^(?:dotnet|json|yaml|bicep\/syntax)\//.test(file));
  const found = judging.flatMap(([file, text]) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found.filter((one) => !allowedIn.some((file) => one.startsWith(`${file}:`)))).toEqual([]);
});

/** They gather one result in several steps. */
const otherClasses = ['Pairing', 'DigitPlaces', 'ShapeText', 'MemberOfJson'];

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
