import type { ObjectValue, Origin, UnknownReason, Value } from '../expr/value.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import type { DeploymentMode } from './mode.ts';

/** What a template with one set of parameters would deploy, as far as it can be known. */
export interface Deployment {
  /** In the order in which the templates declare them, nested deployments in place. */
  readonly resources: readonly Resource[];
  /** Outputs of the root template by name. */
  readonly outputs: ReadonlyMap<string, Value>;
  /** Parts that cannot be seen. */
  readonly gaps: readonly Gap[];
  /** Nested deployments whose templates cannot be seen. In place of a body they have what is passed to them. */
  readonly unseen?: readonly Resource[];
  /** Resources that a prediction says are deleted, so that nothing unseen can hold them. */
  readonly deleted?: readonly Resource[];
  /** What is wrong with the inputs. */
  readonly diagnostics: readonly Diagnostic[];
  /** Parameters of the root template. */
  readonly parameters: readonly RootParameter[];
  /**
   * Where values of secure parameters and outputs are written, and the places through which they come. Reports may
   * point there, but may not show the text.
   */
  readonly secretSpans?: readonly Span[];
  /** The texts of secure values that are known. What is said of the files may not quote them. */
  readonly secretTexts?: readonly string[];
  /** The id of what the root template is deployed to. */
  readonly scope?: Value;
  /** How its parameter file says that it is deployed. */
  readonly mode?: DeploymentMode;
  /**
   * Where it is from, if no template says it: `live` is what Azure has, including values that were never declared;
   * `prediction` is what another tool expects a deployment to do. Neither is a text that people edit.
   */
  readonly source?: 'live' | 'prediction';
}

/** A deployment of which nothing can be seen. */
export function unseenDeployment(span: Span, reason: string): Deployment {
  const gaps = [{ why: { code: 'gap' as const, text: reason }, hides: 'all resources', types: [], span }];
  return { resources: [], outputs: new Map(), gaps, diagnostics: [], parameters: [] };
}

/** A parameter that the deployer can set. */
export interface RootParameter {
  readonly name: string;
  readonly nameSpan?: Span;
  /** What it accepts, as a text to compare; empty if its type is all that limits it. */
  readonly domain: string;
  /** Where its default is written, if no values are given, so that it is only a proposal. */
  readonly defaultSpan: Span | undefined;
  /** Whether its default leaves a resource, a module or a loop out that another value would deploy. */
  readonly isSwitchedOff?: boolean;
  /** Whether its default decides between two values. */
  readonly decides?: boolean;
}

/** One resource that is deployed, or that is declared to exist already. */
export interface Resource {
  /** As written, with the types of its parents: `Microsoft.RecoveryServices/vaults/backupPolicies`. */
  readonly type: string;
  /** The whole name, with those of its parents: `vault/policy`. */
  readonly name: Value;
  /** The resource id. */
  readonly id: Value;
  /** The id of what it is deployed to: a resource group, a subscription, another resource that it extends. */
  readonly scope: Value;
  readonly apiVersion: Value;
  /** What is sent to Azure: `location`, `tags`, `sku`, `properties` and so on. */
  readonly body: ObjectValue;
  readonly presence: Presence;
  /** What decides about presence, with its origins. */
  readonly condition: Value | undefined;
  /** Declared to exist, and not deployed. */
  readonly existing: boolean;
  /** Alias of the extension that deploys it, if that is not Azure; then it has no name and no id. */
  readonly extension: string | undefined;
  /** Set if this one stands for all iterations of a loop whose length is not known. */
  readonly uncountedLoop: UnknownReason | undefined;
  /** Whether the official evaluator makes no prediction of it, because it cannot count a loop beside it. */
  readonly skipped: boolean;
  /** Options such as `onlyifnotexists`, in lower case. */
  readonly options: ReadonlySet<string>;
  /** The symbolic name, for templates that have them. */
  readonly symbol: string | undefined;
  /** Names of the nested deployments or modules that lead to it, the root's left out. */
  readonly route: readonly string[];
  /** How the stack that holds it is deployed, if a template deploys it by one. */
  readonly mode?: DeploymentMode;
  /** Where these are declared, and where they go, the innermost first. */
  readonly callers?: readonly Span[];
  /** The whole declaration. */
  readonly span: Span;
  /** Where the name is written, for findings about the resource itself. */
  readonly nameSpan: Span;
  readonly typeSpan: Span;
}

/** Whether a resource is deployed: always, never, or depending on a condition that is not decided. */
export type Presence = 'always' | 'never' | Value;

/** A part of a deployment that cannot be seen. */
export interface Gap {
  readonly why: UnknownReason;
  /** What the part may hide, for people: `the resources of nested deployment 'x'`. */
  readonly hides: string;
  /** Types that may be hidden, in lower case; empty if it can be any. */
  readonly types: readonly string[];
  /** What is deployed unseen, and with which arguments: gaps of two revisions that agree in it hide the same. */
  readonly content?: string | undefined;
  /** Set if it certainly hides nothing that has to do with backups. */
  readonly isUnrelated?: boolean;
  readonly span: Span;
  readonly origins?: readonly Origin[];
}
