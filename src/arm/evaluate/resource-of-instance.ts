import { call } from '../../expr/build.ts';
import { evaluate, frameOf } from '../../expr/evaluate.ts';
import { absentValue } from '../../expr/make-value.ts';
import type { Expr, ObjectValue, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import type { Span } from '../../text/source.ts';
import { type Expansion, isForeign } from './expansion.ts';
import { type Instance, presenceFor } from './instances.ts';
import type { TemplateScope } from './template-scope.ts';

/** @param body what the resource is said to be: its own body, or what is passed to a deployment that is not seen */
export function resourceOf({ place, skipped, scope }: Expansion, instance: Instance, body: ObjectValue): Resource {
  const { declaration } = instance;
  const foreign = isForeign(instance);
  const condition = bothConditions(place.condition, instance.condition(), scope, declaration.span);
  return {
    type: instance.type,
    name: foreign ? absentValue() : instance.name(),
    id: foreign ? absentValue() : instance.id(),
    scope: foreign ? absentValue() : instance.scope(),
    apiVersion: instance.apiVersion(),
    body,
    presence: presenceFor(condition),
    condition,
    existing: declaration.existing,
    extension: declaration.extension,
    options: declaration.options,
    uncountedLoop: instance.uncountedLoop ?? place.uncountedLoop,
    skipped,
    symbol: instance.symbol,
    route: place.route,
    callers: place.callers,
    ...(place.mode && { mode: place.mode }),
    span: declaration.span,
    nameSpan: declaration.name.span,
    typeSpan: declaration.typeSpan,
  };
}

/** A resource is deployed if the deployment around it is and its own condition holds. */
export function bothConditions(
  outer: Value | undefined,
  own: Value | undefined,
  scope: TemplateScope,
  span: Span,
): Value | undefined {
  if (outer === undefined || own === undefined) return outer ?? own;
  if (presenceFor(own) === 'never') return own;
  const conditions = [outer, own].map((value): Expr => ({ kind: 'value', value }));
  const both = call('and', conditions, span);
  const value = evaluate(both, frameOf(scope.environment('early')));
  return value.kind === 'failed' ? own : value;
}
