import type * as syntax from '../syntax/tree.ts';

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

/** How many arguments each decorator takes. */
const decorators: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ['allowed', [1, 1]],
  ['batchSize', [1, 1]],
  ['description', [1, 1]],
  ['discriminator', [1, 1]],
  ['export', [0, 0]],
  ['maxLength', [1, 1]],
  ['maxValue', [1, 1]],
  ['metadata', [1, 1]],
  ['minLength', [1, 1]],
  ['minValue', [1, 1]],
  ['nullIfNotFound', [0, 0]],
  ['onlyIfNotExists', [0, 0]],
  ['patch', [0, 0]],
  ['retryOn', [1, 2]],
  ['sealed', [0, 0]],
  ['secure', [0, 0]],
  ['validate', [1, 2]],
  ['waitUntil', [2, 2]],
]);

/** What is wrong with a decorator that could be read, as a sentence. */
export function decoratorProblem({ call }: syntax.Decorator): string | undefined {
  if (call.kind === 'error') return undefined;
  const { name, args } = call;
  const arity = decorators.get(name.name);
  if (!arity)
    return `BCP057: The name "${name.name}" does not exist in the current context: there is no such decorator.`;
  const [min, max] = arity;
  if (args.length >= min && args.length <= max) return undefined;
  return `BCP071: Expected ${min === max ? min : `${min} to ${max}`} arguments, but got ${args.length}: decorator '${name.name}'.`;
}
