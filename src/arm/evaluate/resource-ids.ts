import { describe } from '../../expr/access.ts';
import { lazy, reasonFor, refusing, residualCall, withheldFailure } from '../../expr/apply.ts';
import { refuseKind } from '../../expr/arguments.ts';
import { assume, mapCases } from '../../expr/choice.ts';
import { evaluate, type TemplateFunction } from '../../expr/evaluate.ts';
import { refuse } from '../../expr/failure.ts';
import { isSecured, mergeOrigins, secured, stringValue, unknownValue, withResidual } from '../../expr/make-value.ts';
import type { CallExpr, Value } from '../../expr/value.ts';
import type { DeploymentContext } from '../context.ts';

/** How one function of the `resourceId` family finds the scope of the id. */
interface IdFunction {
  readonly name: string;
  readonly minArgs: number;
  /** Completes the arguments that stand before the resource type, as the service does when it reprints the call. */
  readonly scopeArgs: (given: readonly Value[]) => readonly Value[];
  /** The path of the scope, without a slash at its end. */
  readonly scopePath: (scope: readonly string[]) => string;
}

/** The functions that build resource ids, for templates deployed to a context. */
export function resourceIdFunctions(context: DeploymentContext): readonly TemplateFunction[] {
  return definitions(context).map(idFunction);
}

function definitions(context: DeploymentContext): readonly IdFunction[] {
  return [
    resourceId(context),
    subscriptionResourceId(context),
    tenantResourceId,
    managementGroupResourceId(context),
    extensionResourceId,
  ];
}

function resourceId({ kind, subscriptionId, resourceGroup }: DeploymentContext): IdFunction {
  const scopeArgs = (given: readonly Value[]): readonly Value[] => {
    if (given.length > 2) return refuse('it takes at most a subscription and a resource group before the type');
    if (kind === 'resourceGroup') return [subscriptionId, resourceGroup].slice(0, 2 - given.length).concat(given);
    return kind === 'subscription' && given.length === 0 ? [subscriptionId] : given;
  };
  return { name: 'resourceId', minArgs: 2, scopeArgs, scopePath: subscriptionScope };
}

function subscriptionScope([subscription, group]: readonly string[]): string {
  if (subscription === undefined) return '';
  if (!isSubscriptionId(subscription)) return refuse(`'${subscription}' is not a subscription id`);
  return `/subscriptions/${subscription}${group === undefined ? '' : `/resourceGroups/${group}`}`;
}

/** A GUID in one of the forms that .NET reads: with hyphens, bare, or in braces. */
export function isSubscriptionId(text: string): boolean {
  const inner = /^\{.*\}$/.test(text) ? text.slice(1, -1) : text;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(inner) || /^[0-9a-f]{32}$/i.test(text);
}

function subscriptionResourceId({ kind, subscriptionId }: DeploymentContext): IdFunction {
  const scopeArgs = (given: readonly Value[]): readonly Value[] => {
    if (given.length > 1) return refuse('it takes only a subscription before the type');
    if (given.length === 1) return given;
    if (kind === 'resourceGroup' || kind === 'subscription') return [subscriptionId];
    return refuse('it needs a subscription here, because the deployment is not made to one');
  };
  return { name: 'subscriptionResourceId', minArgs: 2, scopeArgs, scopePath: subscriptionScope };
}

const tenantResourceId: IdFunction = {
  name: 'tenantResourceId',
  minArgs: 2,
  scopeArgs: (given) => (given.length > 0 ? refuse('its first argument must be the resource type') : given),
  scopePath: () => '',
};

function managementGroupResourceId({ kind, managementGroup }: DeploymentContext): IdFunction {
  const scopeArgs = (given: readonly Value[]): readonly Value[] => {
    if (given.length > 1) return refuse('it takes only a management group before the type');
    if (given.length === 1) return given;
    return kind === 'managementGroup' ? [managementGroup] : refuse('it needs the name of a management group here');
  };
  const scopePath = ([group]: readonly string[]): string => `/providers/Microsoft.Management/managementGroups/${group}`;
  return { name: 'managementGroupResourceId', minArgs: 2, scopeArgs, scopePath };
}

const extensionResourceId: IdFunction = {
  name: 'extensionResourceId',
  minArgs: 3,
  scopeArgs: (given) => given,
  scopePath: ([parent = '']) => parentPath(parent),
};

/** The segments of a type, a name or an id, of which empty ones do not count. */
export function pathSegments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The id of what is extended. The service asks for no more than two segments. */
function parentPath(parent: string): string {
  const segments = pathSegments(parent);
  return segments.length < 2 ? refuse(`'${parent}' is not the id of a resource`) : `/${segments.join('/')}`;
}

