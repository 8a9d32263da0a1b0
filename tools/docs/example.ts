import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { structuredPatch } from 'diff';
import { parse } from 'yaml';
import { isBicepTemplate } from '../../src/bicep/semantics/file-references.ts';
import { floorsOf } from '../../src/config/read.ts';
import type { Finding } from '../../src/engine/result.ts';
import type { DeploymentMode } from '../../src/model/mode.ts';
import { textReport } from '../../src/report/formats/text.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { FileTree } from '../../src/text/files.ts';
import { lineStarts, type SourceFile, startOf } from '../../src/text/source.ts';
import { folderTree } from '../../src/workspace/tree.ts';
import { judgeFolders } from './judge-folders.ts';

export type Language = 'Bicep' | 'JSON';

/** A case of a rule as its page shows it. */
export interface Example {
  /** Name of the fixture. */
  readonly name: string;
  readonly language: Language;
  readonly files: readonly ShownFile[];
  /** The command that prints the report. */
  readonly command: string;
  readonly report: string;
  readonly outcome: Finding['outcome'];
}

/** What matters of a file: around what changed, or around what a rule finds in one revision. */
export interface ShownFile {
  readonly file: string;
  /** Undefined if base has no such file, or if there is no base. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * The fixture that shows best what a rule finds, in one language: if possible, nothing else is found in it and the loss
 * is certain; and little changes.
 */
export function exampleOf(
  rule: Rule,
  language: Language,
  rules: readonly Rule[],
  fixtures: string,
): Example | undefined {
  const folder = path.join(fixtures, rule.id);
  if (!isFolder(folder)) return undefined;
  const candidates = readdirSync(folder)
    .filter((name) => isFolder(path.join(folder, name)))
    .sort()
    .flatMap((name) => readCandidate(path.join(folder, name), name, language, rule, rules));
  const [best] = candidates.sort((left, right) => left.cost - right.cost);
  return best?.example;
}

interface Candidate {
  readonly example: Example;
  readonly cost: number;
}

function readCandidate(
  folder: string,
  name: string,
  language: Language,
  rule: Rule,
  rules: readonly Rule[],
): readonly Candidate[] {
  const head = shownTree(path.join(folder, 'head'));
  if (head.list('').some(isBicepTemplate) !== (language === 'Bicep')) return [];
  const base = isFolder(path.join(folder, 'base')) ? shownTree(path.join(folder, 'base')) : undefined;
  const { mode = 'undeclared', retentionFloors = {} } = settingsOf(folder);
  const result = judgeFolders(base, head, rules, { mode, retentionFloors: floorsOf(retentionFloors) });
  const own = result.findings.filter((one) => one.rule.id === rule.id);
  // What a rule can never say for certain is shown as it is.
  const finding = own.find(({ verdict }) => verdict === 'weakened') ?? own[0];
  if (!finding) return [];
  const files = base ? changedFiles(base, head) : [foundIn(finding)];
  const command = `armlock ${base ? 'diff base head' : 'check head'}${mode === 'undeclared' ? '' : ` --mode ${mode}`}`;
  const report = textReport(result, { colour: false });
  const example = { name, language, files, command, report, outcome: finding.outcome };
  const lines = files.flatMap(({ before = '', after = '' }) => `${before}\n${after}`.split('\n')).length;
  const asides = result.findings.length - 1 + (finding.confidence === 'certain' ? 0 : 1);
  return [{ example, cost: lines + 1000 * asides }];
}

interface CaseSettings {
  readonly mode?: DeploymentMode;
  readonly retentionFloors?: Readonly<Record<string, string>>;
}

function settingsOf(folder: string): CaseSettings {
  return parse(readFileSync(path.join(folder, 'case.yaml'), 'utf8')) as CaseSettings;
}

/** A tree whose paths do not contain the place of the repository. */
function shownTree(folder: string): FileTree {
  const name = path.basename(folder);
  return { ...folderTree(folder), display: (file) => `${name}/${file}` };
}

function changedFiles(base: FileTree, head: FileTree): readonly ShownFile[] {
  const files = [...new Set([...base.list(''), ...head.list('')])].sort();
  return files.flatMap((file): readonly ShownFile[] => {
    const [from, to] = [textIn(base, file), textIn(head, file)];
    if (from === to) return [];
    const { hunks } = structuredPatch(file, file, from ?? '', to ?? '', undefined, undefined, { context: 3 });
    const side = (marks: string): string =>
      hunks
        .map(({ lines }) => dedented(lines.filter((line) => marks.includes(line[0] ?? '')).map(withoutMark)))
        .join('\n…\n');
    return [
      { file, before: from === undefined ? undefined : side(' -'), after: to === undefined ? undefined : side(' +') },
    ];
  });
}

function textIn(tree: FileTree, file: string): string | undefined {
  const read = tree.read(file);
  return read.kind === 'text' ? read.text : undefined;
}

function withoutMark(line: string): string {
  return line.slice(1);
}

/** The lines around a finding. */
function foundIn({ anchor }: Finding): ShownFile {
  const { file } = anchor;
  const { line } = startOf(anchor);
  return {
    file: fileName(file),
    before: undefined,
    after: dedented(linesOf(file).slice(Math.max(0, line - 5), line + 4)),
  };
}

function fileName({ path: shown }: SourceFile): string {
  return shown.replace(/^head\//, '');
}

function linesOf(file: SourceFile): readonly string[] {
  const starts = lineStarts(file);
  return starts.map((start, index) => file.text.slice(start, starts[index + 1] ?? file.text.length).trimEnd());
}

/** Lines without the indentation that all of them have. */
function dedented(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents, 80);
  return lines.map((line) => line.slice(indent)).join('\n');
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}
