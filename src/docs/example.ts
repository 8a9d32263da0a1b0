import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Finding, RunResult } from '../engine/result.ts';
import { runCheck, runDiff } from '../engine/run.ts';
import { discoverTargets, pairTargets } from '../project/targets.ts';
import { folderTree } from '../project/tree.ts';
import { textReport } from '../report/text.ts';
import type { Rule } from '../rules/rule.ts';

/** A case of a rule as its page shows it. */
export interface Example {
  /** Name of the fixture. */
  readonly name: string;
  /** What changed, as a unified diff; for a rule that judges a state, undefined. */
  readonly change: string | undefined;
  readonly report: string;
  readonly outcome: Finding['outcome'];
}

/** The first fixture of a rule in which it finds one certain loss, and nothing else is found. */
export function exampleOf(rule: Rule, rules: readonly Rule[], fixtures: string): Example | undefined {
  const folder = path.join(fixtures, rule.id);
  if (!isFolder(folder)) return undefined;
  const names = readdirSync(folder)
    .filter((name) => isFolder(path.join(folder, name)))
    .sort();
  const examples = names.map((name) => readExample(path.join(folder, name), name, rule, rules));
  return examples.find((example) => example !== undefined);
}

function readExample(folder: string, name: string, rule: Rule, rules: readonly Rule[]): Example | undefined {
  const [base, head] = [path.join(folder, 'base'), path.join(folder, 'head')];
  const result = judged(base, head, rule, rules);
  const [finding, ...others] = result.findings;
  if (!finding || others.length > 0 || finding.rule.id !== rule.id || finding.verdict !== 'weakened') return undefined;
  const change = isFolder(base) ? changeOf(base, head) : undefined;
  return { name, change, report: textReport(result, { colour: false }), outcome: finding.outcome };
}

function judged(base: string, head: string, rule: Rule, rules: readonly Rule[]): RunResult {
  const options = { rules, context: {}, mode: 'undeclared', unknown: 'warning' } as const;
  const after = discoverTargets(shownTree(head));
  if (rule.mode === 'state') return runCheck(after, options);
  return runDiff(pairTargets(discoverTargets(shownTree(base)), after), options);
}

/** A tree whose paths do not tell where the repository is. */
function shownTree(folder: string): ReturnType<typeof folderTree> {
  const name = path.basename(folder);
  return { ...folderTree(folder), display: (file) => `${name}/${file}` };
}

function changeOf(base: string, head: string): string {
  const [before, after] = [folderTree(base), folderTree(head)];
  const files = [...new Set([...before.list(''), ...after.list('')])].sort();
  const textOf = (tree: typeof before, file: string): string => {
    const read = tree.read(file);
    return read.kind === 'text' ? read.text : '';
  };
  const patches = files.map((file) => {
    const [from, to] = [textOf(before, file), textOf(after, file)];
    if (from === to) return '';
    const patch = createTwoFilesPatch(`base/${file}`, `head/${file}`, from, to, undefined, undefined, { context: 3 });
    return patch.slice(patch.indexOf('---'));
  });
  return patches.join('');
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}
