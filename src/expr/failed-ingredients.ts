import { type Ingredients, ingredientsOf } from './basis.ts';
import { evaluate, type Frame } from './evaluate.ts';
import { childrenOf } from './tree.ts';
import type { Expr, Value } from './value.ts';

/**
 * What an expression that failed would have been made of: its largest parts that do not fail. Where armlock is wrong to
 * refuse an expression, a change of these is a change of its value all the same.
 */
export function ingredientsOfFailure(expr: Expr, frame: Frame): Ingredients {
  const quiet: Frame = { ...frame, env: { ...frame.env, report: () => undefined } };
  const values: Value[] = [];
  const texts: string[] = [];
  const visit = (part: Expr): void => {
    if (part.kind === 'call') texts.push(...(frame.env.lookup(part)?.content?.() ?? []));
    for (const child of childrenOf(part)) {
      const value = evaluate(child, quiet);
      if (value.kind === 'failed') visit(child);
      else values.push(value);
    }
  };
  visit(expr);
  return ingredientsOf(values, texts);
}
