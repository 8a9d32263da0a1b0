import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A page of the site. */
export interface SitePage {
  /** From the root of the repository. */
  readonly source: string;
  /** From the root of the site. */
  readonly target: string;
  readonly title: string;
  /** Markdown whose links are those of the site. */
  readonly text: string;
}

/** Some pages under one heading of the navigation. */
export interface SiteSection {
  readonly title: string;
  readonly pages: readonly Pick<SitePage, 'title' | 'target'>[];
}

export interface Site {
  readonly pages: readonly SitePage[];
  readonly sections: readonly SiteSection[];
  /** Files that pages link to and that are no pages themselves, from the root of the repository. */
  readonly files: readonly string[];
  /** Links that lead nowhere, with their pages. */
  readonly broken: readonly string[];
}

/** Where the site has a file that is no page. Servers know what a text is by the end of its name. */
export function fileTarget(file: string): string {
  return `files/${file}${path.posix.extname(file) === '' ? '.txt' : ''}`;
}

/** Sections as the sidebar of the generator has them; only the first one is unfolded. */
export function sidebarOf({ sections }: Site): readonly object[] {
  return sections.map(({ title, pages }, index) => ({
    text: title,
    collapsed: index > 0,
    items: pages.map((page) => ({ text: page.title, link: addressOf(page) })),
  }));
}

/** The first sections by their first pages. */
export function barOf({ sections }: Site): readonly object[] {
  return sections
    .slice(0, 3)
    .flatMap(({ title, pages: [first] }) => (first ? [{ text: title, link: addressOf(first) }] : []));
}

function addressOf({ target }: Pick<SitePage, 'target'>): string {
  return `/${target.replace(/(?:index)?\.md$/, '')}`;
}

/** All documents of a repository as a site: a page each, a navigation that has them all, and links between them. */
export function siteOf(root: string): Site {
  const sources = sourcesIn(root);
  const texts = new Map(sources.map((source) => [source, readFileSync(path.join(root, source), 'utf8')]));
  const linked = [...texts].map(([source, text]) => linkedText(source, text, { root, texts }));
  const pages = linked.map(({ source, text }) => ({ source, target: targetOf(source), title: titleOf(text), text }));
  return {
    pages,
    sections: sectionsOf(pages, texts.get('README.md') ?? ''),
    files: [...new Set(linked.flatMap(({ files }) => files))].sort(),
    broken: linked.flatMap(({ broken }) => broken),
  };
}

const single = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  'fixtures/README.md',
  'packaging/README.md',
];

function sourcesIn(root: string): readonly string[] {
  const inFolder = (folder: string): readonly string[] =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => `${folder}/${name}`);
  return [...single, ...['docs', 'docs/adr', 'rules'].flatMap(inFolder)];
}

/** Servers show `index` for a folder. */
function targetOf(source: string): string {
  return source.replace(/(^|\/)README\.md$/, '$1index.md');
}

function titleOf(text: string): string {
  return (/^# (.*)$/m.exec(text)?.[1] ?? '').replaceAll('`', '');
}

/** What GitHub makes of a heading; the site does the same, so that links to headings hold at both. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
    .replaceAll(' ', '-');
}

interface Known {
  readonly root: string;
  readonly texts: ReadonlyMap<string, string>;
}

interface LinkedText {
  readonly source: string;
  readonly text: string;
  readonly files: readonly string[];
  readonly broken: readonly string[];
}

/** Code, in which nothing is a link, or a link within the repository. */
const codeOrLink = /^```[\s\S]*?^```|`[^`\n]+`(?!\])|\[((?:`[^`]*`|[^\]`])*)\]\((?!https?:|mailto:)([^)\s]+)\)/gm;

function linkedText(source: string, text: string, known: Known): LinkedText {
  const files: string[] = [];
  const broken: string[] = [];
  const written = text.replace(codeOrLink, (all: string, words: string | undefined, link: string | undefined) => {
    if (words === undefined || link === undefined) return all;
    const place = placeOf(source, link, known);
    if (place.kind === 'nowhere') broken.push(`${source}: ${link}`);
    if (place.kind === 'file') files.push(place.file);
    // A site shows no folders.
    return place.kind === 'page' || place.kind === 'file' ? `[${words}](${place.address})` : words;
  });
  return { source, text: written, files, broken };
}

type Place =
  | { readonly kind: 'page'; readonly address: string }
  | { readonly kind: 'file'; readonly address: string; readonly file: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'nowhere' };

function placeOf(source: string, link: string, { root, texts }: Known): Place {
  const [name = '', heading] = link.split('#');
  const named = name === '' ? source : path.posix.join(path.posix.dirname(source), name);
  const index = path.posix.join(named, 'README.md');
  const file = texts.has(index) ? index : named;
  const text = texts.get(file);
  if (text !== undefined) {
    const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) => anchorOf(words));
    if (heading !== undefined && !anchors.includes(heading)) return { kind: 'nowhere' };
    return { kind: 'page', address: `/${targetOf(file)}${heading === undefined ? '' : `#${heading}`}` };
  }
  const full = path.join(root, file);
  if (!existsSync(full)) return { kind: 'nowhere' };
  return statSync(full).isDirectory() ? { kind: 'folder' } : { kind: 'file', address: `/${fileTarget(file)}`, file };
}

/** The pages for users in the order of the README, then all others. */
function sectionsOf(pages: readonly SitePage[], readme: string): readonly SiteSection[] {
  const documentation = readme.slice(readme.indexOf('## Documentation'));
  const rows = [...documentation.matchAll(/\]\(((?:docs|rules)\/[\w/-]+\.md|SECURITY\.md)\)/g)].map(
    ([, file = '']) => file,
  );
  const forUsers = [...new Set(rows)].flatMap((file) => pages.filter(({ source }) => source === file));
  const isIn = (folder: string) => (page: SitePage) => path.posix.dirname(page.source) === folder;
  const rules = pages.filter(isIn('rules'));
  const decisions = pages.filter(isIn('docs/adr'));
  const home = pages.filter(({ source }) => source === 'README.md');
  const guide = [...home, ...forUsers.filter((page) => !rules.includes(page))];
  const shown = new Set([...guide, ...rules, ...decisions]);
  const others = pages.filter((page) => !shown.has(page));
  return [
    { title: 'Guide', pages: guide },
    { title: 'Rules', pages: rules },
    { title: 'Reference', pages: others.filter(isIn('docs')) },
    { title: 'Project', pages: others.filter((page) => !isIn('docs')(page)) },
    { title: 'Decisions', pages: decisions },
  ];
}
