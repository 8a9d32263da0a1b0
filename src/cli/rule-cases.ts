import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../engine/result.ts';
import { check } from '../library/check.ts';
import { diff } from '../library/diff.ts';
import { throwIfWrong } from '../library/setup.ts';
import { printable, withoutCommands } from '../report/writing/sanitize.ts';
import { type RuleCase, readRuleCase, type WantedFinding } from '../rules/rule-case.ts';
import { shippedRules } from '../rules/shipped.ts';
import { sourceFile, startOf } from '../text/source.ts';
import { exitCodes, type Io, UsageError } from './io.ts';

/** The name of the file that makes a folder a case. */
const caseName = 'case.yaml';

/**
 * Runs the cases of a folder and says which of them find something else than they expect. Findings of shipped rules do
 * not count unless a case names them: a case is about the rules of its author.
 */
export async function testRules(folder: string, rules: readonly string[], io: Io): Promise<number> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`There is no folder '${folder}'`);
  const cases = casesIn(folder);
  if (cases.length === 0) throw new UsageError(`There is no ${caseName} in '${folder}'`);
  const shipped = new Set((await shippedRules()).map(({ id }) => id));
  let failed = 0;
  for (const name of cases) {
    const differences = await differencesOf(path.join(folder, name), rules, shipped);
    if (differences.length > 0) failed += 1;
    const lines = [
      `${differences.length === 0 ? 'ok    ' : 'FAILED'}  ${name}`,
      ...differences.map((one) => `        ${one}`),
    ];
    io.out(withoutCommands(lines.map((line) => `${printable(line)}\n`).join('')));
  }
  io.out(`${cases.length - failed} of ${cases.length} cases are as they should be.\n`);
  return failed === 0 ? exitCodes.clean : exitCodes.findings;
}

function casesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && entry.name === caseName);
  return found.map((entry) => path.relative(folder, entry.parentPath).split(path.sep).join('/') || '.').sort();
}

/** What a case does not find, and what it finds beside that. */
async function differencesOf(
  folder: string,
  rules: readonly string[],
  shipped: ReadonlySet<string>,
): Promise<readonly string[]> {
  const file = path.join(folder, caseName);
  const wanted = readRuleCase(sourceFile(file, readFileSync(file, 'utf8')));
  if (!('expect' in wanted)) {
    throwIfWrong(wanted);
    return [];
  }
  const head = path.join(folder, 'head');
  const named = new Set(wanted.expect.map(({ rule }) => rule));
  const isOwn = ({ rule }: Finding): boolean => named.has(rule.id) || !shipped.has(rule.id);
  const expected = wanted.expect.map((one) => textOf(one, wanted));
  const found = (await findingsOf(folder, wanted, rules))
    .filter(isOwn)
    .map((one) => textOf(observed(one, head), wanted));
  return [
    ...without(expected, found).map((text) => `expected, and not found: ${text}`),
    ...without(found, expected).map((text) => `found, and not expected: ${text}`),
  ];
}

async function findingsOf(
  folder: string,
  { mode, context }: RuleCase,
  rules: readonly string[],
): Promise<readonly Finding[]> {
  const [base, head] = ['base', 'head'].map((side) => path.join(folder, side));
  if (base === undefined || head === undefined || !existsSync(head))
    throw new UsageError(`There is no folder '${head}'`);
  const around = { rules, ...(mode && { mode }), ...(context && { context }) };
  const result = existsSync(base)
    ? await diff({ ...around, files: { base, head } })
    : await check({ ...around, paths: [head] });
  return [...result.findings, ...result.waived];
}

function observed({ rule, verdict, confidence, resource, anchor }: Finding, head: string): WantedFinding {
  const file = path.relative(head, anchor.file.path).split(path.sep).join('/');
  return { rule: rule.id, verdict, confidence, resource: resource.name, at: `${file}:${startOf(anchor).line}` };
}

/** A finding in one line; the resource only where a case names it. */
function textOf({ rule, verdict, confidence, resource = '', at }: WantedFinding, { expect }: RuleCase): string {
  const isNamed = expect.some((one) => one.rule === rule && one.resource !== undefined);
  return `${rule}, ${verdict}, ${confidence}${isNamed ? `, ${resource}` : ''}, at ${at}`;
}

/** Texts of which the other list has no more. */
function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return texts.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
