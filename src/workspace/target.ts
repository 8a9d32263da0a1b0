import type { ContextOptions } from '../arm/context.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { FileRef } from '../text/files.ts';

/** A template with one set of parameters, in one revision. */
export interface Target {
  readonly template: FileRef;
  readonly parameters: FileRef | undefined;
  /** What the configuration declares about its deployment. */
  readonly settings?: TargetSettings;
  /** What the file is if it is no template; snapshots of the official compiler are known by what is in them. */
  readonly form?: 'live-state' | 'what-if-before' | 'what-if-after';
}

/** What counts for one target more than what counts for all. */
export interface TargetSettings {
  readonly mode: DeploymentMode | undefined;
  readonly context: ContextOptions;
}
