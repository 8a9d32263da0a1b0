import { isRepeatable } from '../expr/equality.ts';
import { printValue } from '../expr/print.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from './deployment.ts';

/**
 * What makes a resource the same one in two revisions: its scope, type and name. Never its file or symbolic name.
 * Parts that are not known are their expressions: the same unknown is equal to itself.
 */
export interface Identity {
  /** All parts as one text in lower case. */
  readonly key: string;
  /** Whether equal keys mean the same resource: each `newGuid()` is another name. */
  readonly stable: boolean;
  /** Whether scope and name are known, apart from what a context file would tell. */
  readonly resolved: boolean;
}

export function identityOf({ type, name, scope }: Resource): Identity {
  const key = [keyPart(scope), type, keyPart(name)].join('|').toLowerCase();
  return { key, stable: isRepeatable(key), resolved: isResolved(name) && isResolved(scope) };
}

function keyPart(value: Value): string {
  return value.kind === 'string' ? value.value : `[${printValue(value)}]`;
}

function isResolved(value: Value): boolean {
  return value.kind === 'string' || (value.kind === 'unknown' && value.why.code === 'context');
}

/** A name or scope for people: as it is where known, else its expression in brackets. */
export function nameText(value: Value): string {
  return value.kind === 'string' ? value.value : value.kind === 'absent' ? '' : `[${printValue(value)}]`;
}

/** Types compare without case. */
export function isType(resource: Pick<Resource, 'type'>, type: string): boolean {
  return resource.type.toLowerCase() === type.toLowerCase();
}
