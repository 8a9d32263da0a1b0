import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { OutcomeKind } from '../../src/protection/azure/fact.ts';
import { table } from './markdown.ts';

/** What `docs/coverage.yaml` says: how armlock covers each sentence of the page that specifies it. */
export interface Coverage {
  readonly page: { readonly title: string; readonly url: string; readonly source: string; readonly date: string };
  readonly sentences: readonly CoveredSentence[];
}

export interface CoveredSentence {
  /** Section of the page and number in it: `restricted-operations.1`. */
  readonly place: string;
  /** The beginning of the SHA-256 of its words. */
  readonly hash: string;
  /** What it says, in words of ours. */
  readonly says: string;
  readonly rules?: readonly string[];
  readonly fixtures?: readonly string[];
  /** What each of the fixtures has: a finding with that outcome, any finding, or none. */
  readonly shows?: OutcomeKind | 'reported' | 'nothing';
  /** Why there is neither, or what else there is. */
  readonly reason?: string;
}

export function readCoverage(root: string): Coverage {
  return parse(readFileSync(path.join(root, 'docs/coverage.yaml'), 'utf8')) as Coverage;
}

/** The page that shows for each sentence where it is covered. */
export function coveragePage({ page, sentences }: Coverage): string {
  const sections = [...new Set(sentences.map(sectionOf))];
  const parts = sections.flatMap((section) => {
    const rows = sentences.filter((sentence) => sectionOf(sentence) === section).map(rowOf);
    return [`## ${titleOf(section)}`, table(['', 'What it says, in our words', 'Where it is covered'], rows)];
  });
  const intro = [
    '<!-- Generated from docs/coverage.yaml by `npm run docs`. -->',
    '# How armlock covers its specification',
    `[${page.title}](${page.url}) (${page.source}, ${page.date}) says what has to be protected. Each of its sentences ` +
      'is listed here by its number, with the rules that guard it, fixtures that show it, or the reason ' +
      'why there is neither. A test compares the numbers with the page.',
  ];
  return `${[...intro, ...parts].join('\n\n')}\n`;
}

function sectionOf({ place }: CoveredSentence): string {
  return place.slice(0, place.lastIndexOf('.'));
}

function titleOf(section: string): string {
  const words = section
    .replaceAll('-', ' ')
    .replace(/\bworm\b/, 'WORM')
    .replace(/\brecovery services\b/, 'Recovery Services');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rowOf({ place, says, rules = [], fixtures = [], reason }: CoveredSentence): readonly string[] {
  const covered = [
    ...rules.map((id) => `[${id}](../rules/${id}.md)`),
    ...fixtures.map((name) => `[fixture ${name}](../fixtures/${name})`),
  ];
  const where = [covered.join(', '), reason ?? ''].filter((part) => part !== '').join('. ');
  return [place.slice(place.lastIndexOf('.') + 1), says, where];
}
