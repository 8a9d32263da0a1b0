import { canonicalExpr } from '../expr/basis.ts';
import { isPlain } from '../expr/choice.ts';
import { printExpr } from '../expr/print.ts';
import type { Atom } from '../expr/value.ts';

/** What an unknown turns out to be. */
export interface Assumption {
  readonly atom: Atom;
  readonly when: string;
}

/** What an assumption says of something that is compared with a literal. */
interface Claim {
  readonly subject: string;
  readonly literal: string;
  readonly holds: boolean;
}

/** Whether something can be so beside what is assumed already: a parameter cannot equal two literals. */
export function isPossibleBeside(added: Assumption, assumed: readonly Assumption[]): boolean {
  const claim = claimOf(added);
  return !claim || !assumed.some((one) => contradicts(claim, claimOf(one)));
}

function contradicts(one: Claim, other: Claim | undefined): boolean {
  if (other?.subject !== one.subject) return false;
  if (one.holds && other.holds) return one.literal.toLowerCase() !== other.literal.toLowerCase();
  return one.holds !== other.holds && one.literal === other.literal;
}

function claimOf({ atom: { key, expr }, when }: Assumption): Claim | undefined {
  const isComparison = expr?.kind === 'call' && expr.name.toLowerCase() === 'equals';
  if (!isComparison)
    return /^'|^-?\d|\(\)$/.test(when) ? { subject: key.toLowerCase(), literal: when, holds: true } : undefined;
  const [subject, literal] = expr.args;
  if (!subject || !literal || !isPlain(literal)) return undefined;
  return { subject: canonicalExpr(subject).toLowerCase(), literal: printExpr(literal), holds: when === 'true' };
}
