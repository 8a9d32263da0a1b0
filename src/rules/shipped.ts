import path from 'node:path';
import { ownFile } from '../text/own-files.ts';
import { whereIs } from '../text/source.ts';
import type { Rule } from './rule.ts';

/** What the build makes of the rules. */
const compiled = 'dist/bundle/shipped.json';

/** The rules that come with armlock: compiled by the build, because reading YAML takes longer than most runs. */
export async function shippedRules(): Promise<readonly Rule[]> {
  // The build writes the rules just as they were validated. Sources may be newer than what was built of them.
  const text = import.meta.filename.endsWith('.ts') ? undefined : ownFile(compiled);
  return text === undefined ? compileShippedRules() : (JSON.parse(text) as readonly Rule[]);
}

/** Loads the shipped rules from their YAML. Throws if one of them is wrong. */
export async function compileShippedRules(): Promise<readonly Rule[]> {
  const { loadRules } = await import('./load.ts');
  const folder = `${path.join(import.meta.dirname, '../../rules')}/`;
  const { rules, diagnostics, warnings } = loadRules(folder, 'rules');
  const [problem] = [...diagnostics, ...warnings];
  if (problem) throw new Error(`${whereIs(problem.span)}: ${problem.message}`);
  return rules;
}

/** The page of a rule that comes with armlock; undefined for other rules. */
export function shippedPage(id: string): string | undefined {
  return /^[\w-]+$/.test(id) ? ownFile(`rules/${id}.md`) : undefined;
}
