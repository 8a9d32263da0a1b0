import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { armlock, type Ran, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

/** What the command says in a folder with these files, and nothing else. */
function ran(files: Readonly<Record<string, string>>, ...args: readonly string[]): Ran {
  const own = path.join(folder.path, 'case');
  rmSync(own, { recursive: true, force: true });
  writeFiles(own, { 'base/main.json': vaultTemplate('Locked'), 'head/main.json': vaultTemplate('Locked'), ...files });
  return armlock(own, args);
}

const alike = (depth: number): string =>
  Array.from(
    { length: depth },
    (_, index) => `a${index}: &a${index} [${Array(9).fill(index === 0 ? 'x' : `*a${index - 1}`)}]`,
  ).join('\n');

/** Text that is no configuration, no rule, or none that can be used. */
const texts: Readonly<Record<string, string>> = {
  'cut off in a string': 'mode: "increm',
  'cut off in a list': 'targets: [{ template: main.json',
  'with tabs': 'mode:\tincremental\n\t- x',
  'of bytes': '\u0000\u0001{]}',
  'that is a list': '- a\n- b',
  'that is a word': 'hello',
  'of two documents': 'mode: incremental\n---\nmode: complete',
  'that names what is not there': '<<: *x',
  'that multiplies': alike(12),
  'with a name twice': 'mode: incremental\nmode: complete',
  'with a name that objects have': '__proto__: { mode: complete }',
};

describe('a configuration', () => {
  test.each(Object.entries(texts))('%s is refused with its place', (_, text) => {
    const { code, out, err } = ran({ 'base/armlock.yaml': text }, 'diff', 'base', 'head');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/armlock: base\/armlock\.yaml:\d+:\d+: /);
  });
});

describe('a rule', () => {
  test.each(Object.entries(texts))('%s is refused with its place', (_, text) => {
    const { code, out, err } = ran({ 'own/x-y.yaml': text }, 'diff', 'base', 'head', '--rules', 'own');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/armlock: own\/x-y\.yaml:\d+:\d+: /);
  });
});

describe('a what-if', () => {
  test.each([
    ['cut off', '{"changes":[{"resourceId":"/subscr'],
    ['of bytes', '\u0000}'],
    ['that is empty', ''],
    ['that is a list', '[1, 2]'],
    ['that is null', 'null'],
    ['that is deep', '['.repeat(2000)],
    ['of wrong types', '{"changes":[1,null,{"resourceId":5,"changeType":{},"before":[],"after":"x"}]}'],
  ])('%s is incomplete', (_, text) => {
    const { code, out, err } = ran({ 'what-if.json': text }, 'what-if', 'what-if.json');
    expect({ code, err }).toEqual({ code: 3, err: '' });
    expect(out).toMatch(/what-if\.json:\d+:\d+/);
    expect(out).toContain('Incomplete: a part of the input could not be read');
  });
});
