import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { baseOfEvent } from '../../src/action/event.ts';
import { readConfiguration } from '../../src/config/read.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { readBaseline } from '../../src/library/baseline.ts';
import { readContext } from '../../src/library/context.ts';
import { InputError, UsageError } from '../../src/library/failures.ts';
import { reporters } from '../../src/report/reporters.ts';
import { resolveJsonReport } from '../../src/report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../src/report/resolve/resolve-text.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import { readRules } from '../../src/rules/load.ts';
import { sourceFile } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { piecesOf } from '../support/secret-pieces.ts';
import { layoutsOf } from './layouts.ts';
import { fuzzSecret } from './secrets.ts';

/** Kinds of documents that are read by themselves. */
export const documentKinds = ['configuration', 'rule', 'baseline', 'context', 'event', 'live-state'] as const;

/** Kinds of files that are judged in two revisions. */
export const fileKinds = [
  'arm',
  'bicep',
  'parameters',
  'bicepparam',
  'what-if',
  'snapshot',
  'loaded',
  'torn',
  'secret',
  'configured',
] as const;

export type Kind = (typeof documentKinds)[number] | (typeof fileKinds)[number];

/** What is tried. Documents are in `head` under one name. */
export interface Input {
  readonly kind: Kind;
  readonly base: Files;
  readonly head: Files;
}

/** Milliseconds of processor time that one input may take. Machines are busy, so that it is generous. */
const maxTime = 10_000;

/** Mebibytes by which the largest use of memory may grow with one input, and what is no matter in any case. */
const maxGrowth = 512;
const usualMemory = 1024;

/** What is wrong with how armlock takes an input; undefined if all is well. */
export function faultOf(input: Input): string | undefined {
  const before = process.cpuUsage();
  const memory = process.resourceUsage().maxRSS / 1024;
  try {
    const fault = isDocument(input.kind)
      ? documentFault(input.kind, Object.values(input.head)[0] ?? '')
      : judgementFault(input);
    if (fault !== undefined) return fault;
  } catch (error) {
    return `exception: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 2).join(' ') : String(error)}`;
  }
  const { user, system } = process.cpuUsage(before);
  if ((user + system) / 1000 > maxTime) return 'time: more than ten seconds';
  const now = process.resourceUsage().maxRSS / 1024;
  return now > usualMemory && now - memory > maxGrowth ? `memory: ${now - memory} MiB for one input` : undefined;
}

function isDocument(kind: Kind): kind is (typeof documentKinds)[number] {
  return documentKinds.some((one) => one === kind);
}

/** Refusing a document is right; any other error is not. */
function documentFault(kind: (typeof documentKinds)[number], text: string): string | undefined {
  try {
    readDocument(kind, text);
    return undefined;
  } catch (error) {
    if (error instanceof UsageError || error instanceof InputError) return undefined;
    throw error;
  }
}

function readDocument(kind: (typeof documentKinds)[number], text: string): void {
  const tree = memoryTree({ 'x.json': text });
  switch (kind) {
    case 'configuration':
      readConfiguration(sourceFile('armlock.yaml', text));
      return;
    case 'rule':
      readRules([sourceFile('x-y.yaml', text)]);
      return;
    case 'baseline':
      readBaseline({ tree, path: 'x.json' });
      return;
    case 'live-state':
      loadTarget({ template: { tree, path: 'x.json' }, parameters: undefined, form: 'live-state' }, { context: {} });
      return;
    case 'context':
      onDisk(text, readContext);
      return;
    case 'event':
      onDisk(text, (file) => baseOfEvent({ GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: file }, '.'));
      return;
  }
}

