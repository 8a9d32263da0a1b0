import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { ContextOptions } from '../../src/arm/context.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import type { FileTree } from '../../src/text/files.ts';
import { corpus, corpusRoot, describeDifferences, type Exceptions, expectOnly } from '../support/corpus.ts';
import { corpusModuleCache, corpusTree } from '../support/corpus-trees.ts';
import {
  type Difference,
  itemsOf,
  memberAt,
  readJson,
  resourceDifferences,
  stringAt,
} from '../support/json-compare.ts';
import { parameterTexts, type Resolved, resolveFile } from '../support/json-resolve.ts';
import { describeWith } from '../support/needs.ts';

const managementPrereq =
  'quickstart/quickstarts/microsoft.apimanagement/api-management-create-with-internal-vnet-application-gateway/prereqs/prereq.azuredeploy.json';
const dashes = 'the recorder could not write a parameter name with dashes: the refusal is its own';

const baselines = 'bicep/src/Bicep.Core.Samples/Files';
const asserted = 'it asserts something about what the service answers, and armlock does not look at assertions';

/** Recorded refusals that armlock does not share. */
const exceptions: Exceptions = {
  [`${baselines}/baselines/TestFramework_CRLF/samples/AccessResources.bicep 0`]: asserted,
  [`${baselines}/baselines/TestFramework_CRLF/samples/AccessResources.bicep 1`]: asserted,
  [`${baselines}/baselines_bicepparam/External_Inputs_DeployCommands/main.bicep 0`]:
    'the file is empty; the configuration beside it asks for a feature that the recorder did not have',
  [`${baselines}/baselines/LargeTemplate_Stress_LF/main.tokens.bicep 0`]:
    'it has more tokens than armlock reads, to try what the compiler bears',
  [`${managementPrereq} 0`]: dashes,
  [`${managementPrereq} 1`]: dashes,
  [`${managementPrereq} 2`]: dashes,
  'avm/avm/res/hybrid-container-service/provisioned-cluster-instance/main.json 2':
    'a whole id is given as a subscription; the refusal comes from the id of a dependency, which armlock does not build',
};

const recorded = 'official/snapshots.jsonl.gz';

/** One recorded case. */
interface SnapshotCase {
  readonly name: string;
  readonly file: string;
  readonly root: JsonNode;
}

function casesOf(folder: string, extension: string): readonly SnapshotCase[] {
  const lines = gunzipSync(readFileSync(path.join(corpusRoot(), recorded)))
    .toString()
    .split('\n');
  return lines
    .filter(
      (line) => line.startsWith(`{"file":"${folder}/`) && line.slice(0, line.indexOf(',')).endsWith(`${extension}"`),
    )
    .map((line) => {
      const root = readJson(line);
      const file = stringAt(root, 'file') ?? '';
      const binding = memberAt(root, 'binding');
      return { name: `${file} ${binding?.kind === 'number' ? binding.text : ''}`, file, root };
    });
}

/** The cases were recorded with a wrong key for the management group, so the evaluator did not know it. */
function contextOf(root: JsonNode): ContextOptions {
  const context = memberAt(root, 'context');
  const members = context?.kind === 'object' ? context.members : [];
  const told = members.filter(({ key }) => key.value !== 'managementGroup');
  return Object.fromEntries(
    told.flatMap(({ key, value }) => (value.kind === 'string' ? [[key.value, value.value]] : [])),
  );
}

/** What is wrong with armlock's own result, or undefined. */
function missOf({ file, root }: SnapshotCase, tree: FileTree, moduleCache: FileTree): string | undefined {
  const template = { tree, path: file };
  try {
    const resolved = resolveFile(template, parameterTexts(memberAt(root, 'parameters')), {
      context: contextOf(root),
      moduleCache,
    });
    return judge(root, resolved);
  } catch (error) {
    return `threw ${error instanceof Error ? error.stack : String(error)}`;
  }
}

function judge(root: JsonNode, resolved: Resolved): string | undefined {
  const refusal = stringAt(root, 'error');
  if (refusal !== undefined) return resolved.isReserved ? undefined : `not refused: ${refusal.slice(0, 300)}`;
  if (resolved.errors.length > 0) return `wrongly refused: ${resolved.errors[0]}`;
  const wanted = itemsOf(memberAt(root, 'resources'));
  const found = resourceDifferences(wanted, resolved.resources).filter((one) => !isHidden(one, resolved));
  return found.length > 0 ? describeDifferences(found) : undefined;
}

/**
 * About half of the registry modules are in the corpus. What the others deploy cannot be seen, nor what depends on it;
 * everything else has to be as it is recorded.
 */
function isHidden({ got }: Difference, { deployment }: Resolved): boolean {
  const isLacking = deployment.gaps.some(({ why }) => why.text.includes('is not in the Bicep module cache'));
  return isLacking && (got === undefined || /"\[(?!\[)[a-z_]/i.test(got));
}

describeWith(corpus(recorded, 'avm', 'bicep', 'docs-json-samples', 'quickstart'))(
  'predictions of the official evaluator',
  () => {
    const tree = corpusTree();
    const moduleCache = corpusModuleCache(tree);

    test.each([
      ['.json', 'avm'],
      ['.json', 'quickstart'],
      ['.json', 'docs-json-samples'],
      ['.json', 'bicep'],
      ['.bicep', 'avm'],
      ['.bicep', 'quickstart'],
      ['.bicep', 'bicep'],
    ])('%s of %s', (extension, folder) => {
      const cases = casesOf(folder, extension);
      expect(cases.length).toBeGreaterThan(100);
      const misses = cases.flatMap((one) => {
        const miss = missOf(one, tree, moduleCache);
        return miss === undefined ? [] : [[one.name, miss] as const];
      });
      const names = new Set(cases.map(({ name }) => name));
      const here = Object.fromEntries(Object.entries(exceptions).filter(([name]) => names.has(name)));
      expectOnly(new Map(misses), here);
    });
  },
);
