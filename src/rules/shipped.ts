import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { whereIs } from '../text/source.ts';
import type { Rule } from './rule.ts';

/** The folder of the rules that come with armlock. */
export const shippedFolder = fileURLToPath(new URL('../../rules/', import.meta.url));

const compiled = new URL('./shipped.json', import.meta.url);

/** The rules that come with armlock: compiled by the build, because reading YAML takes longer than most runs. */
export async function shippedRules(): Promise<readonly Rule[]> {
  // The build writes the rules just as they were validated.
  if (existsSync(compiled)) return JSON.parse(readFileSync(compiled, 'utf8')) as readonly Rule[];
  return compileShippedRules();
}

/** Loads the shipped rules from their YAML. Throws if one of them is wrong. */
export async function compileShippedRules(): Promise<readonly Rule[]> {
  const { loadRules } = await import('./load.ts');
  const { rules, diagnostics, warnings } = loadRules(shippedFolder, 'rules');
  const [problem] = [...diagnostics, ...warnings];
  if (problem) throw new Error(`${whereIs(problem.span)}: ${problem.message}`);
  return rules;
}
