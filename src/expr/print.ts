import { formatFloat } from '../dotnet/numbers.ts';
import { memo } from '../text/memo.ts';
import { membersOf } from './make-value.ts';
import type { Expr, Value } from './value.ts';

const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The canonical text of an expression, as the official evaluator reprints it: one blank after each comma, `.name`
 * wherever a name allows it, evaluated parts as literals or constructor calls.
 */
export function printExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? quote(expr.value) : expr.value.toString();
    case 'call': {
      const name = expr.namespace === undefined ? expr.name : `${expr.namespace}.${expr.name}`;
      return `${name}(${expr.args.map(printExpr).join(', ')})`;
    }
    case 'property': {
      const target = printExpr(expr.target);
      return identifier.test(expr.name) ? `${target}.${expr.name}` : `${target}[${quote(expr.name)}]`;
    }
    case 'index':
      return `${printExpr(expr.target)}[${printExpr(expr.index)}]`;
    case 'value':
      return printValue(expr.value);
  }
}

/** What is left of a value is asked for again and again: as an id, as a name, and within others. */
const printResidual: (expr: Expr) => string = memo(printExpr);

/** A value as an expression that would compute it. */
export function printValue(value: Value): string {
  if (value.residual !== undefined) return printResidual(value.residual);
  switch (value.kind) {
    case 'unknown':
    case 'choice':
      return printResidual(value.residual);
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
      return `createArray(${value.items.map(printValue).join(', ')})`;
    case 'object': {
      const args = membersOf(value).flatMap(({ key, value: member }) => [
        typeof key === 'string' ? quote(key) : printValue(key),
        printValue(member),
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
