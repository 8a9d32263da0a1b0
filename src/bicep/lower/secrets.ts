import type * as syntax from '../syntax/tree.ts';

/** The arguments of `az.getSecret(subscription, group, vault, secret, version?)`, if that is all of a value. */
export function secretArguments(value: syntax.Expression): syntax.ArrayNode | undefined {
  if (value.kind !== 'method-call' && value.kind !== 'call') return undefined;
  const isNamespace = value.kind === 'call' || (value.target.kind === 'name' && value.target.name === 'az');
  if (value.name.name !== 'getSecret' || !isNamespace) return undefined;
  return { kind: 'array', items: value.args, span: value.span };
}
