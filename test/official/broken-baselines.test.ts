import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBicep } from '../../src/bicep/syntax/parse.ts';
import { sourceFile, startOf } from '../../src/text/source.ts';
import { corpus, corpusRoot } from '../support/corpus.ts';
import { corpusTree } from '../support/corpus-trees.ts';
import { errorLines } from '../support/error-lines.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';

const registry = 'it is in a registry, which is not asked';
const extension = 'only the extension knows what it takes';
const azure = 'what the types of Azure are made of is not known';
const limit = 'of a file, 100 syntax errors are reported';
const sequel = 'it follows from an error that is reported at another line';
const whole = 'it is reported for what is around the line as a whole';
const experiment = 'what is experimental is not read';

type Reasons = Readonly<Record<string, string>>;

/** By file, and by code of the official compiler: why armlock may be silent on lines with no other errors. */
const exceptions: Readonly<Record<string, Reasons>> = {
  InvalidExpressions_LF: { BCP292: whole },
  InvalidExtensions_CRLF: {
    BCP180: extension,
    BCP192: registry,
    BCP206: extension,
    BCP418: extension,
    BCP444: extension,
  },
  InvalidFunctions_LF: { BCP070: sequel },
  InvalidLambdas_LF: { BCP062: sequel },
  InvalidModules_LF: { BCP007: whole, BCP018: limit, BCP062: sequel, BCP094: limit, BCP096: limit, BCP243: limit },
  InvalidResourceDerivedTypes_LF: { BCP053: azure, BCP083: azure, BCP386: azure, BCP389: azure, BCP390: azure },
  InvalidResources_CRLF: {
    BCP007: limit,
    BCP009: limit,
    BCP018: limit,
    BCP025: limit,
    BCP034: whole,
    BCP077: azure,
    BCP123: limit,
    BCP132: limit,
    BCP153: limit,
    BCP176: whole,
    BCP236: limit,
  },
  InvalidTestFramework_CRLF: { BCP007: experiment, BCP091: experiment, BCP238: experiment, BCP348: experiment },
  InvalidTypeDeclarations_LF: { BCP062: sequel, BCP366: whole },
};

const baselines = 'bicep/src/Bicep.Core.Samples/Files/baselines';

describeWith(oracle, corpus(baselines))('broken files of the official compiler', { timeout: 600_000 }, () => {
  const files = globSync(`${baselines}/Invalid*/main.bicep`, { cwd: corpusRoot(), posix: true }).sort();
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  test.each(files)('%s has an error of armlock on every line on which the compiler has one', async (file) => {
    const reasons = exceptions[path.basename(path.dirname(file))] ?? {};
    const told = new Set(errorLines({ tree: corpusTree(), path: file }));
    const official = await officialErrors(cli, path.join(corpusRoot(), file));
    const missed = [...official].filter(([line]) => !told.has(line));
    const unknown = missed.filter(([, codes]) => codes.some((code) => !(code in reasons)));
    const used = new Set(missed.flatMap(([, codes]) => codes));
    expect({ unknown, repaired: Object.keys(reasons).filter((code) => !used.has(code)) }).toEqual({
      unknown: [],
      repaired: [],
    });
  });

  test('syntax errors have a number that the compiler has on their line, all but a few', async () => {
    const strange: string[] = [];
    let count = 0;
    for (const file of files) {
      const official = await officialErrors(cli, path.join(corpusRoot(), file));
      const { diagnostics } = parseBicep(sourceFile(file, readFileSync(path.join(corpusRoot(), file), 'utf8')));
      count += diagnostics.length;
      for (const { code, span } of diagnostics) {
        const { line } = startOf(span);
        if (!official.get(line)?.includes(code)) strange.push(`${file}:${line} ${code}`);
      }
    }
    expect(count).toBeGreaterThan(350);
    // Each of these follows from another error, which the compiler reports at another place.
    expect(strange.length, strange.join('\n')).toBeLessThanOrEqual(24);
  });
});

/** The codes of a file's errors by line. */
async function officialErrors(cli: BicepCli, file: string): Promise<ReadonlyMap<number, readonly string[]>> {
  const errors = new Map<number, readonly string[]>();
  for (const { line, code, source } of await cli.faultsOf(file)) {
    if (path.resolve(source) === path.resolve(file)) errors.set(line, [...(errors.get(line) ?? []), code]);
  }
  return errors;
}
