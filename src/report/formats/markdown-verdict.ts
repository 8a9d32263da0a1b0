import type { RunResult } from '../../engine/result.ts';
import { groupBy } from '../../text/group-by.ts';
import { count } from '../resolve/resolve-text.ts';
import { worstFirst } from '../writing/order.ts';
import { groupKey } from '../writing/vault-groups.ts';
import { prose } from './markdown-text.ts';

/** Kinds of findings that are counted in the overview. */
const maxKinds = 6;

/** What a reviewer must know before anything else: what is given up, of how many, and whether it fails. */
export function verdictLines({ findings, mode, complete }: RunResult): readonly string[] {
  if (findings.length === 0) {
    const nothing = mode === 'diff' ? 'no loss of protection' : 'no weakness';
    return [`### armlock: ${complete ? nothing : `${nothing} in what could be read`}`];
  }
  const places = new Set(findings.map(({ resource }) => groupKey(resource))).size;
  const isVaults = findings.every(({ resource }) => /vaults/i.test(resource.type));
  const of = count(places, isVaults ? 'vault' : 'resource');
  const what = mode === 'diff' ? `this change gives up protection of ${of}` : `protection of ${of} is weak`;
  const fails = findings.some((one) => one.fails) ? 'It fails the check.' : 'It does not fail the check.';
  return [`### armlock: ${what}`, `**${fails}** ${kindsText(findings)}`];
}

/** `10 × Backup retention is shortened`, the worst first. */
function kindsText(findings: RunResult['findings']): string {
  const kinds = [...groupBy(worstFirst(findings), ({ rule }) => rule.id).values()];
  const shown = kinds.slice(0, maxKinds).map((own) => `${own.length} × ${prose(own[0]?.rule.title ?? '')}`);
  const more = kinds.length > maxKinds ? [`${kinds.length - maxKinds} more kinds`] : [];
  return `${[...shown, ...more].join('; ')}.`;
}
