import { formatFloat } from '../dotnet/numbers.ts';
import { memo } from '../text/memo.ts';
import { membersOf, stringValue } from './make-value.ts';
import type { Expr, Value } from './value.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The canonical text of an expression, as the official evaluator reprints it: one blank after each comma, `.name`
 * wherever a name allows it, evaluated parts as literals or constructor calls.
 */
export function printExpr(expr: Expr): string {
  return written(expr, printValue);
}

function written(expr: Expr, print: (value: Value) => string): string {
  const inner = (part: Expr): string => written(part, print);
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? quote(expr.value) : expr.value.toString();
    case 'call': {
      const name = expr.namespace === undefined ? expr.name : `${expr.namespace}.${expr.name}`;
      return `${name}(${expr.args.map(inner).join(', ')})`;
    }
    case 'property': {
      const target = inner(expr.target);
      return identifier.test(expr.name) ? `${target}.${expr.name}` : `${target}[${quote(expr.name)}]`;
    }
    case 'index':
      return `${inner(expr.target)}[${inner(expr.index)}]`;
    case 'value':
      return print(expr.value);
  }
}

/** What is left of a value is asked for again and again: as an id, as a name, and within others. */
const printResidual: (expr: Expr) => string = memo(printExpr);

/** A value as an expression that would compute it. */
export function printValue(value: Value): string {
  return value.residual === undefined ? writtenValue(value, printValue) : printResidual(value.residual);
}

/** What people see in place of a secure value. */
export const secureText = '(secure)';

/** The text of an expression for people: like {@link printExpr}, without what is secure. */
export function shownExpr(expr: Expr): string {
  return written(expr, shownValue);
}

/** The text of a value for people: like {@link printValue}, without what is secure. */
export function shownValue(value: Value): string {
  return isShown(value) ? writtenValue(value, shownValue) : secureText;
}

/** Whether people may see a value. Of a container they see what is not secure, if there is any. */
export function isShown(value: Value): boolean {
  if (value.secure !== true) return true;
  if (value.residual !== undefined) return false;
  if (value.kind === 'array') return value.items.some(isShown);
  return value.kind === 'object' && membersOf(value).some((member) => isShown(member.value));
}

function writtenValue(value: Value, print: (value: Value) => string): string {
  if (value.residual !== undefined) return written(value.residual, print);
  switch (value.kind) {
    case 'unknown':
    case 'choice':
      return written(value.residual, print);
    case 'string':
      return quote(value.value);
    case 'int':
      return value.value.toString();
    case 'float':
      return `json('${formatFloat(value.value)}')`;
    case 'bool':
      return value.value ? 'true()' : 'false()';
    case 'null':
    case 'absent':
      return 'null()';
    case 'array':
      return `createArray(${value.items.map(print).join(', ')})`;
    case 'object': {
      const args = membersOf(value).flatMap(({ key, value: member, secureKey }) => [
        typeof key === 'string' ? print({ ...stringValue(key), ...(secureKey && { secure: secureKey }) }) : print(key),
        print(member),
      ]);
      return `createObject(${args.join(', ')})`;
    }
    case 'failed':
      return `fail(${quote(value.message)})`;
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
