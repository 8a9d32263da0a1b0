import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { type Env, type Local, withLocals } from './compilation-unit.ts';

type Binding = readonly [string, Local];

/** The local names of a lambda. */
export function bindingsOfLambda(parameters: readonly syntax.Identifier[], isModule: boolean): readonly Binding[] {
  return parameters.map(({ name }) => [
    name,
    { kind: 'local', make: (span) => build.call('lambdaVariables', [build.text(name, span)], span), isModule },
  ]);
}

/** The parameters of a user-defined function. */
export function bindingsOfFunction(parameters: readonly syntax.FunctionParameter[]): readonly Binding[] {
  return parameters.map(({ name: { name } }) => [
    name,
    { kind: 'local', make: (span) => build.call('parameters', [build.text(name, span)], span) },
  ]);
}

/** Makes the index of an iteration at a place. */
export type IndexAt = (span: Span) => Expr;

/** `copyIndex()`, or that of a named loop. */
export function copyIndexOf(name: string | undefined): IndexAt {
  return (span) => build.call('copyIndex', name === undefined ? [] : [build.text(name, span)], span);
}

/** The environment in the body of a loop: its item is a part of the source, because templates have no loop variables. */
export function inLoop(loop: syntax.ForNode, env: Env, index: IndexAt): Env {
  let source: Expr | undefined;
  const item = (span: Span): Expr => {
    source ??= env.unit.lower.expr(loop.source, env);
    return build.item(source, index(span), span);
  };
  const bindings: Binding[] = [[loop.item.name, { kind: 'local', make: item }]];
  if (loop.index) bindings.push([loop.index.name, { kind: 'local', make: index }]);
  return withLocals(env, bindings);
}

/** How often a loop runs. */
export function loopCount(loop: syntax.ForNode, env: Env): ReturnType<typeof build.nodeOf> {
  const { span } = loop.source;
  return build.nodeOf(build.call('length', [env.unit.lower.expr(loop.source, env)], span), span);
}
