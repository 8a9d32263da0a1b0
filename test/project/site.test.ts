import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { anchorOf, fileTarget, siteOf } from '../../tools/site/pages.ts';
import { root, temporaryFolder, writeFiles } from '../support/command.ts';

const site = siteOf(root);

describe('the site', () => {
  test('has no link that leads nowhere', () => {
    expect(site.broken).toEqual([]);
    const targets = new Set([...site.pages.map(({ target }) => target), ...site.files.map(fileTarget)]);
    const links = site.pages.flatMap(({ text }) => [...text.matchAll(/\]\(\/([^)#\s]+)/g)].map(([, to = '']) => to));
    expect(links.length).toBeGreaterThan(300);
    expect(links.filter((link) => !targets.has(link))).toEqual([]);
    expect(site.files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('has a page in its navigation for every document and every rule', () => {
    const shown = site.sections.flatMap(({ pages }) => pages.map(({ target }) => target));
    expect([...shown].sort()).toEqual(site.pages.map(({ target }) => target).sort());
    expect(site.pages.filter(({ title }) => title === '')).toEqual([]);
    const rules = readdirSync(path.join(root, 'rules')).filter((file) => file.endsWith('.yaml'));
    const missing = rules
      .map((file) => `rules/${file.replace('.yaml', '.md')}`)
      .filter((page) => !shown.includes(page));
    expect(missing).toEqual([]);
    expect(site.sections[0]?.pages.slice(0, 2).map(({ title }) => title)).toEqual(['armlock', 'Getting started']);
  });

  test('reports links that lead nowhere, and leaves those in code alone', () => {
    const folder = temporaryFolder();
    const page = '# One\n\n[a](docs/two.md#part) [b](docs/two.md#no) [c](no.md) [d](docs) [e](LICENSE) `[f](no.md)`\n';
    const empty = Object.fromEntries(
      [
        'CONTRIBUTING',
        'SECURITY',
        'CHANGELOG',
        'fixtures/README',
        'packaging/README',
        'docs/adr/README',
        'rules/README',
      ].map((name) => [`${name}.md`, `# ${name}\n`]),
    );
    writeFiles(folder.path, {
      ...empty,
      LICENSE: '',
      'README.md': page,
      'docs/two.md': '# Two\n\n## Part\n\n[up](..)\n',
    });
    const { broken, files, pages } = siteOf(folder.path);
    folder.remove();
    expect(broken).toEqual(['README.md: docs/two.md#no', 'README.md: no.md']);
    expect(files).toEqual(['LICENSE']);
    expect(pages.find(({ target }) => target === 'index.md')?.text).toBe(
      '# One\n\n[a](/docs/two.md#part) b c d [e](/files/LICENSE.txt) `[f](no.md)`\n',
    );
  });

  test('gives headings the anchors that the check of links expects', async () => {
    const { withAnchors } = await import('../../tools/site/config.mjs');
    const { slugify } = withAnchors({}).markdown.anchor;
    const headings = site.pages.flatMap(({ text }) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => words));
    for (const heading of headings) expect(slugify(heading)).toBe(anchorOf(heading));
  });

  test('pins its generator', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'tools/site/package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    expect(Object.values(dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
