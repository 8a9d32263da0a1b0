import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBicepParameters, isBicepTemplate } from '../../src/bicep/semantics/file-references.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { arbitrarilyBroken } from '../support/broken-bicep.ts';
import type { Files } from '../support/cases.ts';
import { type Resolved, resolveTarget } from '../support/json-resolve.ts';
import { contextAt } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';
import { nothingSet } from '../support/parameter-files.ts';
import { readArchive } from '../support/txtar.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';

const folder = fileURLToPath(new URL('programs/', import.meta.url));

/** The nasty programs in Bicep: what they hold can be broken in more ways than what people write. */
const programs = readdirSync(folder)
  .map((file) => ({ name: file.replace('.txtar', ''), ...readArchive(readFileSync(`${folder}${file}`, 'utf8')) }))
  .filter(({ files }) => 'main.bicep' in files);

interface BrokenProgram {
  readonly files: Files;
  /** The parameter file with which it is compiled. */
  readonly parameters: string;
  readonly about: string;
}

const brokenProgram: fc.Arbitrary<BrokenProgram> = fc.constantFrom(...programs).chain(({ name, files }) => {
  const all = Object.keys(files);
  const parameters = all.filter(isBicepParameters);
  const breakable = all.filter((file) => isBicepTemplate(file) || file === parameters[0]);
  return fc.constantFrom(...breakable).chain((file) =>
    arbitrarilyBroken(files[file] ?? '').map(({ text, about }) => ({
      files: { ...files, [file]: text },
      parameters: parameters[0] ?? 'main.bicepparam',
      about: `${name}/${file} ${about}`,
    })),
  );
});

/** The runs in the gate; ARMLOCK_ORACLE_RUNS asks for more, and then for another seed each time. */
const told = Number(process.env['ARMLOCK_ORACLE_RUNS'] ?? 0);
const runs = told > 0 ? { numRuns: told } : { numRuns: 200, seed: 20_261 };

describeWith(oracle)('asked live about broken programs', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  test('armlock refuses what the official compiler refuses, and nothing else', async () => {
    let refused = 0;
    const wrong: string[] = [];
    for (const { files, parameters, about } of fc.sample(brokenProgram, runs)) {
      const errors = await cli.errorsOf(files, parameters);
      const { isReserved, deployment } = resolve(files, parameters);
      if (errors.length > 0) {
        refused += 1;
        if (!isReserved) wrong.push(`${about}: not refused: ${errors[0]}`);
      } else {
        const refusal = deployment.diagnostics.find(isRefusal);
        if (refusal) wrong.push(`${about}: wrongly refused: ${refusal.message}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(runs.numRuns / 3);
  });
});

function resolve(files: Files, parameters: string): Resolved {
  const scope = /^targetScope = '(\w+)'/m.exec(files['main.bicep'] ?? '')?.[1] ?? 'resourceGroup';
  const target = { tree: memoryTree(files), path: parameters };
  const options = { context: contextAt(scope), environment: nothingSet };
  return resolveTarget({ template: target, parameters: target }, options);
}

/** About the program itself, rather than about what its evaluation gives. */
function isRefusal({ severity, code }: Diagnostic): boolean {
  return severity === 'error' && /^(?:BCP|bicep-)/.test(code);
}
