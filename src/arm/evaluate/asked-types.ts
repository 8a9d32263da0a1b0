import { memo } from '../../text/memo.ts';
import { deploymentType, groupType, stackType } from '../read/read-resources.ts';
import type { NestedDeployment, ResourceDeclaration, Template } from '../template.ts';
import { writtenTemplate } from './nested.ts';
import { isSecure, mayHoldSecrets } from './secrets.ts';

/**
 * Types of resources that an evaluation is made for, in lower case and in full. What it does not ask for is evaluated
 * only as far as something else needs it, and is not in the result.
 */
export type AskedTypes = (type: string) => boolean;

/** What a template can bring, with all that is nested in it. */
interface Contents {
  /** Types in lower case; of children both as they are written and in full. */
  readonly types: ReadonlySet<string>;
  /** Whether it has something that is not known before it is evaluated. */
  readonly isOpen: boolean;
  /** Whether it takes or returns secure values, whose places must be known to keep them out of reports. */
  readonly hasSecrets: boolean;
}

/**
 * Whether a resource or a nested deployment has to be evaluated for its own sake.
 *
 * @param around the template that declares it
 */
export function isAskedFor(
  declaration: ResourceDeclaration,
  type: string,
  asked: AskedTypes,
  around: Template,
): boolean {
  if (!declaration.deployment) return asks(asked, type);
  const inside = contentsOfNested(declaration.deployment, around.variables);
  return inside.isOpen || inside.hasSecrets || [...inside.types].some((one) => asks(asked, one));
}

/** A group gives its location to what is deployed to it; a stack holds resources of its own. */
function asks(asked: AskedTypes, type: string): boolean {
  const folded = type.toLowerCase();
  return folded === stackType || folded === groupType || asked(folded);
}

const open: Contents = { types: new Set(), isOpen: true, hasSecrets: true };

/** @param variables those of the template around it, as far as they are what its expressions mean */
function contentsOfNested(deployment: NestedDeployment, variables: Template['variables']): Contents {
  const { module, isStack, scope } = deployment;
  if (isStack) return open;
  const template = module ?? writtenTemplate(deployment, variables);
  if (!template || !('resources' in template) || !takesAll(template, deployment)) return open;
  return !module && scope === 'outer' ? contentsOfData(template) : contentsOf(template);
}

/** What is passed to a parameter that the template lacks may be a secret: no type says what it is. */
function takesAll({ parameters }: Template, { parameters: given, parametersLink }: NestedDeployment): boolean {
  if (parametersLink) return false;
  if (!given) return true;
  if (given.kind !== 'object' || given.loops.length > 0) return false;
  return given.members.every(({ name }) => parameters.has(name.toLowerCase()));
}

const contentsOf: (template: Template) => Contents = memo((template) => contentsIn(template, template.variables));

const noVariables: Template['variables'] = new Map();

/** The same for a template that its parent evaluates: expressions in it do not mean its own variables. */
const contentsOfData: (template: Template) => Contents = memo((template) => contentsIn(template, noVariables));

function contentsIn(template: Template, variables: Template['variables']): Contents {
  const types = new Set<string>();
  const nested: Contents[] = [];
  const add = (declaration: ResourceDeclaration, around: string | undefined): void => {
    const type = declaration.type.toLowerCase();
    const full = around === undefined ? type : `${around}/${type}`;
    if (declaration.deployment) nested.push(contentsOfNested(declaration.deployment, variables));
    // What a deployment without a template brings is not known.
    else if (type === deploymentType) nested.push(open);
    else types.add(type).add(full);
    for (const child of declaration.children) add(child, full);
  };
  for (const declaration of template.resources) add(declaration, undefined);
  for (const one of nested) for (const type of one.types) types.add(type);
  return {
    types,
    isOpen: template.lost.length > 0 || nested.some(({ isOpen }) => isOpen),
    hasSecrets: holdsSecrets(template) || nested.some(({ hasSecrets }) => hasSecrets),
  };
}

function holdsSecrets({ parameters, outputs, definitions }: Template): boolean {
  return [...parameters.values(), ...outputs.values()].some(({ schema }) => mayHoldSecrets(schema, definitions));
}

/** Whether a template has outputs that people may not see. */
export function hasSecureOutputs({ outputs }: Template): boolean {
  return [...outputs.values()].some(({ schema }) => isSecure(schema));
}
