import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Environment } from '../../src/bicep/parameters/inputs.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import { folderTree } from '../../src/workspace/tree.ts';
import { corpus, corpusRoot, corpusText } from '../support/corpus.ts';
import { withExternalInputs } from '../support/external-inputs.ts';
import {
  canonicalJson,
  differences,
  itemsOf,
  memberAt,
  readJson,
  resourceDifferences,
  stringAt,
} from '../support/json-compare.ts';
import { resolveTarget } from '../support/json-resolve.ts';
import { describeWith } from '../support/needs.ts';
import { evaluateParameters } from '../support/parameter-files.ts';

const baselines = 'bicep/src/Bicep.Core.Samples/Files/baselines_bicepparam';
const snapshots = 'bicep/src/Bicep.Cli.IntegrationTests/Files/SnapshotCommandTests';

/** What was set where the baselines were made. */
const environment: Environment = {
  values: new Map([
    ['stringEnvVariableName', 'test'],
    ['intEnvVariableName', '100'],
    ['boolEnvironmentVariable', 'true'],
  ]),
  complete: true,
};

function foldersOf(folder: string): readonly string[] {
  return readdirSync(path.join(corpusRoot(), folder)).sort();
}

/** What the official compiler says of each parameter: its value, or an expression in brackets. */
function officialValues(json: JsonNode): ReadonlyMap<string, string> {
  const parameters = memberAt(json, 'parameters');
  const members = parameters?.kind === 'object' ? parameters.members : [];
  return new Map(
    members.map(({ key, value: entry }) => {
      const value = memberAt(entry, 'value');
      const expression = stringAt(entry, 'expression');
      if (value) return [key.value, canonicalJson(value)];
      if (expression !== undefined) return [key.value, JSON.stringify(withExternalInputs(expression, json))];
      return [key.value, JSON.stringify(`[parameters('${key.value}')]`)];
    }),
  );
}

describeWith(corpus(baselines, snapshots))('parameter files of the official compiler', () => {
  const folders = foldersOf(baselines);

  test.each(folders.filter((name) => !name.startsWith('Invalid')))('%s has the values that it says', (name) => {
    const tree = folderTree(path.join(corpusRoot(), baselines, name));
    const { json, diagnostics } = evaluateParameters({ tree, path: 'parameters.bicepparam' }, environment);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const members = json?.kind === 'object' ? json.members : [];
    const found = new Map(members.map(({ key, value }) => [key.value, canonicalJson(value)]));
    const wanted = officialValues(readJson(corpusText(`${baselines}/${name}/parameters.json`)));
    expect(found).toEqual(wanted);
  });

  test.each(folders.filter((name) => name.startsWith('Invalid')))('%s ends with diagnostics', (name) => {
    const tree = folderTree(path.join(corpusRoot(), baselines, name));
    const parameters = { tree, path: 'parameters.bicepparam' };
    expect(resolveTarget({ template: parameters, parameters }, { context: {}, environment }).errors).not.toEqual([]);
  });

  const context = { subscriptionId: '00000000-0000-0000-0000-000000000000', resourceGroup: 'myRg' };

  test.each(foldersOf(snapshots))('snapshot %s is predicted', (name) => {
    const tree = folderTree(path.join(corpusRoot(), snapshots, name));
    const parameters = { tree, path: 'main.bicepparam' };
    const resolved = resolveTarget({ template: parameters, parameters }, { context, environment });
    expect(resolved.errors).toEqual([]);
    const wanted = readJson(corpusText(`${snapshots}/${name}/main.snapshot.json`));
    expect([
      ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resolved.resources),
      ...differences(memberAt(wanted, 'outputs'), resolved.outputs, 'outputs'),
    ]).toEqual([]);
  });
});