function idFunction(definition: IdFunction): TemplateFunction {
  return lazy(definition.name, definition.minArgs, Number.POSITIVE_INFINITY, (call, frame) => {
    const args: Value[] = [];
    for (const arg of call.args) {
      const value = evaluate(arg, frame);
      if (value.kind === 'failed') return value;
      args.push(value);
    }
    return buildId(args, definition, call);
  });
}

/** The id that a call of one of these functions makes of evaluated arguments. */
export function idOfCall(call: CallExpr, args: readonly Value[], context: DeploymentContext): Value {
  const definition = definitions(context).find(({ name }) => name === call.name);
  if (!definition) throw new RangeError(`No id function ${call.name}`);
  return refusing(call.name, () => buildId(args, definition, call));
}

function buildId(args: readonly Value[], definition: IdFunction, call: CallExpr): Value {
  if (!args.some(isSecured)) return plainId(args, definition, call);
  const id = refusing(definition.name, () => plainId(args, definition, call));
  return id.kind === 'failed' ? withheldFailure(id, definition.name) : secured(id);
}

function plainId(args: readonly Value[], definition: IdFunction, call: CallExpr): Value {
  const odd = args.find((arg) => arg.kind !== 'string' && arg.kind !== 'unknown' && arg.kind !== 'choice');
  if (odd) return refuse(`all arguments must be strings, not ${describe(odd)}`);
  const typeAt = typeIndex(args, definition);
  if (typeAt < 0) return unknownValue(reasonFor(...args), residualCall(call, args), mergeOrigins(args));
  const scope = definition.scopeArgs(args.slice(0, typeAt));
  const completed = [...scope, ...args.slice(typeAt)];
  const residual = residualCall({ ...call, args: [] }, completed);
  const id = idOf(completed, scope.length, definition, residual);
  // The place of the deployment may be what is secure.
  return scope.some(isSecured) ? secured(id) : id;
}

/** The first argument with a slash is the resource type; for an extension it is the second argument in any case. */
function typeIndex(args: readonly Value[], { name }: IdFunction): number {
  if (name === 'extensionResourceId') return 1;
  const index = args.findIndex((arg) => arg.kind === 'string' && arg.value.includes('/'));
  if (index >= 0 || args.some((arg) => arg.kind !== 'string')) return index;
  return refuse(`one argument must be a resource type with its namespace`);
}

/** The id of completed arguments, of which the first ones are the scope. */
function idOf(args: readonly Value[], scopeLength: number, definition: IdFunction, residual: CallExpr): Value {
  const choice = args.find((arg) => arg.kind === 'choice');
  if (choice?.kind === 'choice') {
    return mapCases(choice, residual, (one) => {
      const assumed = args.map((arg) => (arg === choice ? one.value : assume(arg, choice.atom.key, one.when)));
      return refusing(definition.name, () => idOf(assumed, scopeLength, definition, residual));
    });
  }
  const unknown = args.find((arg) => arg.kind === 'unknown');
  if (unknown) return unknownValue(reasonFor(unknown), residual, mergeOrigins(args));
  const texts = args.map((arg, index) => (arg.kind === 'string' ? arg.value : refuseKind(args, index, 'a string')));
  const [type = '', ...names] = texts.slice(scopeLength);
  const path = definition.scopePath(texts.slice(0, scopeLength)) + providerPath(type, names);
  const isGroup = /^Microsoft\.Resources\/resourceGroups\/?$/i.test(type);
  const inSubscription = isGroup && scopeLength === 1 && definition.scopePath === subscriptionScope;
  const id = stringValue(inSubscription ? groupPath(path) : path, mergeOrigins(args));
  return args.some((arg) => arg.residual !== undefined) ? withResidual(id, residual) : id;
}

/** In a subscription, a resource group is not behind a provider, not even if its name is empty. */
function groupPath(id: string): string {
  return id.replace(
    /^(\/subscriptions\/[^/]+)\/providers\/Microsoft\.Resources\/(?:resourceGroups\/|$)/i,
    '$1/resourceGroups/',
  );
}

/** `/providers/<namespace>/<type>/<name>…` */
export function providerPath(type: string, names: readonly string[]): string {
  const [namespace = '', ...types] = type.replace(/\/$/, '').split('/');
  if (names.some((name) => name.includes('/'))) return refuse('only the resource type may have slashes');
  if (names.length !== types.length) {
    return refuse(`type '${type}' needs ${types.length} resource names, but is given ${names.length}`);
  }
  // The service drops empty names, and with them types from the end.
  const path = names.filter((name) => name !== '').map((name, index) => `${types[index]}/${name}`);
  return `/providers/${namespace}/${path.join('/')}`;
}
