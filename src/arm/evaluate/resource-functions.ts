import { evaluatedExpr, lazy, residualCall } from '../../expr/apply.ts';
import { stringAt } from '../../expr/arguments.ts';
import { type Ingredients, withBasis } from '../../expr/basis.ts';
import { mapCases } from '../../expr/choice.ts';
import { evaluate, type Frame, type TemplateFunction } from '../../expr/evaluate.ts';
import { refuse } from '../../expr/failure.ts';
import { arrayValue, recordValue, stringValue, textFrom, unknownValue } from '../../expr/make-value.ts';
import type { CallExpr, Expr, ObjectValue, Value } from '../../expr/value.ts';
import type { Instance } from './instances.ts';
import { pathSegments, providerPath } from './resource-ids.ts';
import { runtimeFunction, runtimeValue } from './runtime-functions.ts';
import type { LinkLookup } from './template-scope.ts';

/** How the functions below find resources. */
export interface Linker {
  /** Whether names are symbolic in this template. */
  readonly symbolic: boolean;
  readonly bySymbol: (symbol: string) => Instance | undefined;
  /** All instances of a looped symbol, or undefined if the symbol has no loop. */
  readonly allOf: (symbol: string) => readonly Instance[] | undefined;
  /** The one instance whose name ends so; undefined if there is none or several. */
  readonly byName: (name: string) => Instance | undefined;
  /** Of this template, or of any other one that is deployed before. */
  readonly byId: (id: Value) => Instance | undefined;
  /** The one instance of this template that has the id. */
  readonly ownById: (id: Value) => Instance | undefined;
  /** The path under which ids without one stand, if it is known. */
  readonly basePath: () => string | undefined;
  /** What can be read of a resource once it is evaluated: its properties, or undefined if it is not decided. */
  readonly declared: (instance: Instance) => Declared | undefined;
  /** What the service makes the outputs of a deployment or script of; undefined for other resources. */
  readonly ingredients: (instance: Instance) => Ingredients | undefined;
}

/** What a template knows of a resource that it deploys. */
export interface Declared {
  readonly properties: ObjectValue;
  /** Whether the service may know more: it does of every resource but a deployment. */
  readonly complete: boolean;
}

/** The functions that refer to other resources, where they are allowed. */
export function linkFunctions(linker: Linker): LinkLookup {
  const leave = (call: CallExpr): Expr | undefined => leftLinked(call, linker);
  const linked = new Map<string, TemplateFunction>([
    ['reference', { ...lazy('reference', 1, 3, (call, frame) => runReference(call, frame, linker)), leave }],
    ['references', { ...lazy('references', 0, 2, (call, frame) => runReferences(call, frame, linker)), leave }],
  ]);
  const info = lazy('resourceInfo', 1, 1, (call, frame) => runResourceInfo(call, frame, linker));
  return (name, place) => {
    if (name === 'resourceinfo') return linker.symbolic && place !== 'default' ? info : undefined;
    if (name !== 'reference' && name !== 'references' && !name.startsWith('list')) return undefined;
    if (name === 'references' && !linker.symbolic) return undefined;
    if (place === 'late') return runtimeFunction(name, 0, Number.POSITIVE_INFINITY);
    if (place !== 'properties' && place !== 'output') return undefined;
    const known = linked.get(name);
    return (
      known ?? { ...lazy(name, 0, Number.POSITIVE_INFINITY, (call, frame) => runList(call, frame, linker)), leave }
    );
  };
}

/** A call that is not evaluated: a literal name becomes the id of the resource, and nothing else changes. */
function leftLinked(call: CallExpr, linker: Linker): Expr | undefined {
  const [first, ...rest] = call.args;
  if (first?.kind !== 'literal' || typeof first.value !== 'string') return undefined;
  const name = call.name.toLowerCase();
  if (name === 'references') {
    const all = deployedOf(first.value, linker);
    const single = (instance: Instance): Expr => leftTo(instance.id(), instance, { ...call, name: 'reference' }, rest);
    return all && { ...call, name: 'createArray', args: all.map(single) };
  }
  const { id, instance } = findTarget(stringValue(first.value), linker);
  if (name !== 'reference' || !instance) return { ...call, args: [evaluatedExpr(id, first), ...rest] };
  return leftTo(id, instance, call, rest);
}

function leftTo(id: Value, instance: Instance, call: CallExpr, rest: readonly Expr[]): Expr {
  const completed = rest.length > 0 ? rest : [evaluatedExpr(instance.apiVersion(), call)];
  return { ...call, args: [evaluatedExpr(id, call), ...completed] };
}

/** What the first argument of `reference` or a `list` function means. */
interface Target {
  readonly instance: Instance | undefined;
  /** The argument as the service completes it. */
  readonly id: Value;
}

function findTarget(given: Value, linker: Linker): Target {
  const text = given.kind === 'string' ? given.value : '/';
  if (text.startsWith('/')) return { instance: linker.byId(given), id: given };
  const named = linker.symbolic ? linker.bySymbol(text) : linker.byName(text);
  if (named) return { instance: named, id: isForeign(named) ? given : named.id() };
  const base = text.includes('/') ? linker.basePath() : undefined;
  if (base === undefined) return { instance: undefined, id: given };
  const id = textFrom([given], `${base}/providers/${text}`, given.origins);
  return { instance: linker.byId(id), id };
}

