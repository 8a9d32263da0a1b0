import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { memoryTree } from '../support/memory-tree.ts';

const counted = vi.hoisted(() => new Map<string, number>());

/** Counts a step of the compiler by the file that it is about. */
const count = vi.hoisted(() => (step: string, file: string): void => {
  counted.set(`${step} ${file}`, (counted.get(`${step} ${file}`) ?? 0) + 1);
});

vi.mock('../../src/bicep/syntax/parse.ts', async (original) => {
  const real = await original<typeof import('../../src/bicep/syntax/parse.ts')>();
  const counting =
    (parse: typeof real.parseBicep): typeof real.parseBicep =>
    (file) => {
      count('parse', file.path);
      return parse(file);
    };
  return {
    ...real,
    parseBicep: counting(real.parseBicep),
    parseBicepParameters: counting(real.parseBicepParameters),
  };
});
vi.mock('../../src/bicep/semantics/bind.ts', async (original) => {
  const real = await original<typeof import('../../src/bicep/semantics/bind.ts')>();
  const bindFile: typeof real.bindFile = (tree, ...rest) => {
    count('bind', tree.span.file.path);
    return real.bindFile(tree, ...rest);
  };
  return { ...real, bindFile };
});
vi.mock('../../src/bicep/lower/file.ts', async (original) => {
  const real = await original<typeof import('../../src/bicep/lower/file.ts')>();
  const lowerFile: typeof real.lowerFile = (file, replaced) => {
    count('lower', file.unit.model.file.path);
    return real.lowerFile(file, replaced);
  };
  return { ...real, lowerFile };
});

// Test files share their modules; those that were loaded before would not be counted.
vi.resetModules();
const { loadTarget } = await import('../../src/workspace/load.ts');
const { shareFiles } = await import('../../src/workspace/store.ts');
const { discoverTargets } = await import('../../src/workspace/targets.ts');
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => counted.clear());

const targets = 40;
const stages = ['dev', 'test', 'prod'];

/** Forty templates with three parameter files each, which all use a chain of modules. */
function estate(retention: string): Record<string, string> {
  const files: Record<string, string> = {
    'modules/vault.bicep': `param name string\nmodule inner 'inner.bicep' = {\n  name: 'inner'\n  params: { name: name }\n}\n`,
    'modules/inner.bicep': `import { label } from 'names.bicep'\nparam name string\nresource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: '\${label}-\${name}'\n  location: 'westeurope'\n}\n`,
    'modules/names.bicep': `@export()\nvar label = 'rsv'\n`,
  };
  for (let index = 0; index < targets; index += 1) {
    files[`s${index}/main.bicep`] =
      `param stage string\nmodule vault '../modules/vault.bicep' = {\n  name: 'vault'\n  params: { name: stage }\n}\n`;
    for (const stage of stages) {
      files[`s${index}/main.${stage}.bicepparam`] = `using 'main.bicep'\nparam stage = '${stage}${retention}'\n`;
    }
  }
  return files;
}

function stepsTaken(): { readonly files: number; readonly most: number } {
  return { files: new Set([...counted.keys()]).size, most: Math.max(...counted.values()) };
}

const environment = () => ({ values: new Map<string, string>(), complete: false });

test('each file is parsed, bound and lowered once, however many targets and parameter files it is a part of', () => {
  const surroundings = { environment: environment() };
  const found = discoverTargets(memoryTree(estate('')));
  const loaded = found.map((target) => loadTarget(target, { ...surroundings, context: {} }));
  expect(loaded).toHaveLength(targets * stages.length);
  for (const { deployment } of loaded) {
    expect(deployment.resources.map(({ type }) => type)).toContain('Microsoft.RecoveryServices/vaults');
  }
  // Four steps for each template with its parameter files, and three for each of the modules.
  expect(stepsTaken()).toEqual({ files: targets * (3 + 2 * stages.length) + 3 * 3, most: 1 });
});

test('what is equal in both revisions, with all that it leads to, is compiled once for both', () => {
  const surroundings = { environment: environment() };
  const [base, head] = [memoryTree(estate('')), memoryTree(estate('2'))];
  const isEqual = (file: string): boolean => !file.endsWith('.bicepparam');
  shareFiles(head, { tree: base, isEqual, isSame: isEqual });
  for (const tree of [base, head]) {
    for (const target of discoverTargets(tree)) loadTarget(target, { ...surroundings, context: {} });
  }
  const often = [...counted].filter(([, times]) => times > 1).map(([step]) => step);
  expect(often.filter((step) => !step.endsWith('.bicepparam'))).toEqual([]);
  expect(often).toHaveLength(targets * stages.length * 2);
});

test('every target that uses a file gets its diagnostics, and has it among its files', () => {
  const surroundings = { environment: environment() };
  const tree = memoryTree({
    'one.bicep': `module m 'shared.bicep' = { name: 'm' }\n`,
    'two.bicep': `module m 'shared.bicep' = { name: 'm' }\n`,
    'shared.bicep': `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: missing\n}\n`,
  });
  const loaded = discoverTargets(tree).map((target) => loadTarget(target, { ...surroundings, context: {} }));
  expect(loaded).toHaveLength(2);
  for (const { deployment, files } of loaded) {
    expect(deployment.diagnostics.map(({ message }) => message).join()).toContain('missing');
    expect([...files.keys()]).toContain('shared.bicep');
  }
});

test('a circle of modules is judged from where each target enters it', () => {
  const files = {
    'a.bicep': `module b 'b.bicep' = { name: 'b' }\n`,
    'b.bicep': `module a 'a.bicep' = { name: 'a' }\n`,
  };
  const load = (path: string, surroundings: object) =>
    loadTarget(
      { template: { tree: memoryTree(files), path }, parameters: undefined },
      { ...surroundings, context: {} },
    ).deployment.gaps.map(({ hides }) => hides);
  const surroundings = { environment: environment() };
  const tree = memoryTree(files);
  const together = ['a.bicep', 'b.bicep', 'a.bicep'].map((path) =>
    loadTarget(
      { template: { tree, path }, parameters: undefined },
      { ...surroundings, context: {} },
    ).deployment.gaps.map(({ hides }) => hides),
  );
  expect(together).toEqual([load('a.bicep', {}), load('b.bicep', {}), load('a.bicep', {})]);
});
