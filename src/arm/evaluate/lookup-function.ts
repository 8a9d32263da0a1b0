import { type Compute, unknownTolerant } from '../../expr/apply.ts';
import { argAt, stringAt } from '../../expr/arguments.ts';
import type { TemplateFunction } from '../../expr/evaluate.ts';
import type { Value } from '../../expr/value.ts';

/** `parameters` or `variables`. */
export function functionByName(name: string, find: (name: string) => Value): TemplateFunction {
  const compute: Compute = (args) => (argAt(args, 0).kind === 'unknown' ? undefined : find(stringAt(args, 0)));
  return unknownTolerant(name, 1, 1, compute, 'none');
}
