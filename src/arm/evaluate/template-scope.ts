import { type Environment, type Frame, frameOf, type TemplateFunction } from '../../expr/evaluate.ts';
import { evaluateLoop, evaluateNode } from '../../expr/evaluate-node.ts';
import { library } from '../../expr/functions/library.ts';
import type { Invariants } from '../../expr/invariant.ts';
import { failedValue, namedValue } from '../../expr/make-value.ts';
import type { CallExpr, OriginRole, Value } from '../../expr/value.ts';
import { once } from '../../text/memo.ts';
import type { Span } from '../../text/source.ts';
import { contextFunctions, type DeploymentContext } from '../context.ts';
import type { Template, VariableDeclaration } from '../template.ts';
import { callResults } from './call-results.ts';
import type { Run } from './evaluation-session.ts';
import { functionByName } from './lookup-function.ts';
import { type Arguments, bindParameter, type MissingArguments } from './parameters.ts';
import { resourceIdFunctions } from './resource-ids.ts';
import { copyIndex, defaultFunctions, serviceFunctions } from './runtime-functions.ts';
import { scopeFunctions } from './scope-functions.ts';
import { type UserCalls, userFunction } from './user-functions.ts';

/**
 * Where in a template an expression stands, because not every function is allowed everywhere. `early` parts (names,
 * conditions, locations and so on) are fixed before anything is deployed; `late` ones (tags, sku) may ask the service
 * about resources, but are not linked to those of the template.
 */
export type Place = 'default' | 'variable' | 'function' | 'early' | 'late' | 'properties' | 'output';

/** Finds functions that refer to resources, such as `reference` and `listKeys`, at a place. */
export type LinkLookup = (name: string, place: Place) => TemplateFunction | undefined;

export interface ScopeOptions {
  readonly template: Template;
  readonly context: DeploymentContext;
  readonly arguments: Arguments;
  readonly missing: MissingArguments;
  readonly missingAt?: Span;
  readonly openDefaults: ReadonlySet<string>;
  readonly links: LinkLookup;
  readonly run: Run;
}

/** A template with its arguments: the lexical scope of its expressions. */
export interface TemplateScope {
  readonly template: Template;
  readonly context: DeploymentContext;
  readonly run: Run;
  readonly parameter: (name: string) => Value;
  readonly variable: (name: string) => Value;
  readonly environment: (place: Place) => Environment;
}

/** What depends on its arguments and on the template alone, wherever it is called. */
const invariantFunctions: ReadonlySet<string> = new Set([...library.keys(), 'parameters', 'variables']);

type Functions = ReadonlyMap<string, TemplateFunction>;

const defaults = functionsByName(defaultFunctions);

const noCalls: ReadonlySet<string> = new Set();

/** The functions that an expression calls by what is called around it. */
interface CallsOfPlace {
  readonly calls: UserCalls;
  readonly parameters: TemplateFunction;
  readonly variables: TemplateFunction;
}

