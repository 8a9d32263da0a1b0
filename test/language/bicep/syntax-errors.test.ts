import { describe, expect, test } from 'vitest';
import { parseBicep, parseBicepParameters } from '../../../src/bicep/syntax/parse.ts';
import { bicepCodes } from '../../../src/text/bicep-codes.ts';
import { sourceFile } from '../../../src/text/source.ts';
import { brokenParameterFiles, brokenTemplates } from './syntax-error-cases.ts';

/** What the compiler says of an example, up to the first words that depend on the example. */
function firstWords(code: string): string {
  const [words = ''] = (Object.entries(bicepCodes).find(([one]) => one === code)?.[1] ?? '').split(/["'\d]|\.(?: |$)/);
  return words;
}

describe.each([
  ['template', brokenTemplates, parseBicep],
  ['parameter file', brokenParameterFiles, parseBicepParameters],
] as const)('the first error of a broken %s', (_, cases, parse) => {
  test.each(Object.entries(cases))('has number %s of the compiler, and its words', (code, texts) => {
    const found = texts.map((text) => parse(sourceFile('main', text)).diagnostics[0]);
    expect(found.map((one) => one?.code)).toEqual(texts.map(() => code));
    const strangers = found.filter((one) => !one?.message.startsWith(`${code}: ${firstWords(code)}`));
    expect(strangers.map((one) => one?.message)).toEqual([]);
  });
});
