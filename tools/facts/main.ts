import { type FactSheet, factsCheckedBefore } from './read.ts';

export { factModules } from './compile.ts';
export { readFacts } from './read.ts';

const dayLength = 24 * 60 * 60 * 1000;

/** What `npm run facts` prints: the facts that were last checked more than a number of days ago. */
export function staleList({ facts }: FactSheet, days: number, now: Date): string {
  const limit = new Date(now.getTime() - days * dayLength).toISOString().slice(0, 10);
  const stale = factsCheckedBefore(facts, limit);
  const rows = stale.map(({ id, checked, confidence }) => `${checked}  ${id} (${confidence})\n`);
  return `${stale.length} of ${facts.length} facts were checked before ${limit}.\n${rows.join('')}`;
}
