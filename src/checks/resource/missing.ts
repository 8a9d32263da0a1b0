import type { Pair } from '../../diff/pair.ts';
import { type Decision, decide } from '../../diff/worlds.ts';
import type { Gap, Resource } from '../../model/deployment.ts';
import {
  type CheckContext,
  evidenceOfResource,
  isFalse,
  isTrue,
  type Observation,
  presenceValue,
  reasonOf,
  type UnknownCause,
} from '../check.ts';

/** Resources of some types that lack a part which each of them should have. */
export interface MissingCheck {
  readonly kind: 'missing';
  /** The type of the part, by the type of what should have it. */
  readonly parts: Readonly<Record<string, string>>;
}

/** Finds resources of one revision beside which a part of them is not deployed. */
export function checkMissing({ parts }: MissingCheck, context: CheckContext): readonly Observation[] {
  const wanted = new Map(Object.entries(parts).map(([whole, part]) => [whole.toLowerCase(), part]));
  return context.pairs.flatMap((pair) => {
    const { head } = pair;
    const part = head && wanted.get(head.type.toLowerCase());
    return !head || part === undefined ? [] : [observePart(pair, head, part, context)];
  });
}

function observePart(pair: Pair, head: Resource, part: string, { head: inventory, gaps }: CheckContext): Observation {
  const found = inventory.partsOf(inventory.vaultOf(head) ?? head, part);
  const decision = decide([], [head, ...found].map(presenceValue), (_, [whole, ...others]) => {
    if (isFalse(whole)) return { verdict: 'nothing' };
    if (others.some(isTrue)) return { verdict: 'preserved' };
    return { verdict: others.every(isFalse) ? 'weakened' : 'unknown' };
  });
  const hidden = gaps.find(({ types }) => types.length === 0 || types.includes(part.toLowerCase()));
  const verdict = hidden && decision.verdict === 'weakened' ? 'unknown' : decision.verdict;
  return {
    subject: head,
    pair,
    property: '',
    verdict,
    confidence: decision.confidence,
    widened: false,
    before: 'deployed',
    after: 'not declared',
    texts: {},
    base: undefined,
    head: evidenceOfResource(head),
    ...(verdict === 'unknown' && { unknown: unknownReason(decision, hidden) }),
  };
}

function unknownReason({ head }: Decision, hidden: Gap | undefined): UnknownCause {
  if (hidden) return `armlock cannot see ${hidden.hides} (${hidden.why.text})`;
  return reasonOf(head) ?? 'its condition is not known';
}
