import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/workspace/load.ts';
import { discoverTargets, pairTargets, targetsOfTemplate } from '../../src/workspace/targets.ts';
import { memoryTree } from '../support/memory-tree.ts';

const template = '{ "$schema": "https://x/deploymentTemplate.json#", "resources": [] }';
const parameters = '{ "$schema": "https://x/deploymentParameters.json#", "parameters": {} }';
const resource = "resource a 'Microsoft.X/y@2024-01-01' = {}\n";

function names(targets: readonly Target[]): readonly string[] {
  return targets.map(({ template, parameters }) =>
    parameters ? `${template.path} + ${parameters.path}` : template.path,
  );
}

function targetsIn(files: Readonly<Record<string, string>>): readonly string[] {
  return names(discoverTargets(memoryTree(files)));
}

describe('targets of a tree', () => {
  it('are the Bicep files that no other one deploys', () => {
    const files = {
      'main.bicep':
        "module m './modules/m.bicep' = {}\nmodule j 'modules/j.json' = {}\nmodule r 'br/public:x:1' = {}\n",
      'modules/m.bicep': `import { t } from '../types.bicep'\n${resource}`,
      'modules/j.json': template,
      'other.bicep': resource,
      'types.bicep': '@export()\ntype t = string\n',
    };
    expect(targetsIn(files)).toEqual(['main.bicep', 'other.bicep']);
  });

  it('a file of which others use types is one if it deploys something', () => {
    const files = { 'a.bicep': `import * as b from 'b.bicep'\n${resource}`, 'b.bicep': resource };
    expect(targetsIn(files)).toEqual(['a.bicep', 'b.bicep']);
  });

  it('a broken file stays one, because what it deploys is not known', () => {
    expect(targetsIn({ 'a.bicep': "import * as b from 'b.bicep'\n", 'b.bicep': 'resource a = {}\n' })).toContain(
      'b.bicep',
    );
  });

  it('parameter files belong to the template that they name, or whose name they bear', () => {
    const files = {
      'main.bicep': "module m 'm.bicep' = {}\n",
      'm.bicep': resource,
      'prod.bicepparam': "using 'main.bicep'\n",
      'env/test.bicepparam': "using '../main.bicep'\nextends '../base.bicepparam'\n",
      'base.bicepparam': 'using none\n',
      'main.dev.parameters.json': parameters,
      'm.bicepparam': "using './m.bicep'\n",
    };
    expect(targetsIn(files)).toEqual([
      'm.bicep + m.bicepparam',
      'main.bicep + main.dev.parameters.json',
      'main.bicep + env/test.bicepparam',
      'main.bicep + prod.bicepparam',
    ]);
  });

  it('a parameter file for both languages belongs to both', () => {
    const files = { 'main.bicep': resource, 'main.json': template, 'main.parameters.json': parameters };
    expect(targetsIn(files)).toEqual(['main.bicep + main.parameters.json', 'main.json + main.parameters.json']);
  });

  it('a parameter file may name a JSON template, or one that is not in the tree', () => {
    const files = {
      'main.json': template,
      'a.bicepparam': "using 'main.json'\n",
      'b.bicepparam': "using 'br/public:x:1'\n",
      'c.bicepparam': "using '../out.bicep'\n",
    };
    expect(targetsIn(files)).toEqual([
      'b.bicepparam + b.bicepparam',
      'c.bicepparam + c.bicepparam',
      'main.json + a.bicepparam',
    ]);
  });
});

describe('targets of a file that the user names', () => {
  const tree = memoryTree({
    'main.bicep': resource,
    'main.parameters.json': parameters,
    'x.bicepparam': "using 'main.bicep'\n",
    'y.bicepparam': "using 'other.bicep'\n",
  });

  it('are the template with the parameter files beside it', () => {
    expect(names(targetsOfTemplate({ tree, path: 'main.bicep' }))).toEqual([
      'main.bicep + main.parameters.json',
      'main.bicep + x.bicepparam',
    ]);
  });

  it('are the template of a Bicep parameter file with just that', () => {
    expect(names(targetsOfTemplate({ tree, path: 'y.bicepparam' }))).toEqual(['other.bicep + y.bicepparam']);
  });
});

describe('targets of two revisions', () => {
  function pairs(base: Readonly<Record<string, string>>, head: Readonly<Record<string, string>>): readonly unknown[] {
    const tree = memoryTree(head);
    return pairTargets(discoverTargets(memoryTree(base)), discoverTargets(tree), tree).map((pair) => [
      names(pair.base ? [pair.base] : [])[0],
      names(pair.head ? [pair.head] : [])[0],
    ]);
  }

  it('are paired across the languages', () => {
    const base = {
      'a/main.json': template,
      'b/main.json': template,
      'b/main.prod.parameters.json': parameters,
      'b/main.test.parameters.json': parameters,
    };
    const head = {
      'a/main.bicep': resource,
      'b/main.bicep': resource,
      'b/main.prod.bicepparam': "using 'main.bicep'\n",
      'b/test.bicepparam': "using 'main.bicep'\n",
    };
    expect(pairs(base, head)).toEqual([
      ['a/main.json', 'a/main.bicep'],
      ['b/main.json + b/main.prod.parameters.json', 'b/main.bicep + b/main.prod.bicepparam'],
      ['b/main.json + b/main.test.parameters.json', 'b/main.bicep + b/test.bicepparam'],
    ]);
  });

  it('are paired when they move and change their language at once', () => {
    expect(
      pairs({ 'vault.json': template, 'x.json': template }, { 'infra/vault.bicep': '', 'x.json': template }),
    ).toEqual([
      ['vault.json', 'infra/vault.bicep'],
      ['x.json', 'x.json'],
    ]);
  });
});
