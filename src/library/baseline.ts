import type { RunResult } from '../engine/result.ts';
import { parseJson } from '../json/parse.ts';
import { type JsonNode, memberOf } from '../json/tree.ts';
import type { FileRef } from '../text/files.ts';
import { type SourceFile, sourceFile, spanOf } from '../text/source.ts';
import { InputError, usageErrorAt } from './failures.ts';
import { throwIfWrong } from './setup.ts';

/** Reads the fingerprints of a baseline. Throws a UsageError that points into the file if it is none. */
export function readBaseline(file: FileRef): ReadonlySet<string> {
  const source = readSource(file);
  const { root, diagnostics } = parseJson(source);
  throwIfWrong(diagnostics.filter(({ severity }) => severity === 'error'));
  const findings = root?.kind === 'object' ? memberOf(root, 'findings')?.value : undefined;
  if (findings?.kind !== 'array')
    throw usageErrorAt(`A baseline has a list 'findings'.`, root?.span ?? spanOf(source, 0, 0));
  return new Set(findings.items.map(fingerprintIn));
}

function fingerprintIn(finding: JsonNode): string {
  const print = finding.kind === 'object' ? memberOf(finding, 'fingerprint')?.value : undefined;
  if (print?.kind !== 'string') throw usageErrorAt(`Every finding of a baseline has a 'fingerprint'.`, finding.span);
  return print.value;
}

function readSource({ tree, path }: FileRef): SourceFile {
  const [read, shown] = [tree.read(path), tree.display(path)];
  if (read.kind === 'text') return sourceFile(shown, read.text);
  const reason = read.kind === 'missing' ? 'it does not exist' : read.reason;
  throw new InputError(`The baseline '${shown}' cannot be read, because ${reason}`);
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
