import { readFileSync } from 'node:fs';
import type { RunResult } from '../engine/result.ts';
import { InputError, UsageError } from './failures.ts';

/** Reads the fingerprints of a baseline. Throws a UsageError if it is none. */
export function readBaseline(file: string): ReadonlySet<string> {
  const data = parse(file, readText(file));
  const findings: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'findings') : undefined;
  if (!Array.isArray(findings)) throw new UsageError(`${file}: a baseline has a list 'findings'`);
  const prints = findings.map((one: unknown) =>
    typeof one === 'object' && one !== null ? Reflect.get(one, 'fingerprint') : undefined,
  );
  const isText = (print: unknown): print is string => typeof print === 'string';
  if (!prints.every(isText)) throw new UsageError(`${file}: every finding of a baseline has a 'fingerprint'`);
  return new Set(prints);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new InputError(`The baseline '${file}' cannot be read`);
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : 'it is no JSON'}`);
  }
}

/** All findings of a run as a baseline: what is in it is not reported again. */
export function baselineOf({ findings, waived }: RunResult): string {
  const known = [...findings, ...waived.filter(({ waiver }) => waiver?.kind === 'baseline')];
  const entries = known.map(({ rule, resource, property, fingerprint }) => {
    return { rule: rule.id, resource: resource.name, property, fingerprint };
  });
  const sorted = entries.sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
  return `${JSON.stringify({ version: 1, findings: sorted }, undefined, 2)}\n`;
}
