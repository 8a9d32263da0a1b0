import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Fact, OutcomeRow, Source } from '../../src/protection/azure/fact.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { sourceFile, whereIs } from '../../src/text/source.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { validatorOf } from '../../src/yaml/validate.ts';

/** Everything that `facts/` says, in the order of its files. */
export interface FactSheet {
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: readonly Fact[];
  readonly outcomes: ReadonlyMap<string, OutcomeRow>;
}

interface Topic {
  readonly topic: string;
  readonly checked: string;
  readonly facts: readonly (Omit<Fact, 'topic' | 'checked'> & { readonly checked?: string })[];
}

const folder = 'facts';

/** Reads the facts about Azure of a repository. Throws at what is wrong, with file, line and column. */
export function readFacts(root: string): FactSheet {
  const isTopic = (file: string): boolean =>
    file.endsWith('.yaml') && !['sources.yaml', 'outcomes.yaml'].includes(file);
  const topics = readdirSync(path.join(root, folder)).filter(isTopic).sort();
  const facts = topics.flatMap((file) => {
    const { topic, checked, facts: rows } = readDocument<Topic>(root, file, 'fact.schema.json');
    // A row is found by its beginning.
    return rows.map(({ id, ...row }): Fact => ({ id, topic, checked, ...row }));
  });
  const sheet: FactSheet = {
    sources: new Map(Object.entries(readDocument<Record<string, Source>>(root, 'sources.yaml', 'sources.schema.json'))),
    facts,
    outcomes: new Map(
      Object.entries(readDocument<Record<string, OutcomeRow>>(root, 'outcomes.yaml', 'outcome.schema.json')),
    ),
  };
  const [problem] = problemsOf(sheet);
  if (problem !== undefined) throw new Error(`${folder}: ${problem}`);
  return sheet;
}

function readDocument<Shape>(root: string, file: string, schemaFile: string): Shape {
  const textOf = (name: string): string => readFileSync(path.join(root, folder, name), 'utf8');
  const document = readYaml(sourceFile(`${folder}/${file}`, textOf(file)));
  if (!('data' in document)) throw problemError(document);
  const problems = validatorOf(JSON.parse(textOf(schemaFile)) as object)(document);
  if (problems.length > 0) throw problemError(problems);
  // The schema describes exactly this shape.
  return document.data as Shape;
}

function problemError([first]: readonly Diagnostic[]): Error {
  return new Error(first ? `${whereIs(first.span)}: ${first.message}` : 'there is no document');
}

/** What the schemas cannot say: names that lead nowhere or to two facts. */
export function problemsOf({ sources, facts, outcomes }: FactSheet): readonly string[] {
  const ids = new Set(facts.map(({ id }) => id));
  return [
    ...facts
      .filter(({ id }, index) => facts.findIndex((one) => one.id === id) < index)
      .map(({ id }) => `two facts are called ${id}`),
    ...facts.flatMap(({ id, sources: named }) =>
      named.filter((name) => !sources.has(name)).map((name) => `${id} names the source ${name}, which is not there`),
    ),
    ...facts
      .filter(({ sources: named }) => named.every((name) => sources.get(name)?.link === undefined))
      .map(({ id }) => `no source of ${id} has a link`),
    ...[...outcomes].flatMap(([id, { facts: named }]) =>
      named.filter((name) => !ids.has(name)).map((name) => `outcome ${id} names the fact ${name}, which is not there`),
    ),
  ];
}

/** The facts that were checked before a day, the oldest first. */
export function factsCheckedBefore(facts: readonly Fact[], day: string): readonly Fact[] {
  return facts.filter(({ checked }) => checked < day).sort((left, right) => (left.checked < right.checked ? -1 : 1));
}
