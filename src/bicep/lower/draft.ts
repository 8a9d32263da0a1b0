import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type { Env, Place } from '../semantics/compilation-unit.ts';
import type * as syntax from '../syntax/tree.ts';

/**
 * An expression of a template of which parts are still to be lowered. Names, ids and accesses are made of expressions
 * that stand elsewhere in the file; what makes them says which ones, and `expression.ts` lowers those.
 */
export type Draft = Expr | PendingDraft | MadeDraft;

interface PendingDraft {
  readonly kind: 'pending';
  readonly place: Place;
}

interface MadeDraft {
  readonly kind: 'made';
  readonly parts: readonly Draft[];
  readonly make: (parts: readonly Expr[]) => Expr;
}

/** An expression of the file. */
export function pending(node: syntax.Expression, env: Env): Draft {
  return { kind: 'pending', place: { node, env } };
}

/** An expression of the file to which several others refer: it is lowered once. */
export function pendingAt(place: Place): Draft {
  return { kind: 'pending', place };
}

function isFinished(draft: Draft): draft is Expr {
  return draft.kind !== 'pending' && draft.kind !== 'made';
}

/** As many expressions as there are drafts. */
type Finished<P extends readonly Draft[]> = { readonly [K in keyof P]: Expr };

/** What is made of other expressions once they are lowered. */
export function made<const P extends readonly Draft[]>(parts: P, make: (parts: Finished<P>) => Expr): Draft {
  const makeAny = make as MadeDraft['make'];
  return parts.every(isFinished) ? makeAny(parts) : { kind: 'made', parts, make: makeAny };
}

/** `name(args)` */
export function call(name: string, args: readonly Draft[], span: Span, nameSpan = span): Draft {
  return made(args, (parts) => build.call(name, parts, span, nameSpan));
}

/** `target.name` */
export function property(target: Draft, name: string, span: Span, nameSpan = span): Draft {
  return made([target], ([base]) => build.property(base, name, span, nameSpan));
}

/** `target[index]` */
export function item(target: Draft, index: Draft, span: Span): Draft {
  return made([target, index], ([base, key]) => build.item(base, key, span));
}

/** An expression beside which another one is looked at: that may be wrong although nothing is made of it. */
export function beside(other: Draft | undefined, draft: Draft): Draft {
  return other === undefined ? draft : made([other, draft], ([, whole]) => whole);
}
