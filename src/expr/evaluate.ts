import type { Report } from '../text/diagnostic.ts';
import { itemOf, propertyOf } from './access.ts';
import type { CallExpr, Expr, IndexExpr, PropertyExpr } from './tree.ts';
import {
  type FailedValue,
  failedValue,
  intValue,
  type Origin,
  stringValue,
  type UnknownReason,
  unknownValue,
  type Value,
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
}

export interface Loop {
  readonly name: string;
  /** An integer, or unknown in the one iteration that stands for a loop of unknown length. */
  readonly index: Value;
  readonly kind: 'resource' | 'property' | 'variable' | 'output';
}

/** What is left of the effort that one target may cost. */
export interface Budget {
  steps: number;
}

/** Evaluation steps for one target; the largest real templates need less than a tenth. */
export const maxSteps = 5_000_000;

/** An environment and the lambda variables in scope, by name in lower case. */
export interface Frame {
  readonly env: Environment;
  readonly locals: ReadonlyMap<string, Value>;
}

export function frameOf(env: Environment): Frame {
  return { env, locals: new Map() };
}

const outOfBudget: UnknownReason = { code: 'limit', text: 'the template is too costly to evaluate' };

/** Evaluates an expression as far as it is decided. Never throws: what cannot succeed is a failed value. */
export function evaluate(expr: Expr, frame: Frame): Value {
  const { budget } = frame.env;
  if (budget.steps <= 0) return unknownValue(outOfBudget, expr);
  budget.steps -= 1;
  switch (expr.kind) {
    case 'literal':
      return evaluateLiteral(expr.value, [{ span: expr.span, role: 'written' }]);
    case 'value':
      return expr.value;
    case 'call':
      return evaluateCall(expr, frame);
    case 'property':
      return evaluateProperty(expr, frame);
    case 'index':
      return evaluateIndex(expr, frame);
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
