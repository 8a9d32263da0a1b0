import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
import { pipelineBuild } from '../../src/report/writing/pipeline.ts';
import { judge, loadFixtures } from '../support/cases.ts';
import { program, testWith } from '../support/needs.ts';

const results = loadFixtures().map(({ name, base, head, file }) => ({ name, result: judge(base, head, file) }));

/** The rules of a result, how certain it is of each, and what else its report holds. */
function shapeOf({ findings, notices }: RunResult): string {
  const told = findings.map(({ rule, verdict, fix, waiver, parts }) =>
    [rule.id, verdict, fix !== undefined, waiver?.kind, parts.length > 0].join(),
  );
  return JSON.stringify([[...new Set(told)].sort(), notices.length > 0]);
}

test('what several findings make together is followed by them and counted once', () => {
  for (const { name, result } of results) {
    const { errors, warnings, notes, parts } = result.summary;
    expect(errors + warnings + notes + parts, name).toBe(result.findings.length);
    let last: Finding | undefined;
    for (const finding of result.findings) {
      if (!finding.isPart) last = finding;
      else
        expect(
          last?.parts.map(({ rule }) => rule.id),
          name,
        ).toContain(finding.rule.id);
    }
  }
  expect(results.filter(({ result }) => result.summary.parts > 0).length).toBeGreaterThan(5);
});

describe('the JSON report', () => {
  const schemaFile = fileURLToPath(new URL('../../docs/report.schema.json', import.meta.url));
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

  test.each(results)('$name is as its schema says', ({ result }) => {
    validate(JSON.parse(jsonReport(result)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe('the SARIF report', () => {
  // The validator weighs 104 MB, so it is no dependency; the gate installs it beside the project.
  const tool = program('ARMLOCK_SARIF_MULTITOOL');

  // The validator takes a quarter of a second for each file: fixtures that show the same rules in the same way are one.
  const shown = [...new Map(results.map((one) => [shapeOf(one.result), one])).values()];

  const build = pipelineBuild(agent);

  /** What the validator says of reports that hosts must take. */
  const complaints = (kinds: string, reports: ReadonlyMap<string, string>): readonly string[] => {
    const folder = mkdtempSync(path.join(tmpdir(), 'armlock-sarif-'));
    for (const [name, text] of reports) writeFileSync(path.join(folder, `${name.replaceAll('/', '.')}.sarif`), text);
    const args = ['validate', '--rule-kind', kinds, '--level', 'Error;Warning', path.join(folder, '*.sarif')];
    const { stdout, status } = spawnSync(tool.command, args, { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout).toContain(`${reports.size} files scanned`);
    const lines = stdout.split('\n').filter((line) => /: (error|warning) /.test(line));
    return status === 0 ? lines : [...lines, `status ${status}`];
  };

  testWith(tool)('of every rule has neither errors nor warnings for GitHub and for a build of Azure Pipelines', () => {
    expect(shown.length).toBeGreaterThan(100);
    const reports = new Map(shown.map(({ name, result }) => [name, sarifReport(result, { build })]));
    expect(complaints('Sarif;Ghas;Ado', reports)).toEqual([]);
  });

  testWith(tool)('has none for GitHub where there is no build of Azure Pipelines', () => {
    const reports = new Map(shown.slice(0, 10).map(({ name, result }) => [name, sarifReport(result)]));
    expect(complaints('Sarif;Ghas', reports)).toEqual([]);
  });

  test.each(results)('$name has one run, own fingerprints and regions of one line', ({ result }) => {
    const { runs } = JSON.parse(sarifReport(result)) as { runs: readonly SarifRun[] };
    const [run, ...others] = runs;
    expect(others).toEqual([]);
    expect(run?.automationDetails.id).toBe(`armlock/${result.mode}/`);
    expect(run?.results).toHaveLength(result.findings.length);
    for (const { locations, partialFingerprints } of run?.results ?? []) {
      const region = locations[0]?.physicalLocation.region;
      expect(region?.startLine).toBe(region?.endLine);
      expect(region?.startColumn).toBeGreaterThan(0);
      expect(Object.keys(partialFingerprints)).toContain('armlockFingerprint/v1');
    }
  });
});

/** What an agent of Azure Pipelines says of its build. */
const agent = {
  TF_BUILD: 'True',
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/contoso/',
  SYSTEM_TEAMPROJECTID: '11111111-1111-1111-1111-111111111111',
  SYSTEM_DEFINITIONID: '42',
  BUILD_DEFINITIONNAME: 'Backup protection',
  SYSTEM_JOBID: '22222222-2222-2222-2222-222222222222',
  SYSTEM_PHASENAME: 'Job',
  BUILD_SOURCEBRANCH: 'refs/pull/7/merge',
  BUILD_BUILDID: '4711',
};

describe('the build of Azure Pipelines', () => {
  const id =
    'azuredevops/pipeline/build/contoso/11111111-1111-1111-1111-111111111111/42/22222222-2222-2222-2222-222222222222/refs/pull/7/merge/4711';

  test.each(['https://dev.azure.com/contoso/', 'https://contoso.visualstudio.com/'])('of %s is identified', (uri) => {
    expect(pipelineBuild({ ...agent, SYSTEM_COLLECTIONURI: uri })).toEqual({
      id,
      properties: {
        'azuredevops/pipeline/build/buildDefinitionId': '42',
        'azuredevops/pipeline/build/buildDefinitionName': 'Backup protection',
        'azuredevops/pipeline/build/phaseId': '22222222-2222-2222-2222-222222222222',
        'azuredevops/pipeline/build/phaseName': 'Job',
      },
    });
  });

  test.each(Object.keys(agent))('is not named without %s', (name) => {
    expect(pipelineBuild({ ...agent, [name]: undefined })).toBeUndefined();
  });

  test('is none of another organisation or server', () => {
    expect(pipelineBuild({ ...agent, SYSTEM_COLLECTIONURI: 'https://tfs.contoso.example/tfs/' })).toBeUndefined();
  });
});

interface SarifRun {
  readonly automationDetails: { readonly id: string };
  readonly results: readonly SarifResult[];
}

interface SarifResult {
  readonly locations: readonly { readonly physicalLocation: { readonly region: SarifRegion } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface SarifRegion {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
}
