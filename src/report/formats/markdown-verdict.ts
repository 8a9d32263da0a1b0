import type { RunResult } from '../../engine/result.ts';
import { groupBy } from '../../text/group-by.ts';
import { countedOf, worstFirst } from '../writing/order.ts';
import { verdictText } from '../writing/verdict-text.ts';
import { prose } from './markdown-text.ts';

/** Kinds of findings that are counted in the overview. */
const maxKinds = 6;

/** What a reviewer must know before anything else: what is given up, of how many, and whether it fails. */
export function verdictLines(result: RunResult): readonly string[] {
  const { findings } = result;
  const heading = `### armlock: ${verdictText(result)}`;
  if (findings.length === 0) return [heading];
  const fails = findings.some((one) => one.fails) ? 'It fails the check.' : 'It does not fail the check.';
  return [heading, `**${fails}** ${kindsText(findings)}`];
}

/** `10 × Backup retention is shortened`, the worst first. */
function kindsText(findings: RunResult['findings']): string {
  const kinds = [...groupBy(countedOf(worstFirst(findings)), ({ rule }) => rule.id).values()];
  const shown = kinds.slice(0, maxKinds).map((own) => `${own.length} × ${prose(own[0]?.rule.title ?? '')}`);
  const more = kinds.length > maxKinds ? [`${kinds.length - maxKinds} more kinds`] : [];
  return `${[...shown, ...more].join('; ')}.`;
}
