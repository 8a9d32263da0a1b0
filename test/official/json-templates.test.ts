import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isParametersFile, isTemplate } from '../../src/arm/read/parameters-file.ts';
import { parseJson } from '../../src/json/parse.ts';
import { sourceFile } from '../../src/text/source.ts';
import { type ExpressionOptions, expressions, surroundings } from '../language/expression-cases.ts';
import { arbitraryTemplates } from '../support/arbitrary-templates.ts';
import { loadFixtures } from '../support/cases.ts';
import { stringAt } from '../support/json-compare.ts';
import { contextAt, evaluationContext, schemaOf, scopeOfSchema } from '../support/json-templates.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';
import { askArmlock, askOracle, disagreement } from './compare.ts';

/** The runs of a test in the gate; ARMLOCK_ORACLE_RUNS asks for more, and then for another seed each time. */
const told = Number(process.env['ARMLOCK_ORACLE_RUNS'] ?? 0);
const runsOf = (usual: number): fc.Parameters<[string]> =>
  told > 0 ? { numRuns: told } : { numRuns: usual, seed: 20_251 };

describeWith(oracle)('asked live, the official evaluator agrees', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  const inOutput = (expression: string): string =>
    JSON.stringify({
      $schema: schemaOf('resourceGroup'),
      contentVersion: '1.0.0.0',
      ...surroundings,
      resources: [],
      outputs: { o: { type: 'object', value: `[createObject('v', ${expression})]` } },
    });

  const agree = async (template: string): Promise<void> => {
    expect(await disagreement(cli, { template, context: evaluationContext })).toBeUndefined();
  };

  test.each<[about: string, options: ExpressionOptions, runs: number]>([
    ['expressions of what is known', { depth: 2, unknown: 0, odd: 1 }, 400],
    ['expressions with unknown parts', { depth: 3, unknown: 15, odd: 1 }, 300],
    ['expressions with arguments of wrong kinds', { depth: 1, unknown: 0, odd: 25 }, 200],
  ])('about %s', async (_, options, runs) => {
    await fc.assert(
      fc.asyncProperty(expressions(options), (expression) => agree(inOutput(expression))),
      runsOf(runs),
    );
  });

  test('about templates', async () => {
    await fc.assert(fc.asyncProperty(arbitraryTemplates, agree), runsOf(200));
  });

  const templates = loadFixtures().flatMap(({ name, base = {}, head }) =>
    [base, head].flatMap((files, side) =>
      Object.entries(files).flatMap(([file, text]) => {
        if (!file.endsWith('.json')) return [];
        const { root, diagnostics } = parseJson(sourceFile(file, text));
        const isRead = root && diagnostics.length === 0 && isTemplate(root) && !isParametersFile(root);
        const context = contextAt(scopeOfSchema(stringAt(root, '$schema') ?? ''));
        // Other files are not there for the official evaluator, and it predicts nothing of what a stack deploys.
        const isWhole = !/"(?:relativePath|templateLink)"|deploymentStacks"/.test(text);
        return isRead && isWhole
          ? [{ name: `${name} ${side === 0 ? 'base' : 'head'} ${file}`, template: text, context }]
          : [];
      }),
    ),
  );

  test('about the templates of the fixtures', async () => {
    expect(templates.length).toBeGreaterThan(2);
    const wrong: string[] = [];
    for (const { name, ...question } of templates) {
      // A required parameter without a value is refused there and unknown here.
      if (askArmlock(question).isReserved || 'refused' in (await askOracle(cli, question))) continue;
      const found = await disagreement(cli, question);
      if (found !== undefined) wrong.push(`${name}: ${found}`);
    }
    expect(wrong).toEqual([]);
  });
});
