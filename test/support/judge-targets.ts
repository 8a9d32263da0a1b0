import type { Configuration, ReadConfiguration } from '../../src/config/configuration.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { judge } from '../../src/library/judge.ts';
import { type Setup, setupWith, unconfigured } from '../../src/library/setup.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import type { Target } from '../../src/workspace/load.ts';
import type { TargetPair } from '../../src/workspace/targets.ts';

const shipped = await shippedRules();

/** What is known around targets. Whatever is left out is as where there is no configuration. */
export interface Around extends Partial<Omit<Configuration, 'rules'>> {
  /** The rules that are asked; by default all that are shipped. */
  readonly asked?: readonly Rule[];
}

/** What is known before a target is read, if a configuration says what a test says. */
export function setupFor({ asked, ...said }: Around, read: ReadConfiguration = unconfigured): Setup {
  return setupWith(asked ?? shipped, { ...read, configuration: { ...read.configuration, ...said } });
}

/** A day on which waivers of tests are judged. */
export const today = '2026-12-01';

/** Judges the change of targets, as the commands do. */
export function judgeChange(pairs: readonly TargetPair[], around: Around = {}): RunResult {
  const setup = setupFor(around);
  return judge(evaluateTargets(pairs, setup.evaluation), { mode: 'diff', setup, today });
}

/** Judges targets as they are, as the commands do. */
export function judgeState(targets: readonly Target[], around: Around = {}): RunResult {
  const setup = setupFor(around);
  const alone = targets.map((head) => ({ base: undefined, head }));
  return judge(evaluateTargets(alone, setup.evaluation), { mode: 'check', setup, today });
}
