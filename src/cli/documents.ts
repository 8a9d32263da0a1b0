import { neededFile, ownFile } from '../text/own-files.ts';
import { UsageError } from './io.ts';

/** Schemas that editors and programs can use. */
const schemas: ReadonlyMap<string, string> = new Map([
  ['configuration', 'docs/armlock.schema.json'],
  ['rule', 'rules/rule.schema.json'],
  ['report', 'docs/report.schema.json'],
  ['history', 'docs/history.schema.json'],
]);

/** A document that comes with armlock, if a command line asks for one. */
export function documentFor([word, name, ...more]: readonly string[]): string | undefined {
  if (word === '--licences' && name === undefined) return licences();
  if (word !== '--schema') return undefined;
  const file = more.length === 0 ? schemas.get(name ?? '') : undefined;
  if (file === undefined) throw new UsageError(`--schema takes one of ${[...schemas.keys()].join(', ')}`);
  return neededFile(file);
}

/** The licence of armlock, those of what is bundled with it, and in the executable that of Node.js. */
function licences(): string {
  const texts = ['LICENSE', 'dist/bundle/licences.txt', 'node/LICENSE'].flatMap((name) => ownFile(name) ?? []);
  return texts.map((text) => `${text.trim()}\n`).join(`\n${'='.repeat(80)}\n\n`);
}
