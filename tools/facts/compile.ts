import type { FactSheet } from './read.ts';

const generated = '// Generated from facts/ by scripts/facts.mjs. Do not edit.';

/** The modules that hold the facts for the product, by path. */
export function factModules(sheet: FactSheet): ReadonlyMap<string, string> {
  return new Map([
    ['src/protection/azure/fact-ids.ts', idsModule(sheet)],
    ['src/protection/azure/facts.data.ts', rowsModule(sheet)],
  ]);
}

/** The ids as types, in a module of their own: the types of the library lead to it, and not to the rows. */
function idsModule({ facts, outcomes }: FactSheet): string {
  const parts = [
    generated,
    `export type FactId =\n${union(facts.map(({ id }) => id))};`,
    `export type OutcomeId =\n${union([...outcomes.keys()])};`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A row a line, so that a change of a fact is a change of its line. */
function rowsModule({ sources, facts, outcomes }: FactSheet): string {
  const parts = [
    generated,
    table(
      'source',
      'sourceLines',
      [...sources].map(([id, row]) => ({ id, ...row })),
    ),
    table('fact', 'factLines', facts),
    table(
      'outcome',
      'outcomeLines',
      [...outcomes].map(([id, row]) => ({ id, ...row })),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table(row: string, name: string, rows: readonly object[]): string {
  return `/** One ${row} a line. */\nexport const ${name} = \`\n${lines(rows)}\n\`;`;
}

function union(names: readonly string[]): string {
  return names.map((name) => `  | '${name}'`).join('\n');
}

function lines(rows: readonly object[]): string {
  // What a template literal would read otherwise.
  return rows.map((row) => JSON.stringify(row).replace(/[\\`]|\$\{/g, (found) => `\\${found}`)).join('\n');
}
