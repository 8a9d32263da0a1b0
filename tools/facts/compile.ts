import type { FactSheet } from './read.ts';

/** The module that holds the facts for the product: a row a line, so that a change of a fact is a change of its line. */
export function factsModule({ sources, facts, outcomes }: FactSheet): string {
  const parts = [
    '// Generated from facts/ by scripts/facts.mjs. Do not edit.',
    `export type FactId =\n${union(facts.map(({ id }) => id))};`,
    `export type OutcomeId =\n${union([...outcomes.keys()])};`,
    `/** A source a line. */\nexport const sourceLines = \`\n${lines([...sources].map(([id, row]) => ({ id, ...row })))}\n\`;`,
    `/** A fact a line. */\nexport const factLines = \`\n${lines(facts)}\n\`;`,
    `/** An outcome a line. */\nexport const outcomeLines = \`\n${lines([...outcomes].map(([id, row]) => ({ id, ...row })))}\n\`;`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function union(names: readonly string[]): string {
  return names.map((name) => `  | '${name}'`).join('\n');
}

function lines(rows: readonly object[]): string {
  // What a template literal would read otherwise.
  return rows.map((row) => JSON.stringify(row).replace(/[\\`]|\$\{/g, (found) => `\\${found}`)).join('\n');
}
