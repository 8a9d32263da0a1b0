import { upperOrdinal } from '../../dotnet/text-order.ts';
import { describe } from '../access.ts';
import { evaluatedExpr, lazy, reasonFor, withheldFailure } from '../apply.ts';
import { argAt, arrayAt, objectAt, stringAt } from '../arguments.ts';
import { mapCases } from '../choice.ts';
import { evaluate, type Frame, type TemplateFunction } from '../evaluate.ts';
import { failureOf, refuse } from '../failure.ts';
import {
  arrayValue,
  intValue,
  isSecured,
  mergeOrigins,
  objectValue,
  partlyKeyedObject,
  unknownValue,
  withOrigins,
  withResidual,
} from '../make-value.ts';
import { unevaluated } from '../unevaluated.ts';
import type { CallExpr, Entry, Expr, UnkeyedEntry, UnknownReason, Value } from '../value.ts';

/** A lambda as the functions below call it. */
interface Lambda {
  readonly parameters: readonly string[];
  readonly call: (...args: readonly Value[]) => Value;
}

/** Carries a failed value out of the loops below; caught where the function began. */
class FailedInLambda extends Error {
  readonly value: Value;

  constructor(value: Value) {
    super('A lambda failed');
    this.value = value;
  }
}

/** Thrown when a lambda's answer is needed and only the service knows it. */
class UndecidedLambda extends Error {
  readonly why: UnknownReason;

  constructor(why: UnknownReason) {
    super('A lambda is undecided');
    this.why = why;
  }
}

/**
 * Reads the argument that must be a lambda: one to `max` parameter names and a body. Of two equal names the last one
 * wins, and names do not mind case.
 */
function lambdaAt(call: CallExpr, index: number, min: number, max: number, frame: Frame): Lambda {
  const expr = call.args[index];
  if (expr?.kind !== 'call' || expr.name.toLowerCase() !== 'lambda' || expr.namespace !== undefined) {
    return refuse(`argument ${index + 1} must be a lambda`);
  }
  const body = expr.args.at(-1);
  const count = expr.args.length - 1;
  if (!body || count < min || count > max) {
    return refuse(
      `its lambda takes ${min === max ? min : `${min} to ${max}`} parameters, but has ${Math.max(count, 0)}`,
    );
  }
  const names = expr.args.slice(0, -1).map((arg) => evaluate(arg, frame));
  const parameters = names.map((_, at) => stringAt(names, at).toLowerCase());
  const invoke = (...args: readonly Value[]): Value => {
    const locals = new Map(frame.locals);
    for (const [at, name] of parameters.entries()) locals.set(name, argAt(args, at));
    const value = evaluate(body, { env: frame.env, locals });
    if (value.kind === 'failed') throw new FailedInLambda(value);
    return value;
  };
  return { parameters, call: invoke };
}

/**
 * A function over the items of its first argument. If only the service knows that argument or what a lambda answers,
 * the call stays as it is, with the first argument evaluated.
 */
function overItems(
  name: string,
  minArgs: number,
  maxArgs: number,
  compute: (source: Value, call: CallExpr, frame: Frame) => Value | undefined,
): TemplateFunction {
  const apply = (source: Value, call: CallExpr, frame: Frame, residual: () => Expr): Value => {
    if (source.kind === 'failed') return source;
    if (source.kind === 'choice') {
      return mapCases(source, residual(), (one) => guarded(name, () => apply(one.value, call, frame, residual)));
    }
    const open = source.kind === 'unknown' || ((source.kind === 'array' || source.kind === 'object') && source.open);
    if (open) return unknownValue(reasonFor(source), residual(), source.origins);
    try {
      const computed = compute(source, call, frame);
      if (!computed) return unknownValue(reasonFor(source), residual(), source.origins);
      const value = computed.origins.length === 0 ? withOrigins(computed, mergeOrigins([source])) : computed;
      return source.residual === undefined ? value : withResidual(value, residual());
    } catch (error) {
      if (error instanceof UndecidedLambda) return unknownValue(error.why, residual(), source.origins);
      if (error instanceof FailedInLambda) return error.value;
      throw error;
    }
  };
  return lazy(name, minArgs, maxArgs, (call, frame) => {
    const [first] = call.args;
    const source: Value = first ? evaluate(first, frame) : refuse('it needs an argument');
    const result = apply(source, call, frame, () => ({
      ...call,
      args: [evaluatedExpr(source, first), ...call.args.slice(1).map((arg) => leftArgument(arg, frame))],
    }));
    return result.kind === 'failed' && isSecured(source) ? withheldFailure(result, name) : result;
  });
}

/** Of the other arguments, the service evaluates all but lambdas. */
function leftArgument(arg: Expr, frame: Frame): Expr {
  if (arg.kind === 'call' && arg.name.toLowerCase() === 'lambda') return unevaluated(arg, frame);
  const value = evaluate(arg, frame);
  return value.kind === 'failed' ? unevaluated(arg, frame) : evaluatedExpr(value, arg);
}

function guarded(name: string, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    const { code, message } = failureOf(error);
    return { kind: 'failed', code, message: `Function '${name}': ${message}`, origins: [] };
  }
}

