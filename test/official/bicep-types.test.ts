import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  parameterCases,
  parameterCasesTemplate,
  type TypeCase,
  typeCases,
  typeCasesFiles,
  typeCasesPrelude,
} from '../language/bicep/type-cases.ts';
import { describeWith } from '../support/needs.ts';
import { BicepCli, oracle, oracleCommand } from './bicep-cli.ts';

/** Each case declares `a`; together they need names of their own. */
function numbered([text]: TypeCase, index: number): string {
  return text.replace(/^((?:@.*\n)*\w+) a\b/, `$1 a${index}`);
}

describeWith(oracle)('asked live about types', () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  test('the official compiler finds errors in the same cases', async () => {
    const texts = typeCases.map(numbered);
    const files = { ...typeCasesFiles, 'main.bicep': `${typeCasesPrelude}${texts.join('\n')}\n` };
    const { brokenLines } = await cli.compile(files, 'main.bicep');
    let line = typeCasesPrelude.split('\n').length - 1;
    const wrong = [...brokenLines].filter((one) => one < line);
    expect(wrong, 'lines of what the cases share').toEqual([]);
    const differing: string[] = [];
    for (const [index, [text, error]] of typeCases.entries()) {
      const end = line + (texts[index] ?? '').split('\n').length;
      let isRefused = false;
      for (; line < end; line += 1) isRefused ||= brokenLines.has(line);
      if (isRefused !== (error !== undefined)) differing.push(`${isRefused ? 'refused' : 'accepted'}: ${text}`);
    }
    expect(differing).toEqual([]);
  });

  test.each(parameterCases)('the official compiler agrees about a parameter file: %s', async (text, error) => {
    const parameters = `using 'main.bicep'\nparam s = 'x'\n${text}\n`;
    const files = { 'main.bicep': parameterCasesTemplate, 'main.bicepparam': parameters };
    const errors = await cli.errorsOf(files, 'main.bicepparam');
    expect(errors.filter((one) => one.startsWith('BCP')).length > 0).toBe(error !== undefined);
  });
});
