import type { Frame } from './evaluate.ts';
import type { Expr } from './value.ts';

/**
 * The expression as the service leaves it when it does not evaluate it: as written, but for what has no meaning
 * outside of its place, such as the index of a loop or the name of another resource of the template.
 */
export function unevaluated(expr: Expr, frame: Frame): Expr {
  switch (expr.kind) {
    case 'literal':
    case 'value':
      return expr;
    case 'property':
      return { ...expr, target: unevaluated(expr.target, frame) };
    case 'index':
      return { ...expr, target: unevaluated(expr.target, frame), index: unevaluated(expr.index, frame) };
    case 'call': {
      const left = frame.env.lookup(expr)?.leave?.(expr, frame);
      return left ?? { ...expr, args: expr.args.map((arg) => unevaluated(arg, frame)) };
    }
  }
}
