import { compareText } from '../../dotnet/text-order.ts';
import { describe } from '../access.ts';
import { comparing, evaluatedExpr, known, lazy, structural, withFallback } from '../apply.ts';
import { argAt, boolAt } from '../arguments.ts';
import { choiceByCondition, mapCases } from '../choice.ts';
import { equalValues } from '../equality.ts';
import { evaluate, type Frame, spend, type TemplateFunction } from '../evaluate.ts';
import { extentOf } from '../extent.ts';
import { refuse } from '../failure.ts';
import { boolValue, mergeOrigins, nullValue, unknownValue, withOrigins, withResidual } from '../make-value.ts';
import { unevaluated } from '../unevaluated.ts';
import type { CallExpr, Expr, Value } from '../value.ts';

/**
 * A lazy call that stops at an argument which only the service knows: what was evaluated before it, what is left of
 * it, and the rest as written.
 */
function stoppedAt(call: CallExpr, evaluated: readonly Value[], frame: Frame): CallExpr {
  const args = call.args.map((arg, index) => {
    const value = evaluated[index];
    return value ? evaluatedExpr(value, arg) : unevaluated(arg, frame);
  });
  return { ...call, args };
}

function runIf(call: CallExpr, frame: Frame): Value {
  const [test, whenTrue, whenFalse] = call.args;
  if (!test || !whenTrue || !whenFalse) return nullValue();
  const condition = evaluate(test, frame);
  if (condition.kind === 'failed') return condition;
  const residual = (): CallExpr => stoppedAt(call, [condition], frame);
  const branch = (decided: Value): Value => {
    if (decided.kind === 'bool') return evaluate(decided.value ? whenTrue : whenFalse, frame);
    if (decided.kind === 'choice') return mapCases(decided, residual(), (one) => branch(one.value));
    if (decided.kind !== 'unknown') {
      return refuse(`argument 1 must be a boolean, not ${describe(decided)}`);
    }
    // The text of the condition distinguishes one unknown from another.
    spend(frame.env.budget, extentOf(decided).size);
    const branches = { whenTrue: evaluate(whenTrue, frame), whenFalse: evaluate(whenFalse, frame) };
    return choiceByCondition(decided, branches, residual());
  };
  for (const origin of condition.origins) frame.env.decisions?.add(origin);
  const chosen = branch(condition);
  // What decides between two values explains the one that it picks.
  const value = condition.kind === 'bool' ? withOrigins(chosen, mergeOrigins([condition, chosen])) : chosen;
  return condition.residual === undefined ? value : withResidual(value, residual());
}

/** `and` and `or`: the first argument that equals `decisive` decides. */
function connective(name: string, decisive: boolean): TemplateFunction {
  return lazy(name, 2, Number.POSITIVE_INFINITY, (call, frame) => {
    const evaluated: Value[] = [];
    let undecided: Value | undefined;
    let residual: Expr | undefined;
    for (const arg of call.args) {
      const value = evaluate(arg, frame);
      if (value.kind === 'failed') {
        if (undecided) break;
        return value;
      }
      evaluated.push(value);
      if (value.residual !== undefined) residual ??= stoppedAt(call, evaluated, frame);
      if (value.kind === 'bool' && value.value === decisive) return decided(value, residual);
      if (value.kind === 'unknown' || value.kind === 'choice') undecided ??= value;
      else boolAt([value], 0);
    }
    if (!undecided || !residual) return decided(boolValue(!decisive, mergeOrigins(evaluated)), residual);
    return combineUndecided(evaluated, decisive, residual);
  });
}

function decided(value: Value, residual: Expr | undefined): Value {
  return residual === undefined ? value : withResidual(value, residual);
}

