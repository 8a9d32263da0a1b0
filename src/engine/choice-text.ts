import { isTrue, presenceValue } from '../checks/check.ts';
import type { Assumption } from '../diff/assumptions.ts';
import type { Pair } from '../diff/pair.ts';
import { isPlain, unevaluatedOf } from '../expr/choice.ts';
import { secureText, shownExpr } from '../expr/print.ts';
import type { CallExpr, Expr, Value } from '../expr/value.ts';

/** What a caller has to choose, as what follows "with": `environment = 'test'`. */
export function assumptionText(assumed: readonly Assumption[]): string {
  return assumed.map(oneText).join(' and ');
}

function oneText({ atom: { expr, why }, when }: Assumption): string {
  const name = why.parameter ?? '';
  const isSecret = why.code === 'secure-parameter';
  if (expr === undefined) return isSecret ? `${name} = ${secureText}` : `${name} = ${plain(when)}`;
  if (isParameter(expr, name)) return `${name} = ${when}`;
  const compared = comparedWith(expr, name);
  if (compared) return `${name} ${when === 'true' ? '=' : 'other than'} ${shownExpr(compared)}`;
  return `${shownExpr(expr)} = ${when}`;
}

/** A value as both languages write it: `true` is a function in expressions. */
function plain(value: string): string {
  return value.replace(/\(\)$/, '');
}

/** The literal with which an expression compares a parameter. */
function comparedWith(expr: Expr, parameter: string): Expr | undefined {
  if (expr.kind !== 'call' || expr.name.toLowerCase() !== 'equals') return undefined;
  const [one, other] = expr.args;
  if (isParameter(one, parameter)) return literal(other);
  return isParameter(other, parameter) ? literal(one) : undefined;
}

function isParameter(expr: Expr | undefined, name: string): boolean {
  const call = expr && unevaluatedOf(expr);
  return (
    call?.kind === 'call' &&
    call.name.toLowerCase() === 'parameters' &&
    call.args.length === 1 &&
    shownArgument(call) === quoted(name)
  );
}

function shownArgument({ args: [argument] }: CallExpr): string {
  return argument ? shownExpr(argument).toLowerCase() : '';
}

function quoted(name: string): string {
  return `'${name.toLowerCase()}'`;
}

function literal(expr: Expr | undefined): Expr | undefined {
  return expr && isPlain(expr) ? expr : undefined;
}

/** With which values of parameters a resource is deployed that their defaults leave out; empty if that is not plain. */
export function deployedWith({ base }: Pair): string {
  return assumptionText(waysTo(presenceValue(base), isTrue) ?? []);
}

/** What to assume so that a value is as wanted; undefined if no assumption is enough. */
function waysTo(value: Value, isWanted: (value: Value) => boolean): readonly Assumption[] | undefined {
  if (value.kind !== 'choice') return isWanted(value) ? [] : undefined;
  for (const { when, value: inner } of value.cases) {
    const further = waysTo(inner, isWanted);
    if (further) return [{ atom: value.atom, when }, ...further];
  }
  return undefined;
}
