import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { sarifReport } from '../../src/report/formats/sarif.ts';
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

  testWith(tool)('of every rule has neither errors nor warnings for code-scanning hosts', () => {
    expect(shown.length).toBeGreaterThan(100);
    const folder = mkdtempSync(path.join(tmpdir(), 'armlock-sarif-'));
    for (const { name, result } of shown) {
      writeFileSync(path.join(folder, `${name.replaceAll('/', '.')}.sarif`), sarifReport(result));
    }
    const args = ['validate', '--rule-kind', 'Sarif;Ghas', '--level', 'Error;Warning', path.join(folder, '*.sarif')];
    const { stdout, status } = spawnSync(tool.command, args, { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(stdout.split('\n').filter((line) => /: (error|warning) /.test(line))).toEqual([]);
    expect(stdout).toContain(`${shown.length} files scanned`);
    expect(status).toBe(0);
  });

  test.each(results)('$name has one run, own fingerprints and regions of one line', ({ result }) => {
    const { runs } = JSON.parse(sarifReport(result)) as { runs: readonly SarifRun[] };
    const [run, ...others] = runs;
    expect(others).toEqual([]);
    expect(run?.results).toHaveLength(result.findings.length);
    for (const { locations, partialFingerprints } of run?.results ?? []) {
      const region = locations[0]?.physicalLocation.region;
      expect(region?.startLine).toBe(region?.endLine);
      expect(region?.startColumn).toBeGreaterThan(0);
      expect(Object.keys(partialFingerprints)).toContain('armlockFingerprint/v1');
    }
  });
});

interface SarifRun {
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
