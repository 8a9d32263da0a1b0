import path from 'node:path';
import type { Configuration, IgnoredPaths, ReadConfiguration, SeverityChange } from '../config/configuration.ts';
import { configurationName, noConfiguration } from '../config/configuration.ts';
import { type MissingFile, patternTexts } from '../config/targets.ts';
import type { RunOptions } from '../engine/judge.ts';
import type { Override } from '../engine/overrides.ts';
import type { Notice } from '../engine/result.ts';
import type { Rule } from '../rules/rule.ts';
import { shippedRules } from '../rules/shipped.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { FileTree } from '../text/files.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { loadPatterns, type Patterns, plainPatterns } from '../text/patterns.ts';
import { type SourceFile, sourceFile, whereIs } from '../text/source.ts';
import type { Surroundings } from '../workspace/load.ts';
import type { EvaluationOptions } from './evaluate.ts';
import { surroundingsFrom } from './external-inputs.ts';
import { UsageError, usageErrorAt } from './failures.ts';
import type { JudgeOptions } from './options.ts';
import { type ConfigurationPlace, rulesOnDisk } from './sources.ts';

/** Everything that is known before a template is read. */
export interface Setup {
  readonly read: ReadConfiguration;
  readonly evaluation: EvaluationOptions;
  readonly run: RunOptions;
  /** The ids of all rules, those that are switched off included. */
  readonly ruleIds: ReadonlySet<string>;
  /** Answers for the patterns of the configuration. */
  readonly patterns: Patterns;
  /** What is wrong with waivers, and what rules name that Azure does not have. */
  readonly notices: readonly Notice[];
}

export const unconfigured: ReadConfiguration = {
  file: undefined,
  configuration: noConfiguration,
  errors: [],
  warnings: [],
};

/** Reads a configuration from where it is; if it is not there, it is as if it were empty. */
export async function configurationAt({ source, file }: ConfigurationPlace): Promise<ReadConfiguration> {
  const read = await source.read(file);
  if (read.kind === 'missing') return unconfigured;
  if (read.kind === 'refused') throw new UsageError(`${source.display(file)} cannot be read: ${read.reason}`);
  // Loaded only where it is needed: most of the time of a run without a configuration would go into it.
  const { readConfiguration } = await import('../config/read.ts');
  return readConfiguration(sourceFile(source.display(file), read.text));
}

export interface SetupOptions extends JudgeOptions {
  /** Files with rules that were read already. */
  readonly ruleFiles?: readonly SourceFile[];
}

/** Joins the options of the user with the configuration. Throws a UsageError that lists what is wrong. */
export async function setUp(
  options: SetupOptions,
  read: ReadConfiguration,
  { source }: ConfigurationPlace,
): Promise<Setup> {
  throwIfWrong(read.errors);
  const { configuration } = read;
  const own = configuration.rules.map(({ folder, span }) => {
    const found = source.rulesIn(path.posix.normalize(folder).replace(/\/$/, ''));
    if (!found) throw usageErrorAt(`There is no folder of rules '${folder}'.`, span);
    return found;
  });
  const { rules, warnings } = await rulesWith(
    distinct([...own.flat(), ...(options.ruleFiles ?? []), ...namedRules(options)]),
  );
  const around = {
    surroundings: surroundingsFrom(options, options.cwd ?? process.cwd()),
    patterns: await loadPatterns(patternTexts(configuration)),
    warnings,
  };
  return setupWith(rules, read, options, around);
}

