import { canonicalExpr } from './basis.ts';
import { boolValue, failedValue, unknownValue } from './make-value.ts';
import type { Atom, ChoiceCase, ChoiceValue, Expr, UnknownReason, UnknownValue, Value } from './value.ts';

/** A choice with more outcomes than this is not worth following: it becomes a plain unknown. */
export const maxChoices = 16;

/** The atom on which a choice between the two outcomes of an unknown condition depends. */
export function atomOf(unknown: UnknownValue): Atom {
  return { key: canonicalExpr(unknown.residual), expr: unknown.residual, why: unknown.why, origins: unknown.origins };
}

/** A condition of which nothing is known, as a choice between both. */
export function undecided(condition: Value): Value {
  if (condition.kind !== 'unknown') return condition;
  const { origins, residual } = condition;
  return choiceByCondition(
    condition,
    { whenTrue: boolValue(true, origins), whenFalse: boolValue(false, origins) },
    residual,
  );
}

/**
 * A choice by a condition that is not known. Conditions that mean the same are one atom, however they are written:
 * `a != b` is `a == b` turned, and so is `b == a` without a turn.
 */
export function choiceByCondition(
  condition: UnknownValue,
  { whenTrue, whenFalse }: { readonly whenTrue: Value; readonly whenFalse: Value },
  residual: Expr,
): Value {
  const { expr, isTurned } = plainCondition(condition.residual);
  const atom: Atom = { ...atomOf(condition), key: canonicalExpr(expr), expr };
  const cases = [
    { when: String(!isTurned), value: whenTrue },
    { when: String(isTurned), value: whenFalse },
  ];
  return choiceValue(atom, cases, residual);
}

function plainCondition(expr: Expr): { readonly expr: Expr; readonly isTurned: boolean } {
  const written = unevaluatedOf(expr);
  if (written.kind !== 'call') return { expr, isTurned: false };
  const [one, other] = written.args;
  const name = written.name.toLowerCase();
  if (name === 'not' && one) {
    const inner = plainCondition(one);
    return { expr: inner.expr, isTurned: !inner.isTurned };
  }
  const isSwapped = name === 'equals' && one && other && isPlain(one) && !isPlain(other);
  return { expr: isSwapped ? { ...written, args: [other, one] } : written, isTurned: false };
}

/** A value that only the service knows, as what is left of it. */
export function unevaluatedOf(expr: Expr): Expr {
  return expr.kind === 'value' && expr.value.residual !== undefined ? expr.value.residual : expr;
}

/** Whether an expression is a value. */
export function isPlain(expr: Expr): boolean {
  return expr.kind === 'literal' || (expr.kind === 'value' && expr.value.residual === undefined);
}

/**
 * Builds a choice out of computed cases. Cases that cannot be deployed drop out; if none is left, the value fails.
 * One case that is left is still a choice, because the service will evaluate the residual.
 */
export function choiceValue(atom: Atom, cases: readonly ChoiceCase[], residual: Expr): Value {
  const feasible = cases.filter((one) => one.value.kind !== 'failed');
  const first = feasible[0];
  if (!first) return cases[0]?.value ?? failedValue('no-case', 'No case of a choice can be deployed.');
  const origins = [...new Set([...feasible.flatMap((one) => one.value.origins), ...(atom.origins ?? [])])];
  if (countOutcomes(feasible) > maxChoices) {
    const why: UnknownReason = { code: 'limit', text: `it depends on too many combinations of ${atom.why.text}` };
    return unknownValue(why, residual, origins);
  }
  const choice: ChoiceValue = { kind: 'choice', atom, cases: feasible, residual, origins };
  return feasible.some((one) => one.value.secure) ? { ...choice, secure: true } : choice;
}

/** Applies a computation to every case. Inner uses of the same atom are decided by the outer case. */
export function mapCases(choice: ChoiceValue, residual: Expr, compute: (one: ChoiceCase) => Value): Value {
  return choiceValue(
    choice.atom,
    choice.cases.map((one) => ({ when: one.when, value: compute(one) })),
    residual,
  );
}

/** The value once an atom is decided. Only choices at the top are resolved; parts keep theirs. */
export function assume(value: Value, atomKey: string, when: string): Value {
  if (value.kind !== 'choice') return value;
  if (value.atom.key === atomKey) {
    const chosen = value.cases.find((one) => one.when === when);
    return chosen ? assume(chosen.value, atomKey, when) : value;
  }
  const cases = value.cases.map((one) => ({ when: one.when, value: assume(one.value, atomKey, when) }));
  return { ...value, cases };
}

function countOutcomes(cases: readonly ChoiceCase[]): number {
  let count = 0;
  for (const one of cases) count += one.value.kind === 'choice' ? countOutcomes(one.value.cases) : 1;
  return count;
}

/** The values that a choice can take, without its residuals. */
export function outcomesOf(value: Value): readonly Value[] {
  return value.kind === 'choice' ? value.cases.flatMap((one) => outcomesOf(one.value)) : [value];
}
