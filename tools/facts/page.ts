import type { Fact, Source } from '../../src/protection/azure/fact.ts';
import { table } from '../docs/markdown.ts';
import type { FactSheet } from './read.ts';

/** The page of all facts about Azure, with what can never be taken back first. */
export function factsPage(sheet: FactSheet): string {
  const { facts } = sheet;
  const topics = [...new Set(facts.map(({ topic }) => topic))];
  const parts = [
    '<!-- Generated from facts/ by `npm run docs`. -->',
    '# Facts about Azure Backup',
    'armlock says what Azure does with a change. This page lists what it relies on: each fact with its sources, the ' +
      'date that a source carries, and the day on which the fact was last held against it. A fact is *documented* by ' +
      'Microsoft, *reported* by others or by tools, *inferred* from what is documented, or *unknown* because no source ' +
      'says. `npm run facts` lists the facts that need another look.',
    '## What can never be taken back',
    table(
      ['Fact', 'What Azure does', 'Confidence'],
      facts.filter(({ final }) => final).map(({ id, says, confidence }) => [`[${id}](#${id})`, says, confidence]),
    ),
    ...topics.flatMap((topic) => [
      `## ${topic}`,
      ...facts.filter((fact) => fact.topic === topic).flatMap((fact) => factParts(fact, sheet.sources)),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factParts(fact: Fact, sources: ReadonlyMap<string, Source>): readonly string[] {
  const named = fact.sources.flatMap((name) => sources.get(name) ?? []);
  const rows = [
    `- Confidence: ${fact.confidence}; checked ${fact.checked}`,
    ...placeRows(fact),
    ...dataRows(fact),
    ...named.map((source) => `- Source: ${sourceText(source)}`),
  ];
  return [`### ${fact.id}`, fact.says, rows.join('\n')];
}

function sourceText({ title, link, date }: Source): string {
  const dated = date === undefined ? '' : ` (${date})`;
  return `${link === undefined ? title : `[${title}](${link})`}${dated}`;
}

function placeRows({ types = [], places = {}, since = {} }: Fact): readonly string[] {
  const sinceText = (type: string): string => (since[type] === undefined ? '' : `, since ${since[type]}`);
  return [
    ...types.map((type) => `- Type: \`${type}\`${sinceText(type)}`),
    ...Object.entries(places).flatMap(([type, paths]) =>
      [paths].flat().map((property) => `- Property: \`${type}\` \`${property}\`${sinceText(type)}`),
    ),
  ];
}

function dataRows(fact: Fact): readonly string[] {
  const { refusedBy, refusedFrom, errorCode, ladder, range, regions, asOf, stage, operations, misread } = fact;
  const rows: string[] = [];
  if (refusedBy !== undefined)
    rows.push(`Refused by: ${refusedBy}${errorCode === undefined ? '' : ` (\`${errorCode}\`)`}`);
  else if (errorCode !== undefined) rows.push(`Error code: \`${errorCode}\``);
  if (refusedFrom !== undefined) rows.push(`From api-version: ${refusedFrom}`);
  if (ladder) {
    const final = ladder.finalFrom === undefined ? '' : `; final from ${ladder.finalFrom}`;
    rows.push(`Levels, the weakest first: ${ladder.levels.map((words) => words.join(' or ')).join(', ')}${final}`);
  }
  for (const [type, value] of Object.entries(fact.default ?? {})) rows.push(`Default: ${value} (\`${type}\`)`);
  if (range) rows.push(`Range: ${range.min} to ${range.max} ${range.unit}`);
  if (regions) rows.push(`Regions: ${regions.join(', ')}`);
  if (stage !== undefined || asOf !== undefined) rows.push(`State: ${[stage, asOf].filter(Boolean).join(', ')}`);
  for (const [name, words] of Object.entries(operations ?? {})) rows.push(`Operation: \`${name}\` (${words})`);
  if (misread !== undefined) rows.push(`Easily misread as: ${misread}`);
  return rows.map((row) => `- ${row}`);
}
