import type * as syntax from '../syntax/tree.ts';
import { type Env, type Local, type LoopIndex, type Unit, withLocals } from './compilation-unit.ts';
import type { Shape } from './shape.ts';

type Binding = readonly [string, Local];

/**
 * The local names of a lambda.
 *
 * @param shapes where there are modules in what they stand for
 */
export function bindingsOfLambda(
  parameters: readonly syntax.Identifier[],
  shapes: readonly (Shape | undefined)[],
): readonly Binding[] {
  return parameters.map(({ name }, index) => [
    name,
    { kind: 'local', value: { kind: 'lambda-variable', name, shape: shapes[index] } },
  ]);
}

/** The parameters of a user-defined function. */
export function bindingsOfFunction(parameters: readonly syntax.FunctionParameter[]): readonly Binding[] {
  return parameters.map(({ name: { name } }) => [name, { kind: 'local', value: { kind: 'function-parameter', name } }]);
}

/** The iteration that is running, of the nearest loop. */
export const runningIndex: LoopIndex = { kind: 'running', loop: undefined };

/** The environment in the body of a loop: its item is a part of the source, because templates have no loop variables. */
export function inLoop<U extends Unit>(loop: syntax.ForNode, env: Env<U>, index: LoopIndex): Env<U> {
  const source = { node: loop.source, env };
  const bindings: Binding[] = [[loop.item.name, { kind: 'local', value: { kind: 'loop-item', source, index } }]];
  if (loop.index) bindings.push([loop.index.name, { kind: 'local', value: { kind: 'loop-index', index } }]);
  return withLocals(env, bindings);
}
