import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBicepParameters } from '../../src/bicep/semantics/file-references.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge, loadFixtures } from '../support/cases.ts';
import { differences, itemsOf, memberAt, readJson, resourceDifferences } from '../support/json-compare.ts';
import { resolveTarget } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, type Compiled, oracle, oracleCommand } from './bicep-cli.ts';

/** The official CLI asks the environment of the tests, which has none of these variables. */
const environment = { values: new Map<string, string>(), complete: true };

interface Revision {
  /** Of the first fixture that has it. */
  readonly name: string;
  readonly files: Files;
}

/** Why the official CLI cannot answer for a fixture. */
const notAsked: Readonly<Record<string, string>> = {
  'unseen-module-added/registry-module': 'its module comes from a registry',
  'unseen-module-added/unrelated-module': 'its module comes from a registry',
  'unseen-module-changed/registry-argument': 'its module comes from a registry',
  'unseen-module-changed/registry-version': 'its module comes from a registry',
  'unseen-module-changed/unrelated-module': 'its module comes from a registry',
  'unseen-module-removed/registry-module': 'its module comes from a registry',
  'unseen-module-removed/unrelated-module': 'its module comes from a registry',
  'vault-removed/bicep-beside-a-public-module': 'its module comes from a registry',
  'vault-immutability-weakened/inner-stack-bicep': 'it predicts nothing of what a stack deploys',
};

/** The revisions of fixtures that are written in Bicep, each once. */
const revisions = [
  ...new Map(
    loadFixtures()
      .filter(({ owner, name }) => owner !== '_parse' && !Object.hasOwn(notAsked, name))
      .flatMap(({ name, base = {}, head }): readonly Revision[] => [
        { name: `${name}/base`, files: base },
        { name: `${name}/head`, files: head },
      ])
      .filter(({ files }) => 'main.bicep' in files)
      .toReversed()
      .map((revision) => [JSON.stringify(revision.files), revision]),
  ).values(),
];

describeWith(oracle)('asked live about fixtures in Bicep', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  const compiled = new Map<Revision, Compiled>();
  beforeAll(async () => {
    cli = new BicepCli(oracleCommand ?? '');
    for (const revision of revisions) compiled.set(revision, await cli.compile(revision.files, 'main.bicep'));
  }, 600_000);
  afterAll(() => cli.stop());

  test('the official compiler takes them', () => {
    const wrong = [...compiled].flatMap(([{ name }, { errors }]) => errors.map((error) => `${name}: ${error}`));
    expect(wrong).toEqual([]);
    expect(compiled.size).toBeGreaterThan(10);
  });

  test('the official evaluator predicts what armlock resolves', async () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const { name, files } of revisions) {
      const parameters = Object.keys(files).find(isBicepParameters) ?? 'default.bicepparam';
      const program = { [parameters]: "using 'main.bicep'\n", ...files };
      const prediction = await cli.predict({ files: program, parameters, context: evaluationContext });
      // A required parameter without a value is refused there and unknown here.
      if ('refused' in prediction) continue;
      compared += 1;
      const found = differencesFrom(program, parameters, prediction.snapshot);
      if (found !== undefined) wrong.push(`${name}: ${found}`);
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(revisions.length / 2);
  });

  test('nothing is found where only the language changes', () => {
    const wrong = [...compiled].flatMap(([{ name, files }, { json = '' }]) => {
      // A parameter file of Bicep names its template.
      if (Object.keys(files).some(isBicepParameters)) return [];
      // Templates that main.bicep does not deploy stay as they are.
      const targets = new Set(discoverTargets(memoryTree(files)).map(({ template }) => template.path));
      const others = Object.entries(files).filter(
        ([path]) => path.endsWith('.json') || (path !== 'main.bicep' && targets.has(path)),
      );
      const inJson = { ...Object.fromEntries(others), 'main.json': json };
      const results = [judge(files, inJson), judge(inJson, files)];
      return results.flatMap(({ findings }) => findings.map(({ message }) => `${name}: ${message}`));
    });
    expect(wrong).toEqual([]);
  });
});

function differencesFrom(files: Files, parameters: string, snapshot: string): string | undefined {
  const tree = memoryTree(files);
  const target = discoverTargets(tree).find((one) => one.parameters?.path === parameters);
  if (!target) return `there is no target with ${parameters}`;
  const { resources, outputs } = resolveTarget(target, { context: evaluationContext, environment });
  const wanted = readJson(snapshot);
  const [first] = [
    ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resources),
    ...differences(memberAt(wanted, 'outputs'), outputs, 'outputs'),
  ];
  return first && `${first.path}: wanted ${first.wanted}, got ${first.got}`;
}