/** The same with rules that are read already, where nothing is looked for on the disk. */
export function setupWith(
  rules: readonly Rule[],
  read: ReadConfiguration,
  options: Pick<JudgeOptions, 'mode' | 'context' | 'unknown' | 'failOn'> = {},
  {
    surroundings = {},
    patterns = plainPatterns,
    warnings = [],
  }: {
    readonly surroundings?: Surroundings;
    readonly patterns?: Patterns;
    /** What is wrong with rules that are used all the same. */
    readonly warnings?: readonly Diagnostic[];
  } = {},
): Setup {
  const { configuration } = read;
  return {
    read: { ...read, configuration: withOverrides(configuration, options) },
    evaluation: { context: { ...configuration.context, ...options.context }, surroundings },
    run: {
      mode: options.mode ?? configuration.mode ?? 'undeclared',
      knownVaults: configuration.vaults,
      retentionFloors: configuration.retentionFloors,
      overrides: overridesOf(configuration, rules, patterns, options.failOn),
      rules: withSeverities(rules, configuration.severities),
      unknown: options.unknown ?? configuration.unknown ?? 'warning',
      failOn: options.failOn ?? configuration.failOn ?? 'error',
      rulePages: configuration.rulePages,
    },
    ruleIds: new Set(rules.map(({ id }) => id)),
    patterns,
    notices: [
      ...[...read.warnings, ...unknownRules(read, rules)].map(waiverNotice),
      ...warnings.map((warning) => noticeOf(warning, 'The rule reports nothing there.')),
    ],
  };
}

/** Options of the user override what is declared of some targets or vaults. */
function overridesOf(
  { overrides }: Configuration,
  rules: readonly Rule[],
  patterns: Patterns,
  askedFailOn: JudgeOptions['failOn'],
): readonly Override[] {
  return overrides.map(({ targets, vaults, severities, retentionFloors, failOn }) => {
    throwIfUnknown(severities, rules);
    const isTarget = patterns.paths(targets);
    return {
      holdsFor: ({ paths = [] }, vault) =>
        (targets.length === 0 || paths.some(isTarget)) &&
        (vaults.length === 0 || vaults.some((pattern) => patterns.matchesName(pattern, vault))),
      severities: new Map(severities.map(({ rule, severity }) => [rule, severity])),
      retentionFloors,
      failOn: askedFailOn === undefined ? failOn : undefined,
    };
  });
}

/** Options of the user override what is declared of a target. */
function withOverrides(configuration: Configuration, { mode, context }: JudgeOptions): Configuration {
  const targets = configuration.targets.map((target) => {
    return { ...target, mode: mode ?? target.mode, context: { ...target.context, ...context } };
  });
  return { ...configuration, targets };
}

/** The same folder can be named twice. */
function distinct(files: readonly SourceFile[]): readonly SourceFile[] {
  return [...new Map(files.map((file) => [`${file.path}\n${file.text}`, file])).values()];
}

function namedRules({ rules = [], cwd = process.cwd() }: JudgeOptions): readonly SourceFile[] {
  return rules.flatMap((folder) => {
    const found = rulesOnDisk(path.resolve(cwd, folder), folder);
    if (!found) throw new UsageError(`There is no folder of rules '${folder}'`);
    return found;
  });
}

/** The shipped rules and those of some files, with what keeps these from finding anything. */
export async function rulesWith(
  files: readonly SourceFile[],
): Promise<{ readonly rules: readonly Rule[]; readonly warnings: readonly Diagnostic[] }> {
  const shipped = await shippedRules();
  if (files.length === 0) return { rules: shipped, warnings: [] };
  const { readRules } = await import('../rules/load.ts');
  const { rules, diagnostics, warnings } = readRules(files);
  throwIfWrong(diagnostics);
  const all = [...shipped, ...rules];
  const twice = all.find(({ id }, index) => all.findIndex((other) => other.id === id) !== index);
  if (twice) throw new UsageError(`There are two rules with the id '${twice.id}'`);
  return { rules: all, warnings };
}

export function throwIfWrong(problems: readonly Diagnostic[]): void {
  if (problems.length === 0) return;
  throw new UsageError(problems.map(({ span, message }) => `${whereIs(span)}: ${message}`).join('\n'));
}

function withSeverities(rules: readonly Rule[], changes: readonly SeverityChange[]): readonly Rule[] {
  throwIfUnknown(changes, rules);
  const wanted = new Map(changes.map(({ rule, severity }) => [rule, severity]));
  return rules.flatMap((rule) => {
    const severity = wanted.get(rule.id);
    return severity === 'off' ? [] : [severity === undefined ? rule : { ...rule, severity, severityByType: {} }];
  });
}

