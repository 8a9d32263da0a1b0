import { once } from '../../text/memo.ts';
import type { Fact, OutcomeRow, Source } from './fact.ts';
import type { FactId, OutcomeId } from './fact-ids.ts';
import { factLines, outcomeLines, sourceLines } from './facts.data.ts';

export type { FactId, OutcomeId } from './fact-ids.ts';

/** A table of which each row is read when it is first asked for: a run needs few of many. */
interface Table<Shape> {
  readonly get: (id: string) => Shape | undefined;
  readonly all: () => readonly Shape[];
  /** Those that may have a member; other rows are not read. */
  readonly having: (member: string) => readonly Shape[];
}

/** @param text one row a line, in JSON, which begins with its id */
function tableOf<Shape>(text: string): Table<Shape> {
  const lines = once(() => {
    const start = '{"id":"'.length;
    return new Map(
      text
        .trim()
        .split('\n')
        .map((line) => [line.slice(start, line.indexOf('"', start)), line]),
    );
  });
  const known = new Map<string, Shape>();
  const get = (id: string): Shape | undefined => {
    const line = lines().get(id);
    // The generator writes the rows just as they were validated.
    const row = known.get(id) ?? (line === undefined ? undefined : (JSON.parse(line) as Shape));
    if (row !== undefined) known.set(id, row);
    return row;
  };
  const rowsOf = (ids: Iterable<string>): readonly Shape[] => [...ids].flatMap((id) => get(id) ?? []);
  return {
    get,
    all: () => rowsOf(lines().keys()),
    having: (member) => rowsOf([...lines()].flatMap(([id, line]) => (line.includes(`"${member}":`) ? [id] : []))),
  };
}

const facts = tableOf<Fact>(factLines);
const sources = tableOf<Source>(sourceLines);
const outcomes = tableOf<OutcomeRow>(outcomeLines);

/** Every fact, by topic. */
export function allFacts(): readonly Fact[] {
  return facts.all();
}

/** The facts that have a member, by topic: reading all of them takes a while, and few runs need the rest. */
export function factsHaving<Member extends keyof Fact>(
  member: Member,
): readonly (Fact & Readonly<Record<Member, NonNullable<Fact[Member]>>>)[] {
  return facts.having(member).filter((fact) => hasMember(fact, member));
}

function hasMember<Member extends keyof Fact>(
  fact: Fact,
  member: Member,
): fact is Fact & Readonly<Record<Member, NonNullable<Fact[Member]>>> {
  return fact[member] !== undefined;
}

/** A fact that the code names. */
export function factOf(id: FactId): Fact {
  return found(facts.get(id), id);
}

/** A fact by a name that a rule or a person gives, if there is one. */
export function findFact(id: string): Fact | undefined {
  return facts.get(id);
}

/** A row of the outcomes. */
export function outcomeRowOf(id: OutcomeId): OutcomeRow {
  return found(outcomes.get(id), id);
}

/** The pages that a fact rests on, the chief one first. */
export function sourcesOf({ sources: names }: Fact): readonly Source[] {
  return names.map((name) => found(sources.get(name), name));
}

/** The address of the first page of a fact that has one. The generator refuses a fact without. */
export function linkOf(fact: Fact): string {
  return found(sourcesOf(fact).find(({ link }) => link !== undefined)?.link, fact.id);
}

function found<Shape>(row: Shape | undefined, id: string): Shape {
  if (row === undefined) throw new Error(`facts.data.ts has no row '${id}'`);
  return row;
}
