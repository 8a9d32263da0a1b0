import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arbitraryBicep, type BicepProgram } from '../support/arbitrary-bicep/program.ts';
import { resolveTarget } from '../support/json-resolve.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';
import { verdictOn } from './compare.ts';

/** The runs of a test in the gate; ARMLOCK_ORACLE_RUNS asks for more, and then for another seed each time. */
const told = Number(process.env['ARMLOCK_ORACLE_RUNS'] ?? 0);
const runsOf = (usual: number): fc.Parameters<unknown> =>
  told > 0 ? { numRuns: told } : { numRuns: usual, seed: 20_261 };

/** Smaller programs that fail are other programs, and take their time. */
const asFound = { endOnFailure: true };

describeWith(oracle)('asked live about Bicep, the official evaluator agrees', () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  const disagreement = async ({ files, context }: BicepProgram): Promise<string | undefined> => {
    const parameters = 'main.bicepparam';
    const prediction = await cli.predict({ files, parameters, context });
    // The compiler also refuses what follows from the types of expressions, which armlock does not infer.
    if ('refused' in prediction && prediction.refused === 'Compilation failed') return undefined;
    const target = { tree: memoryTree(files), path: parameters };
    return verdictOn(prediction, resolveTarget({ template: target, parameters: target }, { context }));
  };

  test('about programs', async () => {
    const property = fc.asyncProperty(arbitraryBicep, async (program) => {
      expect(await disagreement(program)).toBeUndefined();
    });
    await fc.assert(property, { ...runsOf(60), ...asFound });
  });
});