function throwIfUnknown(changes: readonly SeverityChange[], rules: readonly Rule[]): void {
  const wrong = changes.filter(({ rule }) => !rules.some(({ id }) => id === rule));
  throwIfWrong(
    wrong.map(({ rule, span }) => ({ severity: 'error', code: 'rule', message: noRule(rule, rules), span })),
  );
}

function noRule(id: string, rules: readonly Rule[]): string {
  const nearest = nearestName(
    rules.map((one) => one.id),
    id,
  );
  const advice = nearest === undefined ? `; 'armlock rules' lists them.` : `.${didYouMean(nearest)}`;
  return `There is no rule '${id}'${advice}`;
}

function unknownRules({ configuration }: ReadConfiguration, rules: readonly Rule[]): readonly Diagnostic[] {
  return configuration.waivers
    .filter(({ rule }) => !rules.some(({ id }) => id === rule))
    .map(({ rule, span }) => ({ severity: 'error', code: 'rule', message: noRule(rule, rules), span }));
}

function waiverNotice({ message, span }: Diagnostic): Notice {
  return noticeOf({ severity: 'warning', code: 'waiver-malformed', message, span }, 'This waiver covers nothing.');
}

function noticeOf({ code, message, span }: Diagnostic, effect: string): Notice {
  return { severity: 'warning', code, message, effect, span, revision: 'base', unchanged: false };
}

/** The day on which waivers are judged. */
export function todayOf({ today }: JudgeOptions): string {
  return today ?? new Date().toISOString().slice(0, 10);
}

/** Says that a declared file is not there. */
export function missingNotice({ file, target }: MissingFile): Notice {
  const message = `There is no file '${file}', which a declared target uses.`;
  const effect = 'armlock cannot check the target.';
  return {
    severity: 'warning',
    code: 'target-missing',
    message,
    effect,
    span: target.span,
    revision: 'base',
    unchanged: false,
  };
}

/**
 * Says of folders of a tree that they could not be looked into.
 *
 * @param isIgnored whether the configuration ignores a file of the tree
 */
export function unlistedNotices(tree: FileTree, isIgnored: (file: string) => boolean): readonly Notice[] {
  return (tree.unlisted?.() ?? [])
    .filter(({ folder }) => !isIgnored(folder) && !isIgnored(`${folder}/any`))
    .map(({ folder, reason }) => ({
      severity: 'warning',
      code: 'folder-unlisted',
      message: `armlock cannot look into the folder '${tree.display(folder)}': ${reason}.`,
      effect: 'Templates in it are not judged. Give the permission to list it, or name it under ignore.',
      span: undefined,
      revision: 'head',
      unchanged: false,
    }));
}

/** Says that base has what head has. */
export function pastNotice(): Notice {
  return {
    severity: 'warning',
    code: 'head-in-base',
    message: 'The commit to judge is a part of base already, so that nothing lies between them.',
    effect: 'Nothing is compared; --exact-base compares the two themselves.',
    span: undefined,
    revision: 'head',
    unchanged: false,
  };
}

/** Says that a configuration lies where none is looked for. */
export function unreadNotice(file: string): Notice {
  return {
    severity: 'warning',
    code: 'configuration-unread',
    message: `${file} is not read.`,
    effect: `The configuration is ${configurationName} at the root of the repository; --config names another one.`,
    span: undefined,
    revision: 'head',
    unchanged: false,
  };
}

/** Says that an entry of `ignore` has no effect: often, a folder was renamed, and what is in it is judged again. */
export function ignoreNotice({ pattern, span }: IgnoredPaths): Notice {
  const message = `'${pattern}' in ignore matches no file.`;
  const effect = 'It has no effect; correct or remove it.';
  return { severity: 'note', code: 'ignore-unused', message, effect, span, revision: 'base', unchanged: false };
}
