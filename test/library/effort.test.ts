import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { repositoryIn, temporaryFolder, vaultTemplate, writeFiles } from '../support/command.ts';

// What a run reads and evaluates, in figures that are the same on every machine.

const counted = vi.hoisted(() => ({ json: 0, bicep: 0, hashes: 0, names: 0, budgets: [] as { steps: number }[] }));

vi.mock('../../src/json/parse.ts', async (original) => {
  const real = await original<typeof import('../../src/json/parse.ts')>();
  const parseJson: typeof real.parseJson = (...args) => {
    counted.json += 1;
    return real.parseJson(...args);
  };
  return { ...real, parseJson };
});
vi.mock('../../src/bicep/syntax/parse.ts', async (original) => {
  const real = await original<typeof import('../../src/bicep/syntax/parse.ts')>();
  const counting =
    (parse: typeof real.parseBicep): typeof real.parseBicep =>
    (file) => {
      counted.bicep += 1;
      return parse(file);
    };
  return { ...real, parseBicep: counting(real.parseBicep), parseBicepParameters: counting(real.parseBicepParameters) };
});
vi.mock('../../src/expr/evaluate.ts', async (original) => {
  const real = await original<typeof import('../../src/expr/evaluate.ts')>();
  const newBudget: typeof real.newBudget = (...args) => {
    const budget = real.newBudget(...args);
    counted.budgets.push(budget);
    return budget;
  };
  return { ...real, newBudget };
});

vi.mock('../../src/text/hash.ts', async (original) => {
  const real = await original<typeof import('../../src/text/hash.ts')>();
  const hashOf: typeof real.hashOf = (parts) => {
    counted.hashes += 1;
    return real.hashOf(parts);
  };
  return { ...real, hashOf };
});
vi.mock('../../src/model/identity.ts', async (original) => {
  const real = await original<typeof import('../../src/model/identity.ts')>();
  const nameText: typeof real.nameText = (name) => {
    counted.names += 1;
    return real.nameText(name);
  };
  return { ...real, nameText };
});

// Test files share their modules; those that were loaded before would not be counted.
vi.resetModules();
const { diff } = await import('../../src/library/diff.ts');
const { check } = await import('../../src/library/check.ts');
const { maxSteps } = await import('../../src/expr/evaluate.ts');
const home = temporaryFolder();
afterAll(() => {
  vi.resetModules();
  home.remove();
});
beforeEach(() => {
  Object.assign(counted, { json: 0, bicep: 0, hashes: 0, names: 0, budgets: [] });
});

/** Steps of the evaluator in all targets. */
function steps(): number {
  return counted.budgets.reduce((sum, budget) => sum + maxSteps - budget.steps, 0);
}

const services = 100;

/** A template in Bicep with a module, and one in JSON, for each service. */
function estate(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: services }, (_, index) => [
      [
        `s${index}/main.bicep`,
        `module storage 'storage.bicep' = {\n  name: 'storage'\n  params: { name: 'st${index}' }\n}\n`,
      ],
      [
        `s${index}/storage.bicep`,
        `param name string\nresource account 'Microsoft.Storage/storageAccounts@2023-05-01' = {\n  name: name\n  location: 'westeurope'\n}\n`,
      ],
      [`s${index}/vault.json`, vaultTemplate('Unlocked', `rsv-${index}`)],
    ]).flat(),
  );
}

describe(`what is staged among ${services * 3} templates`, () => {
  const repository = repositoryIn(home.path);
  repository.commit({ ...estate(), 'README.md': 'a' });

  beforeEach(() => repository.git('reset', '-q', '--hard'));

  test('one template with findings: its versions are parsed and evaluated, and of others the Bicep files beside it are parsed', async () => {
    writeFiles(repository.folder, { 's7/vault.json': vaultTemplate('Disabled', 'rsv-7') });
    repository.git('add', '-A');
    const { findings } = await diff({ cwd: repository.folder, staged: true });
    expect(findings.map(({ rule }) => rule.id)).toContain('vault-immutability-weakened');
    expect(counted.json).toBeLessThanOrEqual(2);
    expect(counted.bicep).toBeLessThanOrEqual(2);
    expect(steps()).toBeLessThanOrEqual(100);
  });

  test('a module without backups: its versions and its caller are parsed', async () => {
    writeFiles(repository.folder, { 's7/storage.bicep': `param name string\nparam more string = ''\n` });
    repository.git('add', '-A');
    await diff({ cwd: repository.folder, staged: true });
    expect(counted.json).toBe(0);
    expect(counted.bicep).toBeLessThanOrEqual(3);
    expect(steps()).toBeLessThanOrEqual(100);
  });

  test('a text that no template can load: nothing is parsed', async () => {
    writeFiles(repository.folder, { 'README.md': 'b' });
    repository.git('add', '-A');
    await diff({ cwd: repository.folder, staged: true });
    expect([counted.json, counted.bicep, steps()]).toEqual([0, 0, 0]);
  });
});

test('a check of what calls modules that are not there compares nothing with base, and puts no names into texts', async () => {
  const call = (index: number): string =>
    `module storage${index} 'br/public:avm/res/storage/storage-account:0.9.0' = {\n  name: 'storage-\${prefix}-${index}'\n  params: { name: prefix }\n}\n`;
  const calls = Array.from({ length: 30 }, (_, index) => call(index));
  const folder = path.join(home.path, 'callers');
  writeFiles(folder, { 'main.bicep': `param prefix string\n${calls.join('')}` });
  const { notices } = await check({ cwd: folder, paths: ['.'] });
  expect(notices.length).toBeGreaterThan(0);
  expect(counted.hashes).toBe(0);
  expect(counted.names).toBeLessThanOrEqual(30);
});
