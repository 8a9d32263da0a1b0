import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import type { Span } from '../../text/source.ts';
import { ladders } from '../azure/ladders.ts';
import { memberOf } from './read-values.ts';

const levels: ReadonlySet<string> = new Set(
  Object.values(ladders).flatMap(({ ranks }) => Object.keys(ranks).map((word) => word.toLowerCase())),
);

/** Numbers with more digits, and longer texts, may be secrets. */
const maxDigits = 5;
const maxLength = 3;

/**
 * Whether an argument of a template that is not seen may be shown. It is not known which of its parameters are secure,
 * so that only what can be no secret is: truth values, small numbers, and the levels of protections.
 */
export function isTold(value: Value): boolean {
  if (value.secure) return false;
  switch (value.kind) {
    case 'bool':
    case 'null':
    case 'absent':
      return true;
    case 'int':
      return value.value.toString().length <= maxDigits;
    case 'string':
      return value.value.length <= maxLength || levels.has(value.value.toLowerCase());
    case 'array':
      return value.open === undefined && value.items.every(isTold);
    case 'object':
      return value.open === undefined && [...value.entries.values()].every((entry) => isTold(entry.value));
    case 'choice':
      return value.cases.every((one) => isTold(one.value));
    case 'unknown':
      return value.residual.kind === 'call' && value.residual.name === 'parameters';
    default:
      return false;
  }
}

/** Where arguments of a template that is not seen are written that may not be shown. */
export function untoldPlaces({ body }: Resource): readonly Span[] {
  const given = memberOf(body, 'parameters');
  return given ? placesIn(given) : [];
}

function placesIn(value: Value): readonly Span[] {
  if (isTold(value)) return [];
  if (value.kind === 'object' && !value.open) {
    return [...value.entries.values()].flatMap((entry) => placesIn(entry.value));
  }
  if (value.kind === 'array' && !value.open) return value.items.flatMap(placesIn);
  const queue = [...value.origins];
  for (const { from = [] } of queue) queue.push(...from);
  return queue.map(({ span }) => span);
}
