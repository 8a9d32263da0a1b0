import type { Confidence, OutcomeKind } from '../azure/fact.ts';
import { type FactId, factOf, linkOf, type OutcomeId, outcomeRowOf } from '../azure/facts.ts';

export type { Confidence, OutcomeKind } from '../azure/fact.ts';

/** A prediction with what it rests on. */
export interface Outcome {
  readonly kind: OutcomeKind;
  /** Sentences for people. */
  readonly text: string;
  /** A page that says so. */
  readonly source: string;
  readonly confidence: Confidence;
  /** The facts that it rests on, the chief one first. */
  readonly facts: readonly string[];
}

/**
 * The prediction of a row of `facts/outcomes.yaml`. Its source and confidence are those of its chief fact.
 *
 * @param words what the braces of its text hold
 */
export function outcome(id: OutcomeId, words: Readonly<Record<string, string>> = {}): Outcome {
  const { kind, text, facts, confidence } = outcomeRowOf(id);
  // The generator refuses a row whose facts are not there.
  const chief = factOf(facts[0] as FactId);
  return {
    kind,
    text: text.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? ''),
    source: linkOf(chief),
    confidence: confidence ?? chief.confidence,
    facts,
  };
}

/** A prediction inside the sentence of a row, which says when it holds. The row decides the kind. */
export function within(id: OutcomeId, inner: Outcome): Outcome {
  const around = outcome(id, { inner: inner.text });
  return { ...inner, kind: around.kind, text: around.text, facts: together(inner, around) };
}

/** A prediction with the sentence of a row added, which does not change its kind. */
export function withAside(id: OutcomeId, inner: Outcome): Outcome {
  return { ...within(id, inner), kind: inner.kind };
}

function together(...all: readonly Outcome[]): readonly string[] {
  return [...new Set(all.flatMap(({ facts }) => facts))];
}

/** What becomes of a property that Azure's types do not have. */
export const unreadOutcome: Outcome = outcome('unread-property');
