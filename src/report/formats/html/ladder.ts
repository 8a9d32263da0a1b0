import type { Finding } from '../../../engine/result.ts';
import { ladders } from '../../../protection/azure/ladders.ts';
import { html, type Markup } from './markup.ts';

/** The states that a setting can have, the weakest first, with the step that a finding takes; undefined for others. */
export function ladderSteps({ rule, before, after }: Finding): Markup | undefined {
  const levels = levelsOf(rule.check);
  const [from, to] = [levels && rankIn(levels, before), levels && rankIn(levels, after)];
  if (!levels || from === undefined) return undefined;
  const items = steps(levels).map(([rank, name]) => {
    const marks = [...(rank === from ? ['base'] : []), ...(rank === to ? ['head'] : [])];
    const mark = marks.length === 0 ? undefined : html` <span class="mark">${marks.join(', ')}</span>`;
    return html`<li class="${marks.join(' ')}">${name}${mark}</li>`;
  });
  return html`<ol class="ladder" aria-label="States, the weakest first">${items}</ol>`;
}

type Levels = readonly (readonly [rank: number, name: string])[];

/** The levels that a rule compares; undefined if it compares something else. */
function levelsOf(check: Finding['rule']['check']): Levels | undefined {
  const levels = 'levels' in check ? check.levels : undefined;
  if (typeof levels !== 'string') return levels?.map((level, rank) => [rank, String(level)] as const);
  return Object.hasOwn(ladders, levels)
    ? Object.entries(ladders[levels]?.ranks ?? {}).map(([name, rank]) => [rank, name] as const)
    : undefined;
}

/** The rank of a level as reports show it, in quotes or without. */
function rankIn(levels: Levels, shown: string): number | undefined {
  const wanted = shown.replace(/^['"]|['"]$/g, '').toLowerCase();
  return levels.find(([, name]) => name.toLowerCase() === wanted)?.[0];
}

/** One documented spelling of each level, the weakest first; the others mean the same. */
function steps(levels: Levels): Levels {
  const names = new Map<number, string>();
  for (const [rank, name] of levels) if (!names.has(rank)) names.set(rank, name);
  return [...names].toSorted(([one], [other]) => one - other);
}
