import path from 'node:path';
import { describe, expect } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { check, diff, resolve, whatIf } from '../../src/library/index.ts';
import { vaultTemplate, writeFiles } from '../support/command.ts';
import { test } from '../support/folders.ts';

const whatIfDocument = JSON.stringify({ status: 'Succeeded', changes: [] });

const files = {
  'base/main.json': vaultTemplate('Locked'),
  'head/main.json': vaultTemplate('Disabled'),
  'head/sub/other.json': vaultTemplate('Disabled', 'rsv-other'),
  'what-if.json': whatIfDocument,
  'baseline.json': '{"findings":[]}',
  'armlock.yaml': 'failOn: warning\n',
};

function toldOf({ findings, notices, complete }: RunResult): unknown {
  return [findings.map(({ rule, message }) => [rule.id, message]), notices.map(({ message }) => message), complete];
}

/** What each entrance says where paths are named as they are given to it. */
const entrances: Readonly<Record<string, (cwd: string, named: (name: string) => string) => Promise<unknown>>> = {
  'diff of two folders': async (cwd, named) =>
    toldOf(await diff({ cwd, files: { base: named('base'), head: named('head') } })),
  'diff of two templates': async (cwd, named) =>
    toldOf(await diff({ cwd, files: { base: named('base/main.json'), head: named('head/main.json') } })),
  'check of folders': async (cwd, named) => toldOf(await check({ cwd, paths: [named('head'), named('base')] })),
  'check of a template': async (cwd, named) => toldOf(await check({ cwd, paths: [named('head/sub/other.json')] })),
  'a configuration': async (cwd, named) => toldOf(await check({ cwd, config: named('armlock.yaml') })),
  'a baseline': async (cwd, named) => toldOf(await check({ cwd, baseline: named('baseline.json') })),
  'a what-if': async (cwd, named) => toldOf(await whatIf({ cwd, file: named('what-if.json') })),
  'a template that is evaluated': async (cwd, named) =>
    (await resolve({ cwd, template: named('head/main.json') })).resources.map(({ type }) => type),
};

describe('names are meant from the folder that is given, and not from that of the process', () => {
  test.for(Object.entries(entrances))('%s', async ([, ask], { home }) => {
    writeFiles(home, files);
    const relative = await ask(home, (name) => name);
    expect(relative).toEqual(await ask(home, (name) => path.join(home, name)));
    expect(JSON.stringify(relative)).not.toBe('[]');
  });
});