/** Makes the scope of a template. Parameters and variables are evaluated when they are first used, within the calls that use them. */
export function templateScope(options: ScopeOptions): TemplateScope {
  const { template, context, run, links } = options;
  // Many templates are looked into for little, and use none of these.
  const named = once(() =>
    functionsByName([
      ...contextFunctions(context),
      ...scopeFunctions(context),
      ...resourceIdFunctions(context),
      ...serviceFunctions,
      copyIndex,
    ]),
  );
  // The calls in which a name is used that is evaluated now.
  let around: ReadonlySet<string> = new Set();
  const parameter = memoised(template.parameters, 'parameter', (declaration) => {
    const frame = around.size === 0 ? defaultFrame() : frameOf(environment('default', around));
    return namedValue(bindParameter(declaration, options, frame), declaration.name);
  });
  const variable = memoised(template.variables, 'variable', (declaration) => {
    const frame = around.size === 0 ? variableFrame() : frameOf(environment('variable', around));
    return namedValue(evaluateVariable(declaration, frame, 'variable'), declaration.name);
  });
  const { functions, definitions } = template;
  const invariants: Invariants = { functions: invariantFunctions, values: new Map() };
  const results = callResults();
  const callsWithin = (active: ReadonlySet<string>): CallsOfPlace => {
    // The service expands a call before its arguments, so that a call within the arguments of its like is a cycle.
    const calls: UserCalls = { functions, definitions, active: new Set(active), argumentsFirst: false, results };
    const within = (name: string, find: (name: string) => Value): TemplateFunction =>
      functionByName(name, (asked) => {
        const before = around;
        around = calls.active;
        const value = find(asked);
        around = before;
        return value;
      });
    return { calls, parameters: within('parameters', parameter), variables: within('variables', variable) };
  };
  const environment = (place: Place, active: ReadonlySet<string> = noCalls): Environment => {
    // There are many environments, and in many of them nothing is looked up.
    const before = active.size === 0 ? noCalls : new Set(active);
    const here = once(() => callsWithin(before));
    const lookup = (call: CallExpr): TemplateFunction | undefined => {
      const name = call.name.toLowerCase();
      if (call.namespace !== undefined) {
        const { calls } = here();
        return userFunction(call, calls, () => environment('function', calls.active));
      }
      if (name === 'parameters') return here().parameters;
      if (name === 'variables') return here().variables;
      const placed = place === 'default' ? defaults.get(name) : undefined;
      return placed ?? library.get(name) ?? named().get(name) ?? links(name, place);
    };
    return { lookup, loops: [], ...run, invariants };
  };
  // Outside of calls, all defaults see the same, and so do all variables: no resource is looked into from there.
  const defaultFrame = once(() => frameOf(environment('default')));
  const variableFrame = once(() => frameOf(environment('variable')));
  return { template, context, run, parameter, variable, environment };
}

/**
 * What the values of a parameter file can use: its variables and user-defined functions, and besides those of the
 * library some that are its own.
 */
export function valuesEnvironment(
  { variables, functions, definitions }: Pick<Template, 'variables' | 'functions' | 'definitions'>,
  own: readonly TemplateFunction[],
  { budget, report }: Run,
): Environment {
  const variable = memoised(variables, 'variable', (declaration) =>
    namedValue(evaluateVariable(declaration, frameOf(environment), 'variable'), declaration.name),
  );
  const named = functionsByName([...own, copyIndex, functionByName('variables', variable)]);
  const calls: UserCalls = { functions, definitions, active: new Set(), argumentsFirst: true, results: callResults() };
  const lookup = (call: CallExpr): TemplateFunction | undefined => {
    if (call.namespace !== undefined) return userFunction(call, calls, () => environment);
    const found = named.get(call.name.toLowerCase()) ?? library.get(call.name.toLowerCase());
    // Bicep minds the case of names.
    return found?.name === call.name ? found : undefined;
  };
  const environment: Environment = { lookup, loops: [], budget, report };
  return environment;
}

function functionsByName(functions: readonly TemplateFunction[]): Functions {
  return new Map(functions.map((definition) => [definition.name.toLowerCase(), definition]));
}

/** Chains of names longer than this are refused: they protect the stack, and do not occur in practice. */
const maxChain = 200;

/** Evaluates declarations once each, on demand, and refuses those that depend on themselves. */
function memoised<D>(
  declarations: ReadonlyMap<string, D>,
  kind: string,
  compute: (declaration: D) => Value,
): (name: string) => Value {
  const values = new Map<string, Value>();
  const active = new Set<string>();
  return (name) => {
    const key = name.toLowerCase();
    const known = values.get(key);
    if (known) return known;
    const declaration = declarations.get(key);
    if (!declaration) return failedValue('unknown-name', `There is no ${kind} '${name}'.`);
    if (active.has(key)) return failedValue('cycle', `The ${kind} '${name}' depends on itself.`);
    if (active.size >= maxChain)
      return { ...failedValue('limit', `The ${kind} '${name}' has too long a chain of references.`), lossy: true };
    active.add(key);
    const value = compute(declaration);
    active.delete(key);
    values.set(key, value);
    return value;
  };
}

/** @param role what the leaves contribute to the values that are made of them */
export function evaluateVariable(declaration: VariableDeclaration, frame: Frame, role: OriginRole): Value {
  const { nameSpan, value, loop } = declaration;
  if (!loop) return evaluateNode(value, frame, role);
  return evaluateLoop({ name: loop.name, nameSpan, count: loop.count, input: value }, frame, role, 'variable');
}
