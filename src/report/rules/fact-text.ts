import type { Fact, Source } from '../../protection/azure/fact.ts';
import { findFact, sourcesOf } from '../../protection/azure/facts.ts';
import { wrapped } from '../writing/wrap.ts';

/** The facts that a rule names, as far as armlock has them: a rule of a user may name others. */
export function factsOf(ids: readonly string[] = []): readonly Fact[] {
  return ids.flatMap((id) => findFact(id) ?? []);
}

/** How sure a fact is, and when it was checked. */
export function factState({ confidence, checked }: Pick<Fact, 'confidence' | 'checked'>): string {
  return `${confidence}; checked ${checked}`;
}

/** A page with its date, for a terminal. */
function sourceText({ title, link, date }: Source): string {
  const dated = date === undefined ? title : `${title} (${date})`;
  return link === undefined ? dated : `${dated}: ${link}`;
}

/** A fact about Azure for people at a terminal, or undefined if there is none of that id. */
export function factText(id: string): string | undefined {
  const fact = findFact(id);
  if (!fact) return undefined;
  const lines = [
    `${fact.id} (${factState(fact)})`,
    '',
    ...wrapped(fact.says, ''),
    '',
    'Sources',
    ...sourcesOf(fact).map((source) => `  ${sourceText(source)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The facts of a rule at a terminal, each with its sources. */
export function factLinesOf(ids: readonly string[] | undefined): readonly string[] {
  return factsOf(ids).flatMap((fact) => [
    ...wrapped(`${fact.says} [${fact.id}; ${factState(fact)}]`, '  '),
    ...sourcesOf(fact).map((source) => `    ${sourceText(source)}`),
  ]);
}
