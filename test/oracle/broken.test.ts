import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arbitrarilyBroken } from '../support/broken-bicep.ts';
import type { Files } from '../support/cases.ts';
import { resolveFile } from '../support/json-resolve.ts';
import { evaluationContext } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { readArchive } from '../support/txtar.ts';
import { BicepCli, oracleCommand } from './bicep-cli.ts';

const folder = fileURLToPath(new URL('programs/', import.meta.url));

/** The nasty programs in Bicep: what they hold is broken in more ways than what people write. */
const programs = readdirSync(folder)
  .map((file) => readArchive(readFileSync(`${folder}${file}`, 'utf8')).files)
  .filter((files) => 'main.bicep' in files);

interface BrokenProgram {
  readonly files: Files;
  readonly about: string;
}

const brokenProgram: fc.Arbitrary<BrokenProgram> = fc.constantFrom(...programs).chain((files) =>
  arbitrarilyBroken(files['main.bicep'] ?? '').map(({ text, about }) => ({
    files: { ...files, 'main.bicep': text },
    about,
  })),
);

/** The runs in the gate; ARMLOCK_ORACLE_RUNS asks for more, and then for another seed each time. */
const told = Number(process.env['ARMLOCK_ORACLE_RUNS'] ?? 0);
const runs = told > 0 ? { numRuns: told } : { numRuns: 150, seed: 20_261 };

describe.skipIf(oracleCommand === undefined)('asked live about broken programs', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  test('armlock is not silent where the official compiler reports errors', async () => {
    let refused = 0;
    const silent: string[] = [];
    for (const { files, about } of fc.sample(brokenProgram, runs)) {
      const { errors } = await cli.compile(files, 'main.bicep');
      if (errors.length === 0) continue;
      refused += 1;
      const resolved = resolveFile({ tree: memoryTree(files), path: 'main.bicep' }, {}, { context: evaluationContext });
      if (!resolved.isReserved) silent.push(`${about}: ${errors[0]}`);
    }
    expect(silent).toEqual([]);
    expect(refused).toBeGreaterThan(runs.numRuns / 3);
  });
});
