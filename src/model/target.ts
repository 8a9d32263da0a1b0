import type { SourceFile } from '../text/source.ts';
import type { Deployment } from './deployment.ts';
import type { DeploymentMode } from './mode.ts';

/** What a target deploys in one revision, and the files that were read for it. */
export interface TargetRevision {
  readonly deployment: Deployment;
  /** By path in the tree of the template. Parameter files of another tree are left out. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Files of the module cache that were read. */
  readonly cached?: ReadonlySet<SourceFile>;
  /** The template, if it could be read. */
  readonly root: SourceFile | undefined;
  /** How the configuration says that it is deployed. */
  readonly mode: DeploymentMode | undefined;
  /** Whether a part of its files could not be read, so that losses may be missed. */
  readonly unreadable: boolean;
}

/** A target that was evaluated in both revisions; one of them may not have it. */
export interface EvaluatedTarget {
  /** What people call it. */
  readonly name: string;
  /** The paths of its template and its parameter file in their trees, in either revision. */
  readonly paths?: readonly string[];
  readonly base: TargetRevision | undefined;
  readonly head: TargetRevision | undefined;
  /**
   * Whether the revision that does not have the target still has its template: as a part of another template, as a
   * rule. No file says whether such a template is deployed by itself. Parameters of its own would.
   */
  readonly templateRemains: boolean;
  /**
   * Whether something shows that head deploys it: base had it, it has parameters of its own, or the configuration
   * declares it.
   */
  readonly isDeployed?: boolean;
  /** The revision that does not have the target: its side is what the other one's parameters would meet there. */
  readonly assumed?: 'base' | 'head';
  /** Whether it was not evaluated, because neither revision deploys anything that the rules guard. */
  readonly isUnguarded?: boolean;
  /**
   * Why head no longer deploys the template with the parameter file of base: the file names another template, or none;
   * or it is gone, and the template has parameters without a value.
   */
  readonly detached?: 'renamed' | 'gone';
  /** Whether both sides are read from one document, as those of a what-if are. */
  readonly isOneDocument: boolean;
  /**
   * Both sides evaluated as if some parameters had no default: those that accept other values than in base, those that
   * are new, and those whose default leaves something out.
   */
  readonly withoutDefaults: Pick<EvaluatedTarget, 'base' | 'head'> | undefined;
}
