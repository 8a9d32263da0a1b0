import { lazy } from '../../expr/apply.ts';
import { type Environment, evaluate, type Frame, frameOf, spend, type TemplateFunction } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import { extentOf } from '../../expr/extent.ts';
import { failedValue } from '../../expr/make-value.ts';
import { visitExpressions } from '../../expr/node.ts';
import { printExpr } from '../../expr/print.ts';
import type { CallExpr, FailedValue, Value } from '../../expr/value.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import type { Template, TypeSchema, UserFunction } from '../template.ts';
import type { CallResults } from './call-results.ts';
import { refusalOf } from './check-value.ts';
import { functionByName } from './lookup-function.ts';
import type { Arguments } from './parameters.ts';

/**
 * The user-defined functions of a template, and those whose calls are being evaluated. The service refuses to call one
 * of these even for a variable that such a call is the first to use.
 */
export interface UserCalls {
  readonly functions: ReadonlyMap<string, UserFunction>;
  /** The types of their parameters and results. */
  readonly definitions: Template['definitions'];
  readonly active: Set<string>;
  /** Whether the arguments of a call are evaluated before it begins. */
  readonly argumentsFirst: boolean;
  /** What calls came to. */
  readonly results: CallResults;
}

/** A user-defined function as a call means it, or undefined if there is none of that name. */
export function userFunction(
  call: CallExpr,
  calls: UserCalls,
  environment: () => Environment,
): TemplateFunction | undefined {
  const key = `${call.namespace}.${call.name}`.toLowerCase();
  const declared = calls.functions.get(key);
  if (!declared) return undefined;
  const count = declared.parameters.length;
  const content = (): readonly string[] => {
    const texts: string[] = [];
    visitExpressions(declared.body, (expr) => texts.push(printExpr(expr)));
    return texts;
  };
  const called = lazy(declared.name, count, count, (_, frame) => {
    const given = (): Arguments | FailedValue => argumentsOf(call, declared, frame, calls);
    const ready = calls.argumentsFirst ? given() : undefined;
    if (calls.active.has(key))
      return failedValue('cycle', `Function '${declared.name}' is used within a call of itself.`);
    // Within another call, more calls are refused than outside of it.
    const isOutermost = calls.active.size === 0;
    calls.active.add(key);
    try {
      const values = ready ?? given();
      if ('kind' in values) return values;
      const known = isOutermost ? calls.results.find(declared, [...values.values()]) : undefined;
      return known ?? resultOf(declared, values, { frame, environment: environment(), calls, isOutermost });
    } finally {
      calls.active.delete(key);
    }
  });
  return { ...called, content };
}

/** The arguments of a call by name in lower case, or the first that fails. */
function argumentsOf(
  call: CallExpr,
  declared: UserFunction,
  frame: Frame,
  { definitions }: UserCalls,
): Arguments | FailedValue {
  const values = new Map<string, Value>();
  for (const [index, { name, schema }] of declared.parameters.entries()) {
    const arg = call.args[index];
    const value = arg ? evaluate(arg, frame) : failedValue('function-arity', `Argument '${name}' is missing.`);
    if (value.kind === 'failed') return value;
    if (hasParts(schema)) spend(frame.env.budget, extentOf(value).size);
    const refusal = refusalOf(value, schema, definitions);
    if (refusal) return refused(`Argument '${name}' of function '${declared.name}' is not valid: ${refusal}.`);
    values.set(name.toLowerCase(), value);
  }
  return values;
}

/** Whether a value has to be gone through to see if it is of a type. */
function hasParts({
  ref,
  allowedValues,
  properties,
  additionalProperties,
  items,
  prefixItems,
  discriminator,
}: TypeSchema): boolean {
  return [ref, allowedValues, properties, additionalProperties, items, prefixItems, discriminator].some(Boolean);
}

/** Where a function is called, and what its body sees. */
interface CallSite {
  readonly frame: Frame;
  readonly environment: Environment;
  readonly calls: UserCalls;
  readonly isOutermost: boolean;
}

function resultOf(declared: UserFunction, values: Arguments, site: CallSite): Value {
  const { frame, environment, calls, isOutermost } = site;
  const parameters = functionByName(
    'parameters',
    (name) =>
      values.get(name.toLowerCase()) ??
      failedValue('unknown-name', `There is no parameter '${name}' in function '${declared.name}'.`),
  );
  const lookup = (inner: CallExpr): TemplateFunction | undefined => {
    const isParameters = inner.namespace === undefined && inner.name.toLowerCase() === 'parameters';
    return isParameters ? parameters : environment.lookup(inner);
  };
  const problems: Diagnostic[] = [];
  const report: Report = (problem) => problems.push(problem);
  // In the body, names mean the arguments of this call.
  const invariants = environment.invariants && { ...environment.invariants, values: new Map() };
  const bodyEnvironment = { ...environment, lookup, loops: [], report, ...(invariants && { invariants }) };
  const value = evaluateNode(declared.body, frameOf(bodyEnvironment));
  // Whether a failure matters is decided where the function is called.
  const error = problems.find(({ severity }) => severity === 'error');
  if (error) return { ...failedValue(error.code, error.message, error.span), ...(error.lossy && { lossy: true }) };
  problems.forEach(frame.env.report);
  if (hasParts(declared.result)) spend(frame.env.budget, extentOf(value).size);
  const refusal = refusalOf(value, declared.result, calls.definitions);
  if (refusal) return refused(`The result of function '${declared.name}' is not valid: ${refusal}.`);
  if (isOutermost && problems.length === 0) calls.results.keep(declared, [...values.values()], value);
  return value;
}

function refused(message: string): FailedValue {
  return failedValue('function-value', message);
}