function boolAnswer(value: Value): boolean {
  if (value.residual !== undefined) throw new UndecidedLambda(reasonFor(value));
  return value.kind === 'bool' ? value.value : refuse(`its lambda must answer with a boolean, not ${describe(value)}`);
}

/** The key that a lambda makes, undefined if only the service knows it. */
function keyAnswer(value: Value): string {
  if (value.residual !== undefined) throw new UndecidedLambda(reasonFor(value));
  return value.kind === 'string' ? value.value : refuse(`its lambda must answer with a string, not ${describe(value)}`);
}

function map(source: Value, call: CallExpr, frame: Frame): Value {
  const lambda = lambdaAt(call, 1, 1, 2, frame);
  const { items } = arrayAt([source], 0);
  return arrayValue(items.map((item, index) => lambda.call(item, intValue(index))));
}

function filter(source: Value, call: CallExpr, frame: Frame): Value {
  const lambda = lambdaAt(call, 1, 1, 2, frame);
  const { items } = arrayAt([source], 0);
  return arrayValue(items.filter((item, index) => boolAnswer(lambda.call(item, intValue(index)))));
}

function reduce(source: Value, call: CallExpr, frame: Frame): Value | undefined {
  const initial = evaluate(call.args[1] ?? refuse('it needs an initial value'), frame);
  if (initial.kind === 'failed') return initial;
  const lambda = lambdaAt(call, 2, 2, 3, frame);
  const { items } = arrayAt([source], 0);
  const result = items.reduce((held, item, index) => lambda.call(held, item, intValue(index)), initial);
  if (result.residual === undefined) return result;
  // The service does not unroll a reduction that it cannot finish.
  const written = call.args.slice(2).map((arg) => unevaluated(arg, frame));
  return withResidual(result, {
    ...call,
    args: [evaluatedExpr(source, call.args[0]), evaluatedExpr(initial, call.args[1]), ...written],
  });
}

function sort(source: Value, call: CallExpr, frame: Frame): Value {
  const lambda = lambdaAt(call, 1, 2, 2, frame);
  const precedes = (a: Value, b: Value): boolean => boolAnswer(lambda.call(a, b));
  const { items } = arrayAt([source], 0);
  return arrayValue([...items].sort((a, b) => Number(precedes(b, a)) - Number(precedes(a, b))));
}

function toObject(source: Value, call: CallExpr, frame: Frame): Value {
  const keyOf = lambdaAt(call, 1, 1, 1, frame);
  const contentOf = call.args.length > 2 ? lambdaAt(call, 2, 1, 1, frame) : undefined;
  const entries = new Map<string, Entry>();
  const unkeyed: UnkeyedEntry[] = [];
  for (const item of arrayAt([source], 0).items) {
    const answer = keyOf.call(item);
    const value = contentOf ? contentOf.call(item) : item;
    if (answer.residual !== undefined) {
      unkeyed.push({ key: answer, value, after: entries.size });
      continue;
    }
    const key = keyAnswer(answer);
    const folded = upperOrdinal(key);
    if (entries.has(folded)) {
      return refuse(`its lambda makes the key '${key}' twice; keys must differ in more than case`);
    }
    entries.set(folded, { key, value });
  }
  return partlyKeyedObject([...entries.values()], unkeyed, reasonFor(...unkeyed.map(({ key }) => key)));
}

function groupBy(source: Value, call: CallExpr, frame: Frame): Value {
  const keyOf = lambdaAt(call, 1, 1, 1, frame);
  const contentOf = call.args.length > 2 ? lambdaAt(call, 2, 1, 1, frame) : undefined;
  const groups = new Map<string, { key: string; items: Value[] }>();
  for (const item of arrayAt([source], 0).items) {
    const key = keyAnswer(keyOf.call(item));
    const group = groups.get(upperOrdinal(key)) ?? { key, items: [] };
    group.items.push(contentOf ? contentOf.call(item) : item);
    groups.set(upperOrdinal(key), group);
  }
  return objectValue([...groups.values()].map(({ key, items }) => ({ key, value: arrayValue(items) })));
}

function mapValues(source: Value, call: CallExpr, frame: Frame): Value {
  const lambda = lambdaAt(call, 1, 1, 1, frame);
  const entries = [...objectAt([source], 0).entries.values()];
  return objectValue(entries.map((entry) => ({ ...entry, value: lambda.call(entry.value) })));
}

function lambdaVariable(call: CallExpr, frame: Frame): Value {
  const [arg] = call.args;
  const names = [arg ? evaluate(arg, frame) : refuse('it needs a name')];
  const name = stringAt(names, 0);
  return frame.locals.get(name.toLowerCase()) ?? refuse(`there is no lambda variable '${name}' here`);
}

export const lambdaFunctions: readonly TemplateFunction[] = [
  overItems('map', 2, 2, map),
  overItems('filter', 2, 2, filter),
  overItems('reduce', 3, 3, reduce),
  overItems('sort', 2, 2, sort),
  overItems('toObject', 2, 3, toObject),
  overItems('groupBy', 2, 3, groupBy),
  overItems('mapValues', 2, 2, mapValues),
  lazy('lambdaVariables', 1, 1, lambdaVariable),
];
