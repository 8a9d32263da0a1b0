import { call, text } from '../../expr/build.ts';
import { type Environment, frameOf, type Loop, outOfBudget, settled, spend, stop } from '../../expr/evaluate.ts';
import { evaluateNode, insideLoop, iterationCount } from '../../expr/evaluate-node.ts';
import {
  intValue,
  nullValue,
  objectValue,
  openValue,
  stringValue,
  textFrom,
  unknownValue,
} from '../../expr/make-value.ts';
import { malformed } from '../../expr/malformed.ts';
import { shownValue } from '../../expr/print.ts';
import { opaqueExpr } from '../../expr/tree.ts';
import type { Expr, ObjectValue, Origin, UnknownReason, Value } from '../../expr/value.ts';
import type { Presence } from '../../model/deployment.ts';
import type { Report } from '../../text/diagnostic.ts';
import { once } from '../../text/memo.ts';
import type { Span } from '../../text/source.ts';
import type { DeploymentContext } from '../context.ts';
import type { ResourceDeclaration } from '../template.ts';
import { deployedId } from './deployed-ids.ts';
import { placementOf } from './placement.ts';
import { pathSegments } from './resource-ids.ts';
import type { Place, TemplateScope } from './template-scope.ts';

/**
 * One resource of a template: a declaration in one iteration of its loop. Its parts are evaluated when they are first
 * asked for, because they may refer to each other in any order.
 */
export interface Instance {
  readonly declaration: ResourceDeclaration;
  /** The symbolic name, with the index of the iteration for a loop: `vaults[0]`. */
  readonly symbol: string | undefined;
  /** Of the loop that made it, as in `copy.name`. */
  readonly loop: Loop | undefined;
  /** Set if this one stands for all iterations of a loop whose length is not known. */
  readonly uncountedLoop: UnknownReason | undefined;
  /** With the types of its parents. */
  readonly type: string;
  readonly parent: Instance | undefined;
  readonly name: () => Value;
  readonly id: () => Value;
  /** The id of what it is deployed to. */
  readonly scope: () => Value;
  readonly apiVersion: () => Value;
  /** Its own condition, if one is declared; not those of the deployments around it. */
  readonly condition: () => Value | undefined;
  /** Whether its own condition holds and its loop runs. */
  readonly presence: () => Presence;
  readonly body: () => ObjectValue;
  /** Evaluates in the environment of this instance. */
  readonly environment: (place: Place) => Environment;
}

/** Where resources of a template end up, and what is reported on the way. */
export interface InstanceOptions {
  readonly scope: TemplateScope;
  /** The context that decides about ids, which is not always the one that expressions see. */
  readonly target: DeploymentContext;
  /** Called for a loop of unknown length. */
  readonly onEmptyLoop: (count: Value) => void;
  readonly onUnknownLoop: (declaration: ResourceDeclaration, why: UnknownReason, count: Value) => void;
}

/** The instances of a template's resources in the order of their declarations, children after their parents. */
export function instancesOf(
  declarations: readonly ResourceDeclaration[],
  options: InstanceOptions,
  parent?: Instance,
): readonly Instance[] {
  return declarations.flatMap((declaration) => {
    const made = iterationsOf(declaration, options, parent).map((one) => instance(declaration, one, options, parent));
    return made.flatMap((one) => [one, ...instancesOf(declaration.children, options, one)]);
  });
}

/** One iteration of a declaration: of its loop, or the only one. */
interface Iteration {
  readonly loop: Loop | undefined;
  /** For the iteration that stands for all of a loop of unknown length: why, and the count as far as it is known. */
  readonly unknown?: { readonly why: UnknownReason; readonly count: Value };
}

/** The iterations of a declaration; a loop of unknown length has one that stands for all. */
function iterationsOf(
  declaration: ResourceDeclaration,
  options: InstanceOptions,
  parent: Instance | undefined,
): readonly Iteration[] {
  const { copy } = declaration;
  // The service ignores the loop of a child that stands within its parent.
  if (!copy || parent) return [{ loop: undefined }];
  const { name, span } = copy;
  const environment = options.scope.environment('early');
  const count = evaluateNode(copy.count, frameOf(environment));
  const length = iterationCount(count);
  const affordable = typeof length !== 'number' || spend(environment.budget, length * stepsPerInstance);
  if (length === 0) options.onEmptyLoop(count);
  if (typeof length === 'number' && affordable) {
    return Array.from({ length }, (_, index) => ({ loop: { name, index: intValue(index), kind: 'resource' } }));
  }
  const why = typeof length === 'number' ? stop(outOfBudget, environment.budget) : reasonOf(length);
  if (typeof length === 'string') {
    environment.report({ severity: 'error', code: 'loop', message: length, span: copy.count.span });
  }
  options.onUnknownLoop(declaration, why, count);
  return [{ loop: { name, index: unknownIndex(name, span, why), kind: 'resource' }, unknown: { why, count } }];
}

/** Why a loop cannot be unrolled. */
function reasonOf(length: UnknownReason | string): UnknownReason {
  return typeof length === 'string' ? { code: 'failed', text: length } : length;
}

/** What a resource costs at least: loops within loops may make more of them than can be evaluated. */
const stepsPerInstance = 250;

function unknownIndex(name: string, span: Span, why: UnknownReason): Value {
  const residual = call('copyIndex', [text(name, span)], span);
  return unknownValue(why, residual, [{ span, role: 'written' }], { kind: 'interval', min: 0n });
}

