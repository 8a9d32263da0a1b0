import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBicep, parseBicepParameters } from '../../src/bicep/syntax/parse.ts';
import { sourceFile, startOf } from '../../src/text/source.ts';
import { bicepRefusals, otherFiles, refusedByService } from '../language/bicep/refusal-cases.ts';
import { brokenParameterFiles, brokenTemplates } from '../language/bicep/syntax-error-cases.ts';
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

  test.each([
    ['main.bicep', brokenTemplates, parseBicep],
    ['main.bicepparam', brokenParameterFiles, parseBicepParameters],
  ] as const)('the first syntax error of a broken %s has its number on its line', async (name, cases, parse) => {
    for (const [code, text] of Object.entries(cases).flatMap(([one, texts]) =>
      texts.map((text) => [one, text] as const),
    )) {
      const official = await syntaxErrorsOf(name, text);
      const [first] = parse(sourceFile(name, text)).diagnostics;
      expect(official, text).toContain(`${first && startOf(first.span).line} ${code}`);
    }
  });

  /** The errors of a file with their lines: `2 BCP009`. */
  const syntaxErrorsOf = async (name: string, text: string): Promise<readonly string[]> => {
    const folder = cli.write({ 'main.bicep': 'param p int = 1\n', [name]: text });
    const faults = await cli.faultsOf(path.join(folder, name));
    rmSync(folder, { recursive: true });
    return faults.filter(({ source }) => source.endsWith(name)).map(({ line, code }) => `${line} ${code}`);
  };

  test.each(refusedByService)('$about: the official compiler has nothing to say', async ({ text }) => {
    expect(await linesOf({ 'main.bicep': text, ...otherFiles })).toEqual([]);
  });
});
