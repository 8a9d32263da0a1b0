import type { ContextOptions } from '../arm/context.ts';
import type { Deployment } from '../model/deployment.ts';
import { resolveJsonReport } from '../report/resolve/resolve-json.ts';
import { loadTarget, type Target } from '../workspace/load.ts';
import { targetOf } from '../workspace/targets.ts';
import { type SurroundingOptions, surroundingsFrom } from './external-inputs.ts';
import { InputError } from './failures.ts';
import { fileNamed } from './files.ts';
import { checkOptions } from './validate.ts';

/** A template, in JSON or Bicep, and what it is deployed with. */
export interface ResolveOptions extends SurroundingOptions {
  /** The template; a Bicep parameter file stands for the one that it uses. */
  readonly template: string;
  /** A parameter file. */
  readonly parameters?: string;
  /** Where it is deployed to, as far as that is known. */
  readonly context?: ContextOptions;
  /** The folder from which paths are meant and shown; by default the current one. */
  readonly cwd?: string;
}

/** A value of a template as JSON. What only a deployment can show is an object with the one key `$unknown`. */
export type ResolvedValue =
  | string
  | number
  | boolean
  | null
  | readonly ResolvedValue[]
  | { readonly [key: string]: ResolvedValue };

/** A place in a file; lines and columns begin with 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A resource that a template deploys or refers to, nested deployments and modules opened. */
export interface ResolvedResource extends Place {
  readonly type: string;
  readonly name: ResolvedValue;
  readonly apiVersion: ResolvedValue;
  readonly scope: ResolvedValue;
  /** Whether it is deployed: `always`, `never`, or the condition that is not known. */
  readonly presence: ResolvedValue;
  /** Whether it is only referred to. */
  readonly existing: boolean;
  /** Why it stands for all iterations of a loop, if it does. */
  readonly uncountedLoop?: string;
  readonly body: ResolvedValue;
}

/** A part of a template that cannot be seen, and the types of resources that it may hide. */
export interface ResolvedGap extends Place {
  readonly reason: string;
  readonly because: string;
  readonly hides: string;
  readonly types: readonly string[];
}

/** What is wrong with a template. */
export interface ResolvedDiagnostic extends Place {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
}

export interface Resolved {
  readonly resources: readonly ResolvedResource[];
  readonly outputs: Readonly<Record<string, ResolvedValue>>;
  readonly gaps: readonly ResolvedGap[];
  readonly diagnostics: readonly ResolvedDiagnostic[];
}

/**
 * Evaluates a template: parameters, functions, loops, conditions, nested deployments and modules. Nothing is deployed or
 * fetched. Rejects with a UsageError or an InputError; what is wrong with the template is part of the result.
 */
export async function resolve(options: ResolveOptions): Promise<Resolved> {
  checkOptions('resolve', options);
  // The form of the command's JSON report is the one form of values that armlock shows.
  return JSON.parse(resolveJsonReport(resolvedDeployment(options))) as Resolved;
}

/** What a template deploys, as armlock itself works with it. */
export function resolvedDeployment({ cwd = process.cwd(), context = {}, ...options }: ResolveOptions): Deployment {
  const target = targetNamed(options, cwd);
  return loadTarget(target, { ...surroundingsFrom(options, cwd), context }).deployment;
}

function targetNamed({ template, parameters }: ResolveOptions, cwd: string): Target {
  const named = fileNamed(template, cwd);
  if (!named.tree.has(named.path)) throw new InputError(`'${template}' does not exist`);
  return targetOf(named, parameters === undefined ? undefined : fileNamed(parameters, cwd));
}
