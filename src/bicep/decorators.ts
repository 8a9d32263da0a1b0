import type * as syntax from './syntax/tree.ts';

/** The names of decorators, without the namespace. */
export function decoratorNames(decorators: readonly syntax.Decorator[]): readonly string[] {
  return decorators.flatMap(({ call }) => (call.kind === 'error' ? [] : [call.name.name]));
}

/** The arguments of a decorator, or undefined if there is none of that name. */
export function decoratorArgs(
  decorators: readonly syntax.Decorator[],
  name: string,
): readonly syntax.Expression[] | undefined {
  for (const { call } of decorators) if (call.kind !== 'error' && call.name.name === name) return call.args;
  return undefined;
}
