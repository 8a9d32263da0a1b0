import { globSync } from 'glob';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/engine/result.ts';
import { flattenOrigins } from '../../src/expr/make-value.ts';
import type { Value } from '../../src/expr/value.ts';
import type { Deployment, Resource } from '../../src/model/deployment.ts';
import { observe, pathOf, stepsOf } from '../../src/model/observe.ts';
import { protectedKind } from '../../src/protection/azure/kinds.ts';
import { retentionTiers } from '../../src/protection/policy/retention.ts';
import { startOf, textOf } from '../../src/text/source.ts';
import { loadTarget, type Target } from '../../src/workspace/load.ts';
import { corpus, corpusRoot, corpusText, expectOnly } from '../support/corpus.ts';
import { judgeChange } from '../support/judge-targets.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';

/** One literal of a template that is written otherwise in head. */
interface Mutation {
  /** `properties.retentionPolicy… 30 -> 29`. */
  readonly about: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function targetOf(text: string): Target {
  return { template: { tree: memoryTree({ 'main.json': text }), path: 'main.json' }, parameters: undefined };
}

function deploymentOf(text: string): Deployment {
  return loadTarget(targetOf(text), { context: {} }).deployment;
}

function findingsOf(base: string, head: string): readonly Finding[] {
  return judgeChange([{ base: targetOf(base), head: targetOf(head) }], { mode: 'incremental' }).findings;
}

/** The literals that decide a value of the protection of a resource, each made weaker (or longer) in its own way. */
function mutationsOf({ resources }: Deployment, change: (text: string) => string | undefined): readonly Mutation[] {
  const found = new Map<number, Mutation>();
  const add = (value: Value | undefined, about: string): void => {
    const span = value && flattenOrigins(value.origins).at(-1)?.span;
    const text = span?.file.path === 'main.json' ? textOf(span) : '';
    const changed = change(text);
    if (!span || changed === undefined || (value?.kind !== 'string' && value?.kind !== 'int')) return;
    const { line } = startOf(span);
    const { start, end } = span;
    found.set(start, { about: `${about} ${text} -> ${changed}`, line, start, end, text: changed });
  };
  for (const resource of resources) {
    for (const [path, value] of protectionsOf(resource)) add(value, path);
  }
  return [...found.values()];
}

const levels = [
  'properties.securitySettings.immutabilitySettings.state',
  'properties.securitySettings.softDeleteSettings.softDeleteState',
  'properties.securitySettings.softDeleteSettings.state',
];

function protectionsOf(resource: Resource): readonly (readonly [string, Value])[] {
  if (resource.existing || resource.presence !== 'always') return [];
  switch (protectedKind(resource)) {
    case 'policy':
      return retentionTiers(resource).flatMap((tier) =>
        tier
          .locate(resource)
          .slice(0, 1)
          .map((read) => [pathOf(read), read.value] as const),
      );
    case 'vault':
      return levels.map((path) => [path, observe(resource, stepsOf(path)).value] as const);
    default:
      return [];
  }
}

const weakerLevels: Readonly<Record<string, string>> = {
  '"Locked"': '"Unlocked"',
  '"Unlocked"': '"Disabled"',
  '"Enabled"': '"Disabled"',
  '"On"': '"Off"',
  '"AlwaysON"': '"Enabled"',
};

function weakened(text: string): string | undefined {
  return weakerLevels[text] ?? amount(text, (number) => (number > 1n ? number - 1n : undefined));
}

function lengthened(text: string): string | undefined {
  return amount(text, (number) => number + 1n);
}

/** `30`, `"30"` or `"P30D"` with another number. */
function amount(text: string, map: (number: bigint) => bigint | undefined): string | undefined {
  const [, before = '', digits = '', after = ''] = /^("?P?)(\d+)([DWMY]?"?)$/.exec(text) ?? [];
  const number = digits === '' ? undefined : map(BigInt(digits));
  return number === undefined ? undefined : `${before}${number}${after}`;
}

function apply(text: string, { start, end, text: changed }: Mutation): string {
  return text.slice(0, start) + changed + text.slice(end);
}

/** Templates that declare a vault or a policy. */
function templates(): readonly (readonly [string, string])[] {
  return globSync('{avm,docs-json-samples,quickstart,history/*/*/after}/**/*.json', { cwd: corpusRoot(), posix: true })
    .sort()
    .map((file) => [file, corpusText(file)] as const)
    .filter(
      ([, text]) =>
        /deploymentTemplate\.json/i.test(text) &&
        /Microsoft\.(RecoveryServices\/vaults|DataProtection\/backupVaults)/i.test(text),
    );
}

describeWith(corpus('avm', 'docs-json-samples', 'history', 'quickstart'))('one literal of a real template', () => {
  test('that makes protection weaker is found on its line', () => {
    let count = 0;
    const misses = templates().flatMap(([file, text]) =>
      mutationsOf(deploymentOf(text), weakened).flatMap((mutation) => {
        count += 1;
        const findings = findingsOf(text, apply(text, mutation));
        if (findings.some(({ anchor }) => startOf(anchor).line === mutation.line)) return [];
        const said = findings.map(({ rule, anchor }) => `${rule.id}:${startOf(anchor).line}`).join() || 'nothing';
        return [[`${file}:${mutation.line}`, `${mutation.about}: ${said}`] as const];
      }),
    );
    expect(count).toBeGreaterThan(40);
    expectOnly(new Map(misses), {});
  });

  test('that makes retention longer is no finding', () => {
    const misses = templates().flatMap(([file, text]) =>
      mutationsOf(deploymentOf(text), lengthened).flatMap((mutation) => {
        const findings = findingsOf(text, apply(text, mutation)).filter(({ severity }) => severity !== 'note');
        const said = findings.map(({ rule, message }) => `${rule.id} ${message}`).join();
        return findings.length === 0 ? [] : [[`${file}:${mutation.line}`, `${mutation.about}: ${said}`] as const];
      }),
    );
    expectOnly(new Map(misses), {});
  });
});
