import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isTemplate } from '../../src/arm/parameters-file.ts';
import {
  corpusFolder,
  corpusRoot,
  corpusText,
  describeDifferences,
  type Exceptions,
  expectOnly,
} from '../support/corpus.ts';
import { readLiteralParameters } from '../support/corpus-parameters.ts';
import { differences, itemsOf, memberAt, readJson, resourceDifferences, stringAt } from '../support/json-compare.ts';
import { resolveText } from '../support/json-resolve.ts';
import { contextAt, scopeOfSchema } from '../support/json-templates.ts';

/** Programs with parameter files that differ from what is recorded. */
const calculated = 'open: its parameter file calculates, which takes the reader of Bicep';
const ordinal = 'it was recorded without the linguistic order of strings that the service has';
const exceptions: Exceptions = {
  '103-params-file-functions/a': calculated,
  '103-params-file-functions/b': calculated,
  '107-export-var-loops/b': calculated,
  '17-imports-closure/b': calculated,
  '31-param-file-functions/a': calculated,
  '31-param-file-functions/b': calculated,
  '47-json-numeric-json/a': ordinal,
  '53-compare-ops/a': ordinal,
  '53-compare-ops/c': ordinal,
};

const folder = 'official/programs';

/** A program with one of its parameter files, without the ending. */
interface ProgramCase {
  readonly template: string;
  readonly parameters: string;
}

/** The programs as JSON: as they are written, or as the official compiler made them of Bicep. */
function casesOf(json: string): readonly ProgramCase[] {
  return readdirSync(path.join(corpusRoot(), folder)).flatMap((program) => {
    const template = `${folder}/${program}/${json}`;
    if (!existsSync(path.join(corpusRoot(), template))) return [];
    const files = readdirSync(path.join(corpusRoot(), folder, program)).filter((file) => file.endsWith('.bicepparam'));
    return files.map((file) => ({ template, parameters: `${folder}/${program}/${file.replace(/\.bicepparam$/, '')}` }));
  });
}

/** What is wrong with armlock's own result, or undefined. */
function missOf({ template, parameters }: ProgramCase): string | undefined {
  const values = readLiteralParameters(corpusText(`${parameters}.bicepparam`));
  if (!values) return 'its parameter file is not plain';
  const text = corpusText(template);
  const root = readJson(text);
  expect(isTemplate(root)).toBe(true);
  const resolved = resolveText(text, values, contextAt(scopeOfSchema(stringAt(root, '$schema') ?? '')));
  if (resolved.errors.length > 0) return `wrongly refused: ${resolved.errors[0]}`;
  const wanted = readJson(corpusText(`${parameters}.snapshot.json`));
  const found = [
    ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resolved.resources),
    ...differences(memberAt(wanted, 'outputs'), resolved.outputs, 'outputs'),
  ];
  return found.length > 0 ? describeDifferences(found) : undefined;
}

describe.skipIf(corpusFolder === undefined)('programs that hold the nastiest constructs', () => {
  test.each(['main.json', 'main.compiled.json'])('%s', (json) => {
    const cases = casesOf(json);
    expect(cases.length).toBeGreaterThan(20);
    const misses = cases.flatMap((one) => {
      const miss = missOf(one);
      return miss === undefined ? [] : [[one.parameters.slice(folder.length + 1), miss] as const];
    });
    const here = Object.fromEntries(
      Object.entries(exceptions).filter(([name]) => cases.some((one) => one.parameters.endsWith(name))),
    );
    expectOnly(new Map(misses), here);
  });
});
