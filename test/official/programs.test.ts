import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isBicepParameters } from '../../src/bicep/semantics/file-references.ts';
import type { Files } from '../support/cases.ts';
import { withExternalInputs } from '../support/external-inputs.ts';
import { differences, itemsOf, memberAt, readJson, resourceDifferences } from '../support/json-compare.ts';
import { resolveTarget } from '../support/json-resolve.ts';
import { contextAt } from '../support/json-templates.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { describeWith } from '../support/needs.ts';
import { nothingSet } from '../support/parameter-files.ts';
import { readArchive } from '../support/txtar.ts';
import { BicepCli, oracle, oracleCommand, type Prediction } from './bicep-cli.ts';

/** By program and parameter file: why armlock's answer is not the official one. */
const exceptions: Readonly<Record<string, string>> = {};

const folder = fileURLToPath(new URL('programs/', import.meta.url));

const programs = readdirSync(folder)
  .filter((file) => file.endsWith('.txtar'))
  .map((file) => ({ name: file.replace('.txtar', ''), ...readArchive(readFileSync(`${folder}${file}`, 'utf8')) }));

describeWith(oracle)('asked live about nasty programs', { timeout: 600_000 }, () => {
  let cli: BicepCli;
  beforeAll(() => {
    cli = new BicepCli(oracleCommand ?? '');
  });
  afterAll(() => cli.stop());

  test.each(programs)('$name: the official evaluator agrees', async ({ name, files }) => {
    const parameters = Object.keys(files).filter(isBicepParameters);
    expect(parameters.length).toBeGreaterThan(0);
    for (const file of parameters) {
      const found = await disagreement(cli, files, file);
      const exception = exceptions[`${name}/${file.replace('.bicepparam', '')}`];
      if (exception === undefined) expect(found && `${file}: ${found}`).toBeUndefined();
      else expect(found, `${exception}: no longer an exception`).toBeDefined();
    }
  });
});

/** What is wrong with armlock's answer, or undefined if the two agree. */
async function disagreement(cli: BicepCli, files: Files, parameters: string): Promise<string | undefined> {
  const scope = /^targetScope = '(\w+)'/m.exec(files['main.bicep'] ?? '')?.[1] ?? 'resourceGroup';
  const context = contextAt(scope);
  const tree = memoryTree(files);
  const target = { tree, path: parameters };
  const resolved = resolveTarget({ template: target, parameters: target }, { context, environment: nothingSet });
  const prediction = await cli.predict({ files, parameters, context });
  if ('refused' in prediction) return resolved.isReserved ? undefined : `not refused: ${prediction.refused}`;
  const [refusal] = resolved.errors;
  if (refusal !== undefined) return `wrongly refused: ${refusal}`;
  const wanted = readJson(await snapshotOf(cli, files, parameters, prediction));
  const [first] = [
    ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resolved.resources),
    ...differences(memberAt(wanted, 'outputs'), resolved.outputs, 'outputs'),
  ];
  return first && `${first.path}: wanted ${first.wanted}, got ${first.got}`;
}

/** A prediction in which external inputs are called as armlock calls them. */
async function snapshotOf(
  cli: BicepCli,
  files: Files,
  parameters: string,
  { snapshot }: Extract<Prediction, { snapshot: string }>,
): Promise<string> {
  if (!snapshot.includes('externalInputs(')) return snapshot;
  return withExternalInputs(snapshot, readJson(await cli.compileParameters(files, parameters)));
}
