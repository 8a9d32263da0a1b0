import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../support/command.ts';

describe('the guide to the code', () => {
  const pageOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

  test('names the folders of src and of test, and no others', () => {
    const named = (folder: string): readonly string[] =>
      [...pageOf('docs/architecture.md').matchAll(/^\| `(src|test)\/(\S+)` \|/gm)].flatMap(([, parent, name]) =>
        parent === folder ? (name ?? []) : [],
      );
    for (const folder of ['src', 'test']) {
      const there = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((one) => one.isDirectory());
      expect([...named(folder)].sort()).toEqual(there.map(({ name }) => name).sort());
    }
  });

  test('every word of the glossary occurs in src', () => {
    const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.data.ts'))
      .map((file) => pageOf(path.join('src', file)))
      .join('\n')
      .toLowerCase();
    const terms = [...pageOf('docs/glossary.md').matchAll(/^- ((?:\*\*[^*]+\*\*(?:, )?)+):/gm)].flatMap(
      ([, list = '']) => [...list.matchAll(/\*\*([^*]+)\*\*/g)].map(([, term = '']) => term),
    );
    expect(terms.length).toBeGreaterThan(50);
    const inCode = (term: string): boolean =>
      sources.includes(term) ||
      sources.includes(term.replaceAll(' ', '')) ||
      sources.includes(term.replaceAll(' ', '-'));
    expect(terms.filter((term) => !inCode(term))).toEqual([]);
  });

  test('every folder of fixtures that is no rule is explained', () => {
    const rules = new Set(readdirSync(path.join(root, 'rules')).map((file) => file.replace(/\.yaml$/, '')));
    const folders = readdirSync(path.join(root, 'fixtures'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const page = pageOf('fixtures/README.md');
    const others = folders.map(({ name }) => name).filter((name) => !rules.has(name));
    expect(others.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  });

  test.each(['CONTRIBUTING.md', 'docs/architecture.md', 'docs/glossary.md', 'fixtures/README.md'])(
    'links of %s lead to files',
    (file) => {
      const links = [...pageOf(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, link = '']) => link);
      expect(links.filter((link) => !existsSync(path.join(root, path.dirname(file), link)))).toEqual([]);
    },
  );
});
