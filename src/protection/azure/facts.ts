import type { Fact, OutcomeRow, Source } from './fact.ts';
import type { FactId, OutcomeId } from './fact-ids.ts';
import { factLines, outcomeLines, sourceLines } from './facts.data.ts';

export type { FactId, OutcomeId } from './fact-ids.ts';

interface Row {
  readonly id: string;
}

/** The rows of a table by id, read when the first one is asked for. */
function tableOf<Shape>(lines: string): () => ReadonlyMap<string, Shape & Row> {
  let table: ReadonlyMap<string, Shape & Row> | undefined;
  return () => {
    // The generator writes the rows just as they were validated.
    table ??= new Map(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Shape & Row)
        .map((row) => [row.id, row]),
    );
    return table;
  };
}

const facts = tableOf<Fact>(factLines);
const sources = tableOf<Source>(sourceLines);
const outcomes = tableOf<OutcomeRow>(outcomeLines);

/** Every fact, by topic. */
export function allFacts(): readonly Fact[] {
  return [...facts().values()];
}

/** A fact that the code names. */
export function factOf(id: FactId): Fact {
  return found(facts().get(id), id);
}

/** A fact by a name that a rule or a person gives, if there is one. */
export function findFact(id: string): Fact | undefined {
  return facts().get(id);
}

/** A row of the outcomes. */
export function outcomeRowOf(id: OutcomeId): OutcomeRow {
  return found(outcomes().get(id), id);
}

/** The pages that a fact rests on, the chief one first. */
export function sourcesOf({ sources: names }: Fact): readonly Source[] {
  return names.map((name) => found(sources().get(name), name));
}

/** The address of the first page of a fact that has one. The generator refuses a fact without. */
export function linkOf(fact: Fact): string {
  return found(sourcesOf(fact).find(({ link }) => link !== undefined)?.link, fact.id);
}

function found<Shape>(row: Shape | undefined, id: string): Shape {
  if (row === undefined) throw new Error(`facts.data.ts has no row '${id}'`);
  return row;
}
