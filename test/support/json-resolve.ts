import type { ContextOptions } from '../../src/arm/context.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import type { Deployment } from '../../src/model/deployment.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import type { FileRef } from '../../src/text/files.ts';
import { textOf } from '../../src/text/source.ts';
import { type LoadOptions, loadTarget, type Target } from '../../src/workspace/load.ts';
import { itemsOf, memberAt, readJson } from './json-compare.ts';
import { memoryTree } from './memory-tree.ts';

/** What armlock makes of a template. */
export interface Resolved {
  readonly deployment: Deployment;
  /** Messages of the errors. */
  readonly errors: readonly string[];
  /** Whether armlock reports that the deployment is refused, or that it cannot see all of it. */
  readonly isReserved: boolean;
  readonly resources: readonly JsonNode[];
  readonly outputs: JsonNode | undefined;
}

/** Evaluates a target in the same way as the command line does. */
export function resolveTarget(target: Target, options: LoadOptions): Resolved {
  const { deployment } = loadTarget(target, options);
  const snapshot = readJson(snapshotReport(deployment, 'written'));
  const errors = deployment.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return {
    deployment,
    errors,
    isReserved: errors.length > 0 || deployment.gaps.length > 0,
    resources: itemsOf(memberAt(snapshot, 'predictedResources')),
    outputs: memberAt(snapshot, 'outputs'),
  };
}

/** Evaluates a template that is deployed with the given parameter values and no others. */
export function resolveText(template: string, parameters: ParameterTexts, context: ContextOptions): Resolved {
  return resolveFile({ tree: memoryTree({ 'main.json': template }), path: 'main.json' }, parameters, { context });
}

/** Evaluates a template of either language, with the modules that it finds, in the same way. */
export function resolveFile(template: FileRef, parameters: ParameterTexts, options: LoadOptions): Resolved {
  const tree = memoryTree({ 'parameters.json': parametersFile(parameters) });
  return resolveTarget({ template, parameters: { tree, path: 'parameters.json' } }, options);
}

/** Parameter values by name as JSON texts, so that numbers stay as they are written. */
export type ParameterTexts = Readonly<Record<string, string>>;

/** The members of a plain object of parameter values. */
export function parameterTexts(values: JsonNode | undefined): ParameterTexts {
  const members = values?.kind === 'object' ? values.members : [];
  return Object.fromEntries(members.map(({ key, value }) => [key.value, textOf(value.span)]));
}

function parametersFile(parameters: ParameterTexts): string {
  const members = Object.entries(parameters).map(([name, text]) => `${JSON.stringify(name)}:{"value":${text}}`);
  return `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#","parameters":{${members.join(',')}}}`;
}
