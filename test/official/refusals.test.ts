import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bicepRefusals, otherFiles, refusedByService } from '../language/bicep/refusal-cases.ts';
import { errorLines } from '../support/error-lines.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';

describeWith(oracle)('asked live about broken programs', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  const linesOf = async (files: Readonly<Record<string, string>>): Promise<readonly number[]> => {
    const folder = cli.write(files);
    const faults = await cli.faultsOf(path.join(folder, 'main.bicep'));
    rmSync(folder, { recursive: true });
    const own = faults.filter(({ source }) => source.endsWith('main.bicep'));
    return [...new Set(own.map(({ line }) => line))].sort((a, b) => a - b);
  };

  test.each(bicepRefusals)('$about: the official compiler has errors on the same lines', async ({ text, error }) => {
    const files = { 'main.bicep': text, ...otherFiles };
    const official = await linesOf(files);
    expect(errorLines({ tree: memoryTree(files), path: 'main.bicep' })).toEqual(official);
    expect(official.length > 0).toBe(error !== undefined);
  });

  test.each(refusedByService)('$about: the official compiler has nothing to say', async ({ text }) => {
    expect(await linesOf({ 'main.bicep': text, ...otherFiles })).toEqual([]);
  });
});
