import { describe, expect, test, vi } from 'vitest';
import { judgedApart } from '../../src/engine/boundary.ts';
import { judgeTargets } from '../../src/engine/judge.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { evaluate, frameOf, newBudget } from '../../src/expr/evaluate.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import type { EvaluatedTarget } from '../../src/model/target.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import type { FileTree } from '../../src/text/files.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';
import { tool } from '../../src/text/tool.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { vaultTemplate } from '../support/command.ts';
import { memoryTree } from '../support/memory-tree.ts';

const rules = await shippedRules();
const run = { rules, context: {}, mode: 'incremental', unknown: 'warning' } as const;

const names = ['a.json', 'b.json', 'c.bicep'];
const before = memoryTree({ 'a.json': vaultTemplate('Locked', 'a'), 'b.json': vaultTemplate('Locked', 'b') });
const after = memoryTree({ 'a.json': vaultTemplate('Disabled', 'a'), 'b.json': vaultTemplate('Disabled', 'b') });

function loaded(base: FileTree, head: FileTree): readonly EvaluatedTarget[] {
  return evaluateTargets(pairTargets(discoverTargets(base), discoverTargets(head), head), { context: {} });
}

function weakened({ findings }: RunResult): readonly string[] {
  return findings.filter(({ rule }) => rule.id === 'vault-immutability-weakened').map(({ resource }) => resource.name);
}

/** A target whose resources cannot be looked at without an exception. */
function failing(pair: EvaluatedTarget): EvaluatedTarget {
  const { head } = pair;
  if (!head) throw new Error('there is a head');
  const deployment = Object.defineProperty({ ...head.deployment }, 'resources', {
    get: () => {
      throw new TypeError('x is not a function');
    },
  });
  return { ...pair, head: { ...head, deployment } };
}

describe('a mistake of armlock in one target', () => {
  const judge = (some: readonly EvaluatedTarget[]): RunResult => judgeTargets('diff', some, run);

  test('while it is judged leaves the verdict on the others, and a notice has the version', () => {
    const [first, second] = loaded(before, after);
    if (!first || !second) throw new Error('there are two targets');
    const result = judgedApart([failing(first), second], judge);
    expect(weakened(result)).toEqual(['b']);
    expect(result.complete).toBe(false);
    const [notice, ...more] = result.notices.filter(({ code }) => code === 'internal-error');
    expect(more).toEqual([]);
    expect(notice?.message).toContain(
      `armlock ${tool.version} on Node.js ${process.versions.node}: x is not a function`,
    );
    expect(notice?.message).not.toContain('at ');
    expect(notice?.span?.file.path).toBe('a.json');
  });

  test('has its stack in the notice if ARMLOCK_DEBUG asks for it', () => {
    vi.stubEnv('ARMLOCK_DEBUG', '1');
    const result = judgedApart(loaded(before, after).map(failing), judge);
    vi.unstubAllEnvs();
    expect(result.notices.map(({ message }) => message).join()).toMatch(/; at .*boundary\.test\.ts:\d+/);
  });

  test('that has no target to blame is no verdict', () => {
    const broken = (some: readonly EvaluatedTarget[]): RunResult => {
      if (some.length > 1) throw new Error('only together');
      return judge(some);
    };
    expect(() => judgedApart(loaded(before, after), broken)).toThrow('only together');
  });

  test('while it is found or loaded leaves the verdict on the others', () => {
    const odd = (tree: FileTree): FileTree => ({
      ...tree,
      list: (extension) => names.filter((name) => name.endsWith(extension)),
      // What parsers make of a text that is none.
      read: (file) => (file === 'c.bicep' ? { kind: 'text', text: undefined as unknown as string } : tree.read(file)),
    });
    const result = judge(loaded(odd(before), odd(after)));
    expect(weakened(result)).toEqual(['a', 'b']);
    expect(result.complete).toBe(false);
    expect(result.notices.map(({ code, span }) => [code, span?.file.path])).toContainEqual([
      'internal-error',
      'c.bicep',
    ]);
  });
});

test('what takes longer than its time is not known', () => {
  const file = sourceFile('x', 'x');
  const span = spanOf(file, 0, 1);
  const report = (): void => {};
  const budget = newBudget(performance.now() - 1_000_000);
  const items = Array.from({ length: 3000 }, () => ({ kind: 'literal', value: 'x', span }) as const);
  const frame = frameOf({ lookup: () => undefined, loops: [], budget, report } as unknown as Parameters<
    typeof frameOf
  >[0]);
  const values = items.map((item) => evaluate(item, frame));
  expect(values.at(0)?.kind).toBe('string');
  expect(values.at(-1)).toMatchObject({ kind: 'unknown', why: { code: 'limit' } });
});
