import type { Ingredients } from '../../expr/basis.ts';
import type { Origin, UnknownReason, Value } from '../../expr/value.ts';
import type { Gap, Resource } from '../../model/deployment.ts';
import type { DeploymentMode } from '../../model/mode.ts';
import type { Span } from '../../text/source.ts';
import type { DeploymentContext } from '../context.ts';
import type { Template } from '../template.ts';
import type { AskedTypes } from './asked-types.ts';
import type { Run } from './evaluation-session.ts';
import type { Instance } from './instances.ts';
import type { LoadTemplate } from './nested.ts';
import type { Output } from './outputs.ts';
import type { Arguments, MissingArguments } from './parameters.ts';
import type { Linker } from './resource-functions.ts';
import type { TemplateScope } from './template-scope.ts';

/** The resources of one type. */
export interface OfType {
  /** The names that were not looked at yet. */
  readonly names: Value[];
  /** How many of those that were have the same one. */
  readonly counts: Map<string, number>;
}

/** What the evaluation of a target accumulates, in the root template and in all that is nested in it. */
export interface State {
  readonly run: Run;
  readonly load: LoadTemplate | undefined;
  /** Types that are evaluated for their own sake; undefined for all. */
  readonly asked: AskedTypes | undefined;
  /** What nothing has needed yet, in the order in which it would be deployed. */
  readonly waiting: (() => void)[];
  /** Resources that are evaluated already, by id in lower case. */
  readonly deployed: Map<string, Instance>;
  readonly owners: Map<Instance, Expansion>;
  /** What the outputs of deployments and scripts are made of, where that is asked for or cannot be seen. */
  readonly ingredients: Map<Instance, Ingredients>;
  readonly resources: Resource[];
  readonly gaps: Gap[];
  /** Deployments that are not followed, with what is passed to them. */
  readonly unseen: Resource[];
  readonly secrets: { readonly spans: Span[]; readonly shared: Span[]; readonly texts: string[] };
  /** Where conditions that do not hold and loops that do not run get their values. */
  readonly switches: Set<Origin>;
  /** How many resources are being evaluated, each for the one before it. */
  depth: number;
  /** How many resources and deployments there are. */
  count: number;
  /** Those of each type, in lower case. */
  readonly alike: Map<string, OfType>;
  /** Whether a limit left resources out. */
  isFull: boolean;
}

/** A template with its arguments, and where it is deployed. */
export interface Place {
  readonly template: Template;
  readonly arguments: Arguments;
  readonly missing: MissingArguments;
  readonly missingAt?: Span;
  readonly openDefaults: ReadonlySet<string>;
  /** What expressions see. */
  readonly context: DeploymentContext;
  /** What decides about the ids of resources. */
  readonly target: DeploymentContext;
  /** Of the deployments around the template. */
  readonly condition: Value | undefined;
  /** Set within a deployment that stands for all iterations of a loop of unknown length. */
  readonly uncountedLoop: UnknownReason | undefined;
  /** Whether it is part of a deployment that the official evaluator skips. */
  readonly skipped: boolean;
  /** How the stack around it is deployed, if there is one. */
  readonly mode?: DeploymentMode;
  readonly route: readonly string[];
  /** Where the deployments around it are declared, and where they go, the innermost first. */
  readonly callers: readonly Span[];
}

/** A template that is being evaluated at its place. */
export interface Expansion {
  readonly place: Place;
  readonly state: State;
  readonly scope: TemplateScope;
  readonly linker: Linker;
  readonly instances: readonly Instance[];
  /** The instances of each loop, by its name in lower case. */
  readonly loops: () => ReadonlyMap<string, readonly Instance[]>;
  /** To be asked when all instances are evaluated. */
  readonly outputs: () => readonly Output[];
  /** The official evaluator skips a nested deployment with a loop that it cannot count. */
  readonly skipped: boolean;
  readonly progress: Map<Instance, 'active' | 'done'>;
  readonly nested: Map<Instance, () => Expansion | undefined>;
}

/** A nested deployment is none; a stack is, with what it holds. */
export function isResource({ declaration: { deployment } }: Instance): boolean {
  return !deployment || deployment.isStack === true;
}

/** Whether the deployment certainly creates a resource of Azure, or updates it. */
export function isDeployed(instance: Instance): boolean {
  return instance.presence() === 'always' && !instance.declaration.existing && !isForeign(instance);
}

/** What another extension than Azure's deploys has no name and no id. */
export function isForeign({ declaration }: Instance): boolean {
  return declaration.extension !== undefined;
}
