import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationName, type ReadConfiguration } from '../../src/config/configuration.ts';
import { floorsOf, readConfiguration } from '../../src/config/read.ts';
import { configuredTargets } from '../../src/config/targets.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { configurationEdits } from '../../src/library/edits.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { judge as judgeTargets } from '../../src/library/judge.ts';
import { unconfigured } from '../../src/library/setup.ts';
import { predicted, whatIfPair } from '../../src/library/what-if.ts';
import type { DeploymentMode } from '../../src/model/mode.ts';
import type { KnownVault } from '../../src/protection/resources/known-vaults.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { sourceFile, spanOf, whereIs } from '../../src/text/source.ts';
import { pairTargets } from '../../src/workspace/targets.ts';
import { readYaml } from '../../src/yaml/read-yaml.ts';
import { validatorOf } from '../../src/yaml/validate.ts';
import { type Around, setupFor, today } from './judge-targets.ts';
import { memoryTree } from './memory-tree.ts';

export const fixturesFolder = fileURLToPath(new URL('../../fixtures/', import.meta.url));

/** What `case.yaml` says; `fixtures/case.schema.json` describes it. */
export interface CaseFile {
  readonly about: string;
  /** Ids of facts that the case shows. */
  readonly facts?: readonly string[];
  readonly mode?: DeploymentMode;
  readonly context?: Readonly<Record<string, string>>;
  readonly knownVaults?: readonly Omit<KnownVault, 'span'>[];
  readonly retentionFloors?: Readonly<Record<string, string>>;
  readonly bothWays?: boolean;
  readonly incomplete?: boolean;
  readonly expect: readonly Expectation[];
  readonly notices?: readonly string[];
}

/** What a case says of its targets. */
type CaseSettings = Pick<CaseFile, 'mode' | 'context' | 'knownVaults' | 'retentionFloors'>;

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

/** The name of a file that is no template, but a what-if. */
const whatIfFile = 'what-if.json';

/**
 * Judges two revisions or a what-if as the commands do; without a base, head alone. What a case says of its targets
 * counts as if the configuration said it. If base has a configuration, that counts as well.
 */
export function judge(
  base: Files | undefined,
  head: Files,
  file: CaseSettings = {},
  rules?: readonly Rule[],
): RunResult {
  const around = aroundOf(file, rules);
  const before = readConfigurationIn(base ?? head);
  const setup = setupFor(around, before);
  const { configuration } = setup.read;
  const tree = memoryTree(head);
  if (whatIfFile in head) {
    const pair = whatIfPair({ tree, path: whatIfFile });
    return judgeTargets(evaluateTargets([pair], setup.evaluation), { mode: 'diff', setup: predicted(setup), today });
  }
  const after = configuredTargets(tree, configuration, setup.patterns);
  if (!base) {
    const alone = after.map((target) => ({ base: undefined, head: target }));
    return judgeTargets(evaluateTargets(alone, setup.evaluation), { mode: 'check', setup, today });
  }
  const pairs = pairTargets(configuredTargets(memoryTree(base, 'base/'), configuration, setup.patterns), after, tree);
  const edits = configurationEdits(before, readConfigurationIn(head));
  return judgeTargets(evaluateTargets(pairs, setup.evaluation), { mode: 'diff', setup, edits, today });
}

function aroundOf(
  { mode, context, knownVaults = [], retentionFloors = {} }: CaseSettings,
  asked?: readonly Rule[],
): Around {
  const span = spanOf(sourceFile(configurationName, 'vaults:\n'), 0, 6);
  return {
    ...(mode && { mode }),
    ...(context && { context }),
    ...(knownVaults.length > 0 && { vaults: knownVaults.map((vault): KnownVault => ({ ...vault, span })) }),
    ...(Object.keys(retentionFloors).length > 0 && { retentionFloors: floorsOf(retentionFloors) }),
    ...(asked && { asked }),
  };
}

function readConfigurationIn(files: Files): ReadConfiguration {
  const text = files[configurationName];
  return text === undefined ? unconfigured : readConfiguration(sourceFile(configurationName, text));
}
