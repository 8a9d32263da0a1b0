import type { ContextOptions } from '../arm/context.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import type { KnownVault } from '../protection/resources/known-vaults.ts';
import type { Severity, UnknownSeverity } from '../rules/rule.ts';
import type { Waiver } from '../rules/waiver.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile, Span } from '../text/source.ts';

/**
 * A template whose deployment is declared. Paths are relative to the configuration. A pattern means the targets that are
 * found by convention and fit it.
 */
export interface DeclaredTarget {
  readonly template: string;
  readonly parameters: readonly string[];
  readonly mode: DeploymentMode | undefined;
  readonly context: ContextOptions;
  readonly span: Span;
}

/** Files and folders that are left out. */
export interface IgnoredPaths {
  readonly pattern: string;
  readonly span: Span;
}

export interface RuleFolder {
  readonly folder: string;
  readonly span: Span;
}

/** What `armlock.yaml` says. What it leaves out is undefined or empty. */
export interface Configuration {
  readonly mode: DeploymentMode | undefined;
  readonly context: ContextOptions;
  readonly unknown: UnknownSeverity | undefined;
  readonly failOn: Severity | undefined;
  readonly severities: readonly SeverityChange[];
  /** Folders with the user's own rules. */
  readonly rules: readonly RuleFolder[];
  /** Where no targets are looked for. */
  readonly ignore: readonly IgnoredPaths[];
  readonly targets: readonly DeclaredTarget[];
  readonly vaults: readonly KnownVault[];
  readonly retentionFloors: RetentionFloors;
  /** Of several that hold, the last one counts. */
  readonly overrides: readonly ConfiguredOverride[];
  readonly waivers: readonly Waiver[];
  readonly baseline: string | undefined;
  /** Where an organisation publishes the pages of rules: an address with `{rule}` for the id. */
  readonly rulePages: string | undefined;
}

/** What holds for some targets or vaults only. */
export interface ConfiguredOverride {
  /** Patterns of paths of templates and parameter files; all targets if empty. */
  readonly targets: readonly string[];
  /** Patterns of names of vaults; all if empty. */
  readonly vaults: readonly string[];
  readonly severities: readonly SeverityChange[];
  readonly retentionFloors: RetentionFloors;
  readonly failOn: Severity | undefined;
}

export interface SeverityChange {
  readonly rule: string;
  readonly severity: Severity | 'off';
  readonly span: Span;
}

/** A configuration that was read, or why it cannot be. */
export interface ReadConfiguration {
  readonly file: SourceFile | undefined;
  readonly configuration: Configuration;
  /** Why the configuration is not valid; then it is as if there were none. */
  readonly errors: readonly Diagnostic[];
  /** Waivers that are not as they should be, which are left out. */
  readonly warnings: readonly Diagnostic[];
}

/** The name of the configuration at the root of a repository or folder. */
export const configurationName = 'armlock.yaml';

export const noConfiguration: Configuration = {
  mode: undefined,
  context: {},
  unknown: undefined,
  failOn: undefined,
  severities: [],
  rules: [],
  ignore: [],
  targets: [],
  vaults: [],
  retentionFloors: {},
  overrides: [],
  waivers: [],
  baseline: undefined,
  rulePages: undefined,
};
