import type { Evidence } from '../checks/check.ts';
import type { LineMaps } from '../diff/line-maps.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import { groupBy } from '../text/group-by.ts';
import { type Span, textOf } from '../text/source.ts';
import type { Finding, Fix } from './result.ts';

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

/** A place of head and what to put there, for all findings that ask for it. */
export interface Edit extends Fix {
  readonly findings: readonly Finding[];
}

/**
 * The fixes of findings that do not contradict each other, each once. Where two ask for different texts of one place, a
 * person must choose: `--fix` leaves them out, and reports do not offer them.
 */
export function agreedEdits(findings: readonly Finding[]): readonly Edit[] {
  const edits = new Map<string, Edit>();
  for (const finding of findings) {
    const { fix, gone } = finding;
    if (!fix || gone) continue;
    const key = JSON.stringify([fix.span.file.path, fix.span.start, fix.span.end, fix.text]);
    edits.set(key, { ...fix, findings: [...(edits.get(key)?.findings ?? []), finding] });
  }
  const byFile = groupBy([...edits.values()], ({ span }) => span.file.path);
  return [...byFile.values()].flatMap((all) =>
    all.filter((edit) => !all.some((other) => other !== edit && overlaps(edit, other))),
  );
}

function overlaps({ span: one }: Edit, { span: other }: Edit): boolean {
  return one.start < other.end && other.start < one.end;
}

/** The one place that defines a value. */
function definitionOf(evidence: Evidence | undefined): Span | undefined {
  const [origin, ...others] = evidence?.own ?? [];
  return origin && others.length === 0 ? flattenOrigins([origin]).at(-1)?.span : undefined;
}