/** Arguments of which none decides alone: they stay correlated if at most one of them is plainly unknown. */
function combineUndecided(args: readonly Value[], decisive: boolean, residual: Expr): Value {
  const open = args.filter((arg) => arg.kind !== 'bool');
  const [first, ...others] = open;
  if (!first) return boolValue(!decisive);
  if (others.length === 0) return withResidual(first, residual);
  if (first.kind === 'choice') {
    return mapCases(first, residual, (one) =>
      one.value.kind === 'bool' && one.value.value === decisive
        ? one.value
        : combineUndecided(one.value.kind === 'bool' ? others : [one.value, ...others], decisive, residual),
    );
  }
  const why = first.kind === 'unknown' ? first.why : { code: 'unsupported' as const, text: 'it is not a boolean' };
  return unknownValue(why, residual, mergeOrigins(args));
}

function equals(args: readonly Value[]): Value | undefined {
  const equal = equalValues(argAt(args, 0), argAt(args, 1));
  return equal === undefined ? undefined : boolValue(equal);
}

function runCoalesce(call: CallExpr, frame: Frame): Value {
  const evaluated: Value[] = [];
  const next = (index: number): Value => {
    const arg = call.args[index];
    if (!arg) return nullValue(mergeOrigins(evaluated));
    const value = evaluate(arg, frame);
    if (value.kind === 'failed') return value;
    evaluated[index] = value;
    const residual = (): Expr => stoppedAt(call, evaluated.slice(0, index + 1), frame);
    const settle = (candidate: Value): Value => {
      if (candidate.kind === 'null') return next(index + 1);
      if (candidate.kind === 'choice') return mapCases(candidate, residual(), (one) => settle(one.value));
      if (candidate.kind === 'unknown') return unknownValue(candidate.why, residual(), candidate.origins);
      return candidate;
    };
    const left = value.residual === undefined ? undefined : residual();
    const settled = decided(settle(value), left);
    return value.kind === 'null' && value.fallback ? withFallback(settled, residual()) : settled;
  };
  return next(0);
}

/** Compares two numbers or two strings; other kinds are refused. */
function ordering(name: string, holds: (order: number) => boolean): TemplateFunction {
  return known(name, 2, 2, (args) => boolValue(holds(compareOrdered(argAt(args, 0), argAt(args, 1)))));
}

function compareOrdered(left: Value, right: Value): number {
  if (left.kind === 'string' && right.kind === 'string') return compareText(left.value, right.value);
  if (isNumber(left) && isNumber(right)) return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
  return refuse(`it compares two numbers or two strings, not ${describe(left)} and ${describe(right)}`);
}

function isNumber(value: Value): value is Extract<Value, { kind: 'int' | 'float' }> {
  return value.kind === 'int' || value.kind === 'float';
}

function toBool(value: Value): boolean {
  if (value.kind === 'bool') return value.value;
  if (value.kind === 'int') return value.value !== 0n;
  if (value.kind === 'float') return value.value !== 0;
  const text = value.kind === 'string' ? value.value.trim().toLowerCase() : '';
  if (text === 'true' || text === 'false') return text === 'true';
  return refuse(`${value.kind === 'string' ? `'${value.value}'` : describe(value)} is not a boolean`);
}

const any = Number.POSITIVE_INFINITY;

export const logicFunctions: readonly TemplateFunction[] = [
  lazy('if', 3, 3, runIf),
  connective('and', false),
  connective('or', true),
  known('not', 1, 1, (args) => boolValue(!boolAt(args, 0))),
  lazy('coalesce', 0, any, runCoalesce),
  known('true', 0, 0, () => boolValue(true)),
  known('false', 0, 0, () => boolValue(false)),
  known('null', 0, 0, () => nullValue()),
  known('bool', 1, 1, (args) => boolValue(toBool(argAt(args, 0)))),
  structural('equals', 2, 2, equals, comparing),
  ordering('less', (order) => order < 0),
  ordering('lessOrEquals', (order) => order <= 0),
  ordering('greater', (order) => order > 0),
  ordering('greaterOrEquals', (order) => order >= 0),
  known('fail', 1, 1, (args) => {
    const message = argAt(args, 0);
    return refuse(message.kind === 'string' ? message.value : `argument 1 must be a string, not ${describe(message)}`);
  }),
];
