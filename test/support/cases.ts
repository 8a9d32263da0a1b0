import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { floorsOf } from '../../src/config/read.ts';
import { runCheck, runDiff } from '../../src/engine/judge.ts';
import type { RunResult } from '../../src/engine/result.ts';
import type { DeploymentMode } from '../../src/model/mode.ts';
import type { KnownVault } from '../../src/protection/resources/known-vaults.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import type { FileTree } from '../../src/text/files.ts';
import { sourceFile, spanOf, whereIs } from '../../src/text/source.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { validatorOf } from '../../src/yaml/validate.ts';
import { memoryTree } from './memory-tree.ts';

export const fixturesFolder = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** What `case.yaml` says; `fixtures/case.schema.json` describes it. */
export interface CaseFile {
  readonly about: string;
  readonly mode?: DeploymentMode;
  readonly context?: Readonly<Record<string, string>>;
  readonly knownVaults?: readonly Omit<KnownVault, 'span'>[];
  readonly retentionFloors?: Readonly<Record<string, string>>;
  readonly bothWays?: boolean;
  readonly incomplete?: boolean;
  readonly expect: readonly Expectation[];
  readonly notices?: readonly string[];
}

export interface Expectation {
  readonly rule: string;
  readonly verdict: 'weakened' | 'unknown';
  readonly confidence: 'certain' | 'possible';
  readonly outcome?: string;
  readonly resource?: string;
  readonly at: string;
}

/** Files of one revision by path. */
export type Files = Readonly<Record<string, string>>;

export interface Fixture {
  /** `rule/case`. */
  readonly name: string;
  /** The rule that the case is about, or a folder such as `_project`. */
  readonly owner: string;
  readonly folder: string;
  readonly file: CaseFile;
  /** Undefined for a case about one revision. */
  readonly base: Files | undefined;
  readonly head: Files;
}

const schema = JSON.parse(readFileSync(path.join(fixturesFolder, 'case.schema.json'), 'utf8')) as object;
const validate = validatorOf(schema);

/** All cases under `fixtures/`. Throws at one whose `case.yaml` is wrong, with file, line and column. */
export function loadFixtures(): readonly Fixture[] {
  const owners = foldersIn(fixturesFolder).filter((name) => name !== 'demo');
  return owners.flatMap((owner) =>
    foldersIn(path.join(fixturesFolder, owner)).map((name) =>
      readFixture(path.join(fixturesFolder, owner, name), `${owner}/${name}`),
    ),
  );
}

/** Reads the case of a folder. */
export function readFixture(folder: string, name: string): Fixture {
  const source = sourceFile(`${name}/case.yaml`, readFileSync(path.join(folder, 'case.yaml'), 'utf8'));
  const document = readYaml(source);
  const problems = 'data' in document ? validate(document) : document;
  const [problem] = problems;
  if (problem || !('data' in document)) throw new Error(problem && `${whereIs(problem.span)}: ${problem.message}`);
  const base = path.join(folder, 'base');
  return {
    name,
    owner: name.split('/')[0] ?? '',
    folder,
    file: document.data as CaseFile,
    base: isFolder(base) ? filesIn(base) : undefined,
    head: filesIn(path.join(folder, 'head')),
  };
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

function filesIn(folder: string): Files {
  const names = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = names.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  return Object.fromEntries(
    paths.map((file) => [file.split(path.sep).join('/'), readFileSync(path.join(folder, file), 'utf8')]),
  );
}

const shipped = await shippedRules();

/** The name of a file that is no template, but what a what-if tells. */
const whatIfFile = 'what-if.json';

/** Runs all rules over two revisions or over a what-if; without a base, those that judge a state. */
export function judge(
  base: Files | undefined,
  head: Files,
  file: Pick<CaseFile, 'mode' | 'context' | 'knownVaults' | 'retentionFloors'> = {},
  rules: readonly Rule[] = shipped,
): RunResult {
  const span = spanOf(sourceFile('armlock.yaml', 'vaults:\n'), 0, 6);
  const knownVaults = (file.knownVaults ?? []).map((vault): KnownVault => ({ ...vault, span }));
  const mode = file.mode ?? 'undeclared';
  const retentionFloors = floorsOf(file.retentionFloors ?? {});
  const context = file.context ?? {};
  const options = { rules, mode, context, unknown: 'warning', knownVaults, retentionFloors } as const;
  const targets = (tree: FileTree): ReturnType<typeof discoverTargets> => discoverTargets(tree);
  if (whatIfFile in head) {
    const target = { template: { tree: memoryTree(head), path: whatIfFile }, parameters: undefined };
    const pair = { base: { ...target, form: 'what-if-before' }, head: { ...target, form: 'what-if-after' } } as const;
    return runDiff([pair], { ...options, mode: 'predicted' });
  }
  const tree = memoryTree(head);
  const after = targets(tree);
  if (!base) return runCheck(after, options);
  return runDiff(pairTargets(targets(memoryTree(base, 'base/')), after, tree), options);
}
