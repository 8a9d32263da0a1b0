import type { ContextOptions } from '../arm/context.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { Severity, UnknownSeverity } from '../rules/rule.ts';
import type { SurroundingOptions } from './external-inputs.ts';

/** Options of every run. What is left out is as the configuration says, or the default. */
export interface JudgeOptions extends SurroundingOptions {
  /** The folder from which paths are meant and shown; by default the current one. */
  readonly cwd?: string;
  /** The configuration; by default `armlock.yaml` at the root of the repository or folder. */
  readonly config?: string;
  /** Where templates are deployed to. */
  readonly context?: ContextOptions;
  /** The file that says it. If base has it, what base says counts in its stead, as with the configuration. */
  readonly contextFile?: string;
  /** How all targets are deployed. */
  readonly mode?: Exclude<DeploymentMode, 'undeclared' | 'predicted'>;
  /** Folders with the user's own rules, beside those of the configuration. */
  readonly rules?: readonly string[];
  /** What a value is worth that cannot be decided; by default a warning. */
  readonly unknown?: UnknownSeverity;
  /** The least severity of a finding that makes a run fail; by default an error. */
  readonly failOn?: Severity;
  /** The day on which waivers are judged, as `2027-03-31`; by default the present one. */
  readonly today?: string;
  /** Is called before each target is evaluated, and after the last one. */
  readonly onProgress?: (progress: Progress) => void;
  /** Stops a run between two targets; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How far a run is. */
export interface Progress {
  /** Targets that are done. */
  readonly done: number;
  readonly targets: number;
}

/** Two revisions of a git repository, or two templates or folders. */
export interface DiffOptions extends JudgeOptions {
  /** Name of a commit to compare with, by default `HEAD`; what counts is where head left it. */
  readonly base?: string;
  /** Name of the commit to judge. Without it, the files of the working tree. */
  readonly head?: string;
  /** Judges what is staged for the next commit. */
  readonly staged?: boolean;
  /** Compares with base itself, not with where head left it. */
  readonly exactBase?: boolean;
  /** Only targets that one of these files or folders is a part of. */
  readonly paths?: readonly string[];
  /**
   * Texts of files of the working tree that count instead of what the disk has, by their paths: what an editor has not
   * written yet.
   */
  readonly texts?: Readonly<Record<string, string>>;
  /** Two templates or two folders that are compared instead of revisions. */
  readonly files?: FilesOptions;
}

export interface FilesOptions {
  readonly base: string;
  readonly head: string;
  /** Whether base is what Azure has: resources as `az resource show` and Resource Graph return them, or an exported template. */
  readonly isBaseLive?: boolean;
  /** Parameter files of the template. Without them, those beside it that bear its name. */
  readonly parameters?: readonly string[];
  /** The same for base, if it differs from head. */
  readonly baseParameters?: readonly string[];
}

/** The result of a what-if, as JSON. */
export interface WhatIfOptions extends Omit<JudgeOptions, 'mode' | 'context'> {
  /** The file that has it; what it is called, if the text is given. */
  readonly file: string;
  readonly text?: string;
}

/** One revision, as it lies on the disk. */
export interface CheckOptions extends JudgeOptions {
  /** Templates or folders; by default the folder `cwd`. */
  readonly paths?: readonly string[];
  /** Parameter files, if the paths are one template. */
  readonly parameters?: readonly string[];
  /** A file with the fingerprints of findings that are known already. */
  readonly baseline?: string;
  /** Whether a baseline that does not exist yet counts as an empty one, because it is going to be written. */
  readonly createsBaseline?: boolean;
  /** The text of the one path, which then need not exist. */
  readonly text?: string;
}