function instance(
  declaration: ResourceDeclaration,
  { loop, unknown }: Iteration,
  options: InstanceOptions,
  parent: Instance | undefined,
): Instance {
  const around = (place: Place): Environment => {
    const own = parent ? parent.environment(place) : options.scope.environment(place);
    return loop ? insideLoop(own, loop) : own;
  };
  const condition = once(() => conditionOf(declaration, unknown, around('early')));
  const presence = (): Presence => presenceFor(condition());
  const environment = (place: Place): Environment => {
    const own = around(place);
    return { ...own, report: reportIn(presence(), place, own.report) };
  };
  const early = (): Environment => environment('early');
  const type = fullType(declaration.type, parent?.type);
  // What exists already may have a name that comes from another resource.
  const ofName = (): Environment => (declaration.existing ? environment('properties') : early());
  const name = once(() => fullName(evaluateNode(declaration.name, frameOf(ofName())), declaration, parent));
  const place = once(() => {
    const placement = placementOf(declaration, frameOf(early()));
    return deployedId({ type, name: name(), placement, declaration, environment: early() }, options.target);
  });
  return {
    declaration,
    symbol: symbolOf(declaration, loop),
    loop,
    uncountedLoop: unknown?.why ?? parent?.uncountedLoop,
    type,
    parent,
    name,
    id: () => place().id,
    scope: () => place().scope,
    apiVersion: once(() =>
      declaration.apiVersion ? evaluateNode(declaration.apiVersion, frameOf(early())) : nullValue(),
    ),
    condition,
    presence,
    body: once(() => evaluateBody(declaration, environment)),
    environment,
  };
}

/**
 * How problems in a resource are reported. The service does not look at one that is switched off, so nothing in it is
 * wrong. Of one that may be, it looks only at the properties before it knows.
 */
function reportIn(presence: Presence, place: Place, report: Report): Report {
  if (presence === 'never') return () => undefined;
  if (presence === 'always' || place === 'properties') return report;
  return (diagnostic) => report({ ...diagnostic, severity: 'warning' });
}

function symbolOf({ symbol }: ResourceDeclaration, loop: Loop | undefined): string | undefined {
  if (symbol === undefined || loop?.index.kind !== 'int') return symbol;
  return `${symbol}[${loop.index.value}]`;
}

/** A child's type may be relative to its parent's; one with a namespace of its own stands alone. */
function fullType(type: string, parentType: string | undefined): string {
  if (parentType === undefined) return type;
  return isAbsolute(type) ? tidied(type) : tidied(`${parentType}/${type}`);
}

/** The types and names of children lose empty segments. */
function tidied(path: string): string {
  return pathSegments(path).join('/');
}

/** Whether a type begins with a namespace such as `Microsoft.RecoveryServices`. */
function isAbsolute(type: string): boolean {
  const slash = type.indexOf('/');
  return slash > 0 && type.slice(0, slash).includes('.');
}

function fullName(name: Value, declaration: ResourceDeclaration, parent: Instance | undefined): Value {
  if (!parent) return name;
  if (isAbsolute(declaration.type))
    return isPlainText(name) ? textFrom([name], tidied(name.value), name.origins) : name;
  const prefix = parent.name();
  if (isPlainText(prefix) && isPlainText(name)) {
    return textFrom([prefix, name], tidied(`${prefix.value}/${name.value}`), name.origins);
  }
  const span = declaration.name.span;
  const args: readonly Expr[] = [prefix, stringValue('/'), name].map((value) => ({ kind: 'value', value }));
  const residual = call('concat', args, span);
  const unknown = [prefix, name].find((value) => value.kind === 'unknown');
  const why: UnknownReason =
    unknown?.kind === 'unknown' ? unknown.why : { code: 'unsupported', text: `${shownValue(name)} is not decided` };
  return unknownValue(why, residual, name.origins);
}

function isPlainText(value: Value): value is Extract<Value, { kind: 'string' }> {
  return value.kind === 'string' && value.residual === undefined;
}

function conditionOf(
  { condition, copy }: ResourceDeclaration,
  unknown: Iteration['unknown'],
  environment: Environment,
): Value | undefined {
  const own = condition && evaluateNode(condition, frameOf(environment));
  if (!unknown || !copy || isFalse(own)) return own;
  // The iteration that stands for a loop of unknown length is there if the loop runs at all.
  const { span } = copy;
  const zero: Expr = { kind: 'literal', value: 0n, span };
  return unknownValue(unknown.why, call('greater', [{ kind: 'value', value: unknown.count }, zero], span));
}

function isFalse(value: Value | undefined): boolean {
  return value?.kind === 'bool' && !value.value && value.residual === undefined;
}

/** What a condition says about presence; without one, a resource is always deployed. */
export function presenceFor(condition: Value | undefined): Presence {
  if (condition === undefined) return 'always';
  if (condition.kind !== 'bool' || condition.residual !== undefined) return condition;
  return condition.value ? 'always' : 'never';
}

/** Members that may ask the service, and whether they are linked to other resources of the template. */
const placeByMember: ReadonlyMap<string, Place> = new Map([
  ['properties', 'properties'],
  ['tags', 'late'],
  ['sku', 'late'],
]);

function evaluateBody(
  { body, deployment }: ResourceDeclaration,
  environment: (place: Place) => Environment,
): ObjectValue {
  const origins: readonly Origin[] = [{ span: body.span, role: 'written' }];
  const entries = body.members.flatMap((member) => {
    const key = member.name.toLowerCase();
    // The template of a nested deployment is not data of this one; it is expanded.
    if (deployment && !deployment.isStack && key === 'properties') return [];
    const frame = frameOf(environment(placeByMember.get(key) ?? 'early'));
    const value = settled(evaluateNode(member.value, frame), frame.env.budget, member.value.span);
    return [{ key: member.name, keySpan: member.key.span, value }];
  });
  const object = objectValue(entries, origins);
  return body.malformed ? openValue(object, malformed, opaqueExpr(body.span)) : object;
}
