import type { Evidence } from '../checks/check.ts';
import type { LineMaps } from '../diff/line-maps.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import { type Span, textOf } from '../text/source.ts';
import type { Fix } from './result.ts';

/** A number, a word or a plain string of either language; an expression is none. */
const literal = /^(?:-?\d+|true|false|"[^"\\[\r\n]*"|'[^'\\$\r\n]*')$/;

/**
 * Puts the literal of base back. That is safe only if one literal replaced another one in the same file; anything else
 * needs a person.
 */
export function fixOf(base: Evidence | undefined, head: Evidence | undefined, lineMaps: LineMaps): Fix | undefined {
  const [before, after] = [definitionOf(base), definitionOf(head)];
  if (!before || !after || lineMaps.headOf(before.file) !== after.file) return undefined;
  const [was, is] = [textOf(before), textOf(after)];
  return literal.test(was) && literal.test(is) && was !== is ? { span: after, text: was } : undefined;
}

/** The one place that defines a value. */
function definitionOf(evidence: Evidence | undefined): Span | undefined {
  const [origin, ...others] = evidence?.own ?? [];
  return origin && others.length === 0 ? flattenOrigins([origin]).at(-1)?.span : undefined;
}