function evaluateArgs(call: CallExpr, frame: Frame): readonly Value[] | Value {
  const args: Value[] = [];
  for (const arg of call.args) {
    const value = evaluate(arg, frame);
    if (value.kind === 'failed') return value;
    args.push(value);
  }
  return args;
}

function runReference(call: CallExpr, frame: Frame, linker: Linker): Value {
  const args = evaluateArgs(call, frame);
  return isList(args) ? referTo(args, call, linker) : args;
}

function isList(args: readonly Value[] | Value): args is readonly Value[] {
  return Array.isArray(args);
}

function referTo(args: readonly Value[], call: CallExpr, linker: Linker): Value {
  const [first, ...rest] = args;
  if (first?.kind === 'choice') {
    return mapCases(first, residualCall(call, args), (one) => referTo([one.value, ...rest], call, linker));
  }
  if (!first) return runtimeValue(args, call);
  if (first.kind !== 'unknown') stringAt(args, 0);
  if (first.residual !== undefined && !linker.byId(first)) return runtimeValue(args, call);
  const target = findTarget(first, linker);
  if (!target.instance) return runtimeValue([target.id, ...rest], call);
  return referToInstance(target.instance, target.id, rest, call, linker);
}

function referToInstance(instance: Instance, id: Value, rest: readonly Value[], call: CallExpr, linker: Linker): Value {
  const [version = instance.apiVersion(), ...options] = rest;
  const completed = isForeign(instance) ? [id, ...rest] : [id, version, ...options];
  const asked = residualCall({ ...call, args: [] }, completed);
  const isAsDeclared = isVersionOf(instance, version) && !mayStay(instance);
  const declared = isAsDeclared ? linker.declared(instance) : undefined;
  const ingredients = declared?.complete ? undefined : linker.ingredients(instance);
  const residual = ingredients ? withBasis(asked, ingredients.basis) : asked;
  if (!declared) {
    const why = { code: 'runtime' as const, text: `${call.name}() is known only to the service` };
    return unknownValue(why, residual, ingredients?.origins);
  }
  const full = options.some((option) => option.kind === 'string' && option.value.toLowerCase() === 'full');
  if (!full) return declared.complete ? declared.properties : { ...declared.properties, fallback: residual };
  return { ...recordValue({ Properties: declared.properties }), fallback: residual };
}

/** What another extension deploys has no id and no api-version to complete a reference with. */
function isForeign({ declaration }: Instance): boolean {
  return declaration.extension !== undefined;
}

/** What is deployed only where it does not exist yet may have other properties than those of the template. */
function mayStay({ declaration }: Instance): boolean {
  return declaration.options.has('onlyifnotexists');
}

/** A reference with another api-version asks the service for another view of the resource. */
function isVersionOf(instance: Instance, version: Value): boolean {
  const own = instance.apiVersion();
  return own === version || (own.kind === 'string' && version.kind === 'string' && own.value === version.value);
}

/** The instances of a looped symbol that are deployed for all that is known. */
function deployedOf(symbol: string, linker: Linker): readonly Instance[] | undefined {
  return linker.allOf(symbol)?.filter((instance) => instance.presence() !== 'never');
}

function runReferences(call: CallExpr, frame: Frame, linker: Linker): Value {
  const args = evaluateArgs(call, frame);
  if (!isList(args)) return args;
  const [first, ...options] = args;
  const all = first?.kind === 'string' && first.residual === undefined ? deployedOf(first.value, linker) : undefined;
  if (!all) return runtimeValue(args, call);
  const single: CallExpr = { ...call, name: 'reference' };
  return arrayValue(
    all.map((instance) => {
      const rest = options.length > 0 ? [instance.apiVersion(), ...options] : [];
      return referToInstance(instance, instance.id(), rest, single, linker);
    }),
  );
}

/** A `list` function: only the service can answer, but the resource is named by its id. */
function runList(call: CallExpr, frame: Frame, linker: Linker): Value {
  const args = evaluateArgs(call, frame);
  if (!isList(args)) return args;
  const [first, ...rest] = args;
  if (first?.kind !== 'string' || first.residual !== undefined) return runtimeValue(args, call);
  const target = findTarget(first, linker);
  return runtimeValue([target.id, ...rest], call);
}

function runResourceInfo(call: CallExpr, frame: Frame, linker: Linker): Value {
  const args = evaluateArgs(call, frame);
  if (!isList(args)) return args;
  const [first] = args;
  if (first?.kind === 'unknown') return runtimeValue(args, call);
  const symbol = stringAt(args, 0);
  const instance = linker.bySymbol(symbol);
  if (!instance) return refuse(`there is no resource '${symbol}'`);
  return recordValue({
    name: instance.name(),
    type: stringValue(instance.type),
    id: instance.loop ? idWithoutScope(instance) : instance.id(),
    apiVersion: instance.apiVersion(),
  });
}

/** The service forgets the scope in the id of a looped symbol; the official evaluator shows it so. */
function idWithoutScope(instance: Instance): Value {
  const name = instance.name();
  if (name.kind !== 'string' || name.residual !== undefined) return instance.id();
  return textFrom([name], providerPath(instance.type, pathSegments(name.value)), name.origins);
}
