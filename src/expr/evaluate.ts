import type { Report } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { itemOf, propertyOf } from './access.ts';
import { extentOf, isTooLarge } from './extent.ts';
import { type Invariants, isInvariant } from './invariant.ts';
import { failedValue, intValue, secured, stringValue, unknownValue } from './make-value.ts';
import { opaqueExpr } from './tree.ts';
import type {
  CallExpr,
  Expr,
  FailedValue,
  IndexExpr,
  Origin,
  PropertyExpr,
  UnknownReason,
  Value,
  ValueExpr,
} from './value.ts';

/** A function of the template language, by whatever means it computes. */
export interface TemplateFunction {
  /** The documented spelling. */
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly run: (call: CallExpr, frame: Frame) => Value;
  /** What a call becomes where the service leaves it unevaluated, if it does not stay as it is. */
  readonly leave?: (call: CallExpr, frame: Frame) => Expr | undefined;
  /** What it computes, as texts to compare, for a function that a template defines. */
  readonly content?: () => readonly string[];
}

/** What an expression can see besides itself. */
export interface Environment {
  /** The function that a call means at this place, or undefined if there is none. Names compare without case. */
  readonly lookup: (call: CallExpr) => TemplateFunction | undefined;
  /** Copy loops around the expression, innermost last. */
  readonly loops: readonly Loop[];
  /** Shared by all expressions of a target. */
  readonly budget: Budget;
  /** Takes what goes wrong while evaluating. */
  readonly report: Report;
  /** Takes where the values come from that decide between others. */
  readonly decisions?: Set<Origin> | undefined;
  /** Where it is kept what is the same in all iterations of loops and lambdas. */
  readonly invariants?: Invariants;
  /** Whether what is written at a place is secure; where nothing is known to be, there is no such function. */
  readonly holdsSecret?: HoldsSecret;
}

/** Whether a value that is secure is written at a place. */
export type HoldsSecret = (span: Span) => boolean;

export interface Loop {
  readonly name: string;
  /** An integer, or unknown in the one iteration that stands for a loop of unknown length. */
  readonly index: Value;
  readonly kind: 'resource' | 'property' | 'variable' | 'output';
}

/** What is left of the effort that one target may cost. */
export interface Budget {
  /** Expressions to evaluate, and values that functions have to look at. */
  steps: number;
  /** Expressions within each other, by way of variables and functions, too. */
  depth: number;
  /** When the rest of the effort is given up, in milliseconds of `clock`. */
  readonly deadline: number;
  /** The limits at which evaluation stopped. */
  readonly stops: Set<UnknownReason>;
}

/** The largest real templates need less than a tenth of the steps, and of the depth. */
export const maxSteps = 5_000_000;
const maxDepth = 600;

/**
 * Seconds that the evaluation of one target may take, should single steps be slower than any step known. Machines that
 * are merely busy need a small part of it.
 */
export const maxSeconds = 60;

/** Steps between two looks at the clock. */
const clockInterval = 1024;

/** Milliseconds that only grow. The `performance` of Node.js would say the same, and takes longer to load than evaluation needs. */
function clock(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1000 + nanoseconds / 1e6;
}

export function newBudget(now: number = clock()): Budget {
  return { steps: maxSteps, depth: maxDepth, deadline: now + maxSeconds * 1000, stops: new Set() };
}

/** An environment and the lambda variables in scope, by name in lower case. */
export interface Frame {
  readonly env: Environment;
  readonly locals: ReadonlyMap<string, Value>;
}

const noLocals: Frame['locals'] = new Map();

export function frameOf(env: Environment): Frame {
  return { env, locals: noLocals };
}

export const outOfBudget: UnknownReason = { code: 'limit', text: 'the template is too costly to evaluate' };
const tooLarge: UnknownReason = { code: 'limit', text: 'what the template computes is too large' };

/** Evaluates an expression as far as it is decided. Never throws: what cannot succeed is a failed value. */
export function evaluate(expr: Expr, frame: Frame): Value {
  if (expr.kind === 'value') return expr.value;
  const { budget } = frame.env;
  if (budget.steps <= 0 || budget.depth <= 0) return stoppedValue(outOfBudget, expr.span, budget);
  budget.steps -= 1;
  if (budget.steps % clockInterval === 0 && clock() > budget.deadline) budget.steps = 0;
  budget.depth -= 1;
  try {
    return evaluateOnce(expr, frame);
  } finally {
    budget.depth += 1;
  }
}

/** Of what is evaluated many times, the parts that are always the same are evaluated once. */
function evaluateOnce(expr: Exclude<Expr, ValueExpr>, frame: Frame): Value {
  const { invariants, loops } = frame.env;
  const isRepeated = loops.length > 0 || frame.locals.size > 0;
  if (!invariants || !isRepeated || !isInvariant(expr, invariants.functions)) return evaluated(expr, frame);
  const known = invariants.values.get(expr);
  if (known) return known;
  const value = evaluated(expr, frame);
  if (value.kind !== 'failed') invariants.values.set(expr, value);
  return value;
}

