import { type Configuration, noConfiguration } from '../../src/config/configuration.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { judge } from '../../src/library/judge.ts';
import { setupWith, unconfigured } from '../../src/library/setup.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { FileTree } from '../../src/text/files.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';

/** Documents show no waivers, so that they do not change with the day. */
const anyDay = '2026-01-01';

/** What the commands find in two folders, or in one that has no base. */
export function judgeFolders(
  base: FileTree | undefined,
  head: FileTree,
  rules: readonly Rule[],
  said: Partial<Configuration> = {},
): RunResult {
  const setup = setupWith(rules, { ...unconfigured, configuration: { ...noConfiguration, ...said } });
  const after = discoverTargets(head);
  const pairs = base
    ? pairTargets(discoverTargets(base), after, head)
    : after.map((target) => ({ base: undefined, head: target }));
  const mode = base ? 'diff' : 'check';
  return judge(evaluateTargets(pairs, setup.evaluation), { mode, setup, today: anyDay });
}