function onDisk(text: string, use: (file: string) => unknown): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-fuzz-'));
  try {
    const file = path.join(folder, 'x.json');
    writeFileSync(file, text);
    use(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judgementFault(input: Input): string | undefined {
  const { base, head, kind } = input;
  if (kind === 'configured') return configuredFault(input);
  const result = judge(base, head);
  const failed = result.notices.find(({ code }) => code === 'internal-error');
  if (failed) return `exception: ${failed.message}`;
  const isBeside = kind !== 'what-if' && beside in base && !('armlock.yaml' in base);
  if (isBeside && !findsBeside(result)) return 'silence: the weakening in the file beside is not found';
  const texts = written(result);
  const ill = illFormed(texts);
  if (ill !== undefined) return `report: ${ill} is not well-formed`;
  if (written(judge(base, head)).join() !== texts.join()) return 'sameness: two runs differ';
  if (kind === 'what-if') return undefined;
  if (kind === 'torn') return tornFault(input, result);
  if (kind === 'secret') return secretFault(input, texts);
  const layout = layoutFault(input, result);
  if (layout !== undefined) return layout;
  const changes = judge(head, head).findings.filter(({ verdict }) => verdict === 'weakened');
  return changes.length > 0 ? `noise: ${changes[0]?.rule.id} where nothing changes` : undefined;
}

/** Whatever the configuration of head says, a weakening that base does not excuse is found. */
function configuredFault({ base, head }: Input): string | undefined {
  try {
    const result = judge(base, head);
    return findsBeside(result) ? undefined : 'silence: the configuration of head hides a weakening';
  } catch (error) {
    if (error instanceof UsageError || error instanceof InputError) return undefined;
    throw error;
  }
}

/** A file of base that is cut off takes nothing away for certain, and is not passed over. */
function tornFault({ base, head }: Input, { findings, notices, complete }: RunResult): string | undefined {
  const own = findings.filter(({ resource }) => resource.name !== besideName);
  const isBroken = notices.some(({ code, revision }) => revision === 'head' && code !== 'gap');
  // What only head has takes nothing away.
  const certain = own.find(
    ({ verdict, confidence, base: had }) => verdict === 'weakened' && confidence === 'certain' && had !== undefined,
  );
  if (isBroken && !complete && certain) return `torn: ${certain.rule.id} is certain although the file is cut`;
  const cut = Object.entries(head).find(([name, text]) => name !== beside && text !== base[name]);
  const isCutJson = cut?.[0].endsWith('.json') && !isJson(cut[1]) && isJson(base[cut[0]] ?? '');
  if (!isCutJson || !complete || own.length > 0) return undefined;
  const deployed = discoverTargets(memoryTree(base)).filter(({ template }) => template.path === cut?.[0]);
  const hadResources = deployed.some((target) => loadTarget(target, { context: {} }).deployment.resources.length > 0);
  return hadResources ? 'torn: nothing is said of a file that is cut' : undefined;
}

/** No report has the secret, a part of it, or what functions make of it. */
function secretFault({ head }: Input, texts: readonly string[]): string | undefined {
  const targets = discoverTargets(memoryTree(head)).map((target) => loadTarget(target, { context: {} }).deployment);
  // A decorator or a parameter that an edit broke keeps nothing secret.
  const isSecret = targets.length > 0 && targets.some(({ secretTexts = [] }) => secretTexts.includes(fuzzSecret));
  if (!isSecret) return undefined;
  const resolved = targets
    .filter(({ secretTexts = [] }) => secretTexts.includes(fuzzSecret))
    .flatMap((one) => [resolveTextReport(one), resolveJsonReport(one), snapshotReport(one)]);
  const all = [...texts, ...resolved].map((text) => text.toLowerCase());
  const piece = piecesOf(fuzzSecret).find((one) => all.some((text) => text.includes(one)));
  return piece === undefined ? undefined : `secret: '${piece}' is shown`;
}

/** How head is laid out changes no finding. */
function layoutFault({ base, head }: Input, { findings }: RunResult): string | undefined {
  const layouts = layoutsOf(head);
  // One layout for each input, so that more inputs are tried.
  const length = Object.values(head).reduce((sum, text) => sum + text.length, 0);
  const [how, files] = layouts[length % layouts.length] ?? ['as they are', head];
  const others = judge(base, files).findings;
  // Findings are one or several as the lines are one or several that a person must change.
  const keysOf = others.length === findings.length ? wholeKeys : keysOfEach;
  return keysOf(others).join('\n') === keysOf(findings).join('\n')
    ? undefined
    : `layout: other findings in files ${how}`;
}

function wholeKeys(findings: RunResult['findings']): readonly string[] {
  return findings
    .map(({ rule, verdict, confidence, fingerprint }) => [rule.id, verdict, confidence, fingerprint].join())
    .sort();
}

function keysOfEach(findings: RunResult['findings']): readonly string[] {
  const keys = findings.flatMap(({ rule, verdict, confidence, names }) =>
    names.map((name) => [rule.id, verdict, confidence, name].join()),
  );
  return [...new Set(keys)].sort();
}

const besideName = 'fuzz-beside';

/** The file whose vault gets weaker in every input. */
export const beside = 'fuzz/beside.json';

function findsBeside({ findings }: RunResult): boolean {
  return findings.some(
    ({ rule, resource }) => rule.id === 'vault-immutability-weakened' && resource.name === besideName,
  );
}

function written(result: RunResult): readonly string[] {
  return Object.values(reporters).map((reporter) => reporter.write(result, { colour: false, waived: true }));
}

/** Controls but tabs and line breaks, and marks of direction. */
const unprintable = /(?![\t\n\r])[\p{Cc}\u202a-\u202e]/u;

/** Formats that are JSON can be read back, and none does anything to a terminal. */
function illFormed(texts: readonly string[]): string | undefined {
  const formats = Object.keys(reporters);
  for (const [index, text] of texts.entries()) {
    const format = formats[index] ?? '';
    if (/^[{[]/.test(text) && !isJson(text)) return format;
    if (unprintable.test(text)) return format;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
