import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arbitraryBicep, type BicepProgram } from '../support/arbitrary-bicep.ts';
import { resolveFile } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { BicepCli, oracleCommand } from './bicep-cli.ts';
import { parameterFile, verdictOn } from './compare.ts';

/** The runs of a test in the gate; ARMLOCK_ORACLE_RUNS asks for more, and then for another seed each time. */
const told = Number(process.env['ARMLOCK_ORACLE_RUNS'] ?? 0);
const runsOf = (usual: number): fc.Parameters<unknown> =>
  told > 0 ? { numRuns: told } : { numRuns: usual, seed: 20_261 };

describe.skipIf(oracleCommand === undefined)('asked live about Bicep, the official evaluator agrees', () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  const disagreement = async ({ files, parameters }: BicepProgram): Promise<string | undefined> => {
    const all = { ...files, 'main.bicepparam': parameterFile('main.bicep', parameters) };
    const prediction = await cli.predict({ files: all, parameters: 'main.bicepparam', context: evaluationContext });
    // The compiler also refuses what the types of expressions tell it, which armlock does not work out.
    if ('refused' in prediction && prediction.refused === 'Compilation failed') return undefined;
    const template = { tree: memoryTree(files), path: 'main.bicep' };
    return verdictOn(prediction, resolveFile(template, parameters, { context: evaluationContext }));
  };

  test('about programs', async () => {
    const property = fc.asyncProperty(arbitraryBicep, async (program) => {
      expect(await disagreement(program)).toBeUndefined();
    });
    await fc.assert(property, runsOf(60));
  });
});