function evaluated(expr: Exclude<Expr, ValueExpr>, frame: Frame): Value {
  return withinLimits(evaluateKind(expr, frame), expr.span, frame.env.budget);
}

function evaluateKind(expr: Exclude<Expr, ValueExpr>, frame: Frame): Value {
  switch (expr.kind) {
    case 'literal': {
      const value = evaluateLiteral(expr.value, [{ span: expr.span, role: 'written' }]);
      return frame.env.holdsSecret?.(expr.span) ? secured(value) : value;
    }
    case 'call':
      return evaluateCall(expr, frame);
    case 'property':
      return evaluateProperty(expr, frame);
    case 'index':
      return evaluateIndex(expr, frame);
  }
}

/** Takes some steps off the budget; false if that is too much. */
export function spend(budget: Budget, steps: number): boolean {
  budget.steps -= steps;
  return budget.steps > 0;
}

/**
 * A value that becomes a part of what is deployed, passed on or reported. From here on, others go through the whole of
 * it, so that each place where it stands costs as much as it holds.
 */
export function settled(value: Value, budget: Budget, span: Span): Value {
  if (spend(budget, extentOf(value).size)) return value;
  return stoppedValue(outOfBudget, span, budget, value.origins);
}

/** A value within the limits, or what stands for one that is beyond them. */
export function withinLimits(value: Value, span: Span, budget: Budget): Value {
  return isTooLarge(value) ? stoppedValue(tooLarge, span, budget, value.origins) : value;
}

/** What stands for a value at which evaluation stopped. */
export function stoppedValue(why: UnknownReason, span: Span, budget: Budget, origins: readonly Origin[] = []): Value {
  return unknownValue(stop(why, budget), opaqueExpr(span), origins);
}

/** Notes that evaluation stopped at a limit, so that what is evaluated is not all there is. */
export function stop(why: UnknownReason, { stops }: Budget): UnknownReason {
  stops.add(why);
  return why;
}

/** Reports the limits at which evaluation stopped: the result is not all that the template deploys. */
export function reportStops({ stops }: Budget, span: Span, report: Report): void {
  for (const { text } of stops) {
    report({ severity: 'error', code: 'limit', lossy: true, message: `Evaluation stopped: ${text}.`, span });
  }
}

function evaluateLiteral(value: string | bigint, origins: readonly Origin[]): Value {
  return typeof value === 'string' ? stringValue(value, origins) : intValue(value, origins);
}

function evaluateCall(call: CallExpr, frame: Frame): Value {
  const definition = frame.env.lookup(call);
  if (!definition) {
    const name = call.namespace === undefined ? call.name : `${call.namespace}.${call.name}`;
    return failedValue('unknown-function', `There is no template function '${name}' here.`, call.nameSpan);
  }
  return located(arityRefusal(call, definition) ?? definition.run(call, frame), call);
}

function evaluateProperty(expr: PropertyExpr, frame: Frame): Value {
  const target = evaluate(expr.target, frame);
  return located(
    propertyOf(target, expr.name, () => ({ ...expr, target: { kind: 'value', value: target } })),
    expr,
  );
}

function evaluateIndex(expr: IndexExpr, frame: Frame): Value {
  const target = evaluate(expr.target, frame);
  if (target.kind === 'failed') return target;
  const index = evaluate(expr.index, frame);
  if (target.kind === 'object') for (const origin of index.origins) frame.env.decisions?.add(origin);
  const residual = (): Expr => {
    const evaluated: Expr = { kind: 'value', value: target };
    return index.kind === 'string' && index.residual === undefined
      ? { kind: 'property', target: evaluated, name: index.value, span: expr.span, nameSpan: expr.span }
      : { ...expr, target: evaluated, index: { kind: 'value', value: index } };
  };
  return located(itemOf(target, index, residual), expr);
}

/** A failure is blamed on the innermost expression that could not be evaluated. */
function located(value: Value, expr: CallExpr | PropertyExpr | IndexExpr): Value {
  return value.kind === 'failed' && !value.span ? { ...value, span: expr.span } : value;
}

function arityRefusal(call: CallExpr, definition: TemplateFunction): FailedValue | undefined {
  const { name, minArgs, maxArgs } = definition;
  const count = call.args.length;
  if (count >= minArgs && count <= maxArgs) return undefined;
  const message = `Function '${name}' takes ${describeArity(minArgs, maxArgs)}, but is given ${count}.`;
  return failedValue('function-arity', message);
}

function describeArity(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} ${min === 1 ? 'argument' : 'arguments'}`;
  if (min === max) return `${min} ${min === 1 ? 'argument' : 'arguments'}`;
  return `${min} to ${max} arguments`;
}
