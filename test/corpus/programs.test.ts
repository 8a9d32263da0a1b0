import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ContextOptions } from '../../src/arm/context.ts';
import { isTemplate } from '../../src/arm/read/parameters-file.ts';
import { folderTree } from '../../src/workspace/tree.ts';
import { corpus, corpusRoot, corpusText, describeDifferences, type Exceptions, expectOnly } from '../support/corpus.ts';
import { differences, itemsOf, memberAt, readJson, resourceDifferences, stringAt } from '../support/json-compare.ts';
import { resolveTarget } from '../support/json-resolve.ts';
import { contextAt, scopeOfSchema } from '../support/json-templates.ts';
import { describeWith } from '../support/needs.ts';
import { nothingSet } from '../support/parameter-files.ts';

const ordinal = 'it was recorded without the linguistic order of strings that the service has';
const exceptions: Exceptions = {
  '47-json-numeric-json/a': ordinal,
  '53-compare-ops/a': ordinal,
  '53-compare-ops/c': ordinal,
};

const folder = 'official/programs';

/** A program with one of its parameter files. */
interface ProgramCase {
  /** Program and parameter file, without the ending. */
  readonly name: string;
  readonly program: string;
  readonly template: string;
}

/** The programs in one form: as they are written, or as the official compiler made JSON of Bicep. */
function casesOf(template: string): readonly ProgramCase[] {
  return readdirSync(path.join(corpusRoot(), folder)).flatMap((program) => {
    const files = readdirSync(path.join(corpusRoot(), folder, program));
    if (!files.includes(template)) return [];
    const names = files.flatMap((file) => /^(.*)\.bicepparam$/.exec(file)?.[1] ?? []);
    return names.map((name) => ({ name: `${program}/${name}`, program, template }));
  });
}

/** What can be given about the deployment of a program, as far as its template's scope takes it. */
function contextOf({ program, template }: ProgramCase): ContextOptions {
  const json = template === 'main.bicep' ? 'main.compiled.json' : template;
  const root = readJson(corpusText(`${folder}/${program}/${json}`));
  expect(isTemplate(root)).toBe(true);
  return contextAt(scopeOfSchema(stringAt(root, '$schema') ?? ''));
}

/** What is wrong with armlock's own result, or undefined. */
function missOf(one: ProgramCase): string | undefined {
  const tree = folderTree(path.join(corpusRoot(), folder, one.program));
  const parameters = { tree, path: `${path.posix.basename(one.name)}.bicepparam` };
  const options = { context: contextOf(one), environment: nothingSet };
  const resolved = resolveTarget({ template: { tree, path: one.template }, parameters }, options);
  if (resolved.errors.length > 0) return `wrongly refused: ${resolved.errors[0]}`;
  const wanted = readJson(corpusText(`${folder}/${one.name}.snapshot.json`));
  const found = [
    ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resolved.resources),
    ...differences(memberAt(wanted, 'outputs'), resolved.outputs, 'outputs'),
  ];
  return found.length > 0 ? describeDifferences(found) : undefined;
}

describeWith(corpus(folder))('programs that hold the nastiest constructs', () => {
  test.each(['main.bicep', 'main.json', 'main.compiled.json'])('%s', (template) => {
    const cases = casesOf(template);
    expect(cases.length).toBeGreaterThan(20);
    const misses = cases.flatMap((one) => {
      const miss = missOf(one);
      return miss === undefined ? [] : [[one.name, miss] as const];
    });
    const here = Object.fromEntries(
      Object.entries(exceptions).filter(([name]) => cases.some((one) => one.name === name)),
    );
    expectOnly(new Map(misses), here);
  });
});
