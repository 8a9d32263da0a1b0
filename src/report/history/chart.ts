import type { CommitSteps, Step, StepKind } from '../../engine/ratchet.ts';
import { vaultKindOf } from '../../protection/azure/kinds.ts';
import { groupBy } from '../../text/group-by.ts';
import { html, type Markup } from '../formats/html/markup.ts';
import { clipped } from '../writing/order.ts';
import { kindTexts, shortId, stepKinds } from './history-words.ts';

/** The steps of one vault with its policies and items, or of another resource, by commit. */
export interface Lane {
  readonly name: string;
  readonly marks: readonly Mark[];
}

/** What one commit does to one vault. */
interface Mark {
  readonly commit: number;
  readonly kind: StepKind;
  readonly steps: number;
}

/** More rows than these are not drawn: the table has all steps. */
export const maxLanes = 30;

/** Units across which commits are placed, whatever the width of the picture. */
const width = 1000;
const rowHeight = 46;
const legendHeight = 26;
const axisHeight = 30;
const maxName = 60;

/** What is drawn in one row each, in the order of the first step. */
export function lanesOf(commits: readonly CommitSteps[]): readonly Lane[] {
  const lanes = new Map<string, { readonly name: string; readonly marks: Mark[] }>();
  for (const [commit, { steps }] of commits.entries()) {
    for (const [name, own] of groupBy(steps, laneName)) {
      const lane = lanes.get(name) ?? { name, marks: [] };
      lanes.set(name, lane);
      for (const kind of stepKinds) {
        const number = own.filter((step) => step.kind === kind).length;
        if (number > 0) lane.marks.push({ commit, kind, steps: number });
      }
    }
  }
  return [...lanes.values()];
}

function laneName({ resource }: Step): string {
  if (!resource) return 'not determined';
  return (vaultKindOf(resource) ? resource.segments[0] : undefined) ?? resource.name;
}

/** One row for each vault, in which each commit stands at its place: weaker below the line, stronger above it. */
export function historyPicture(commits: readonly CommitSteps[], labelledBy: string): Markup {
  const lanes = lanesOf(commits).slice(0, maxLanes);
  const bottom = legendHeight + lanes.length * rowHeight + 10;
  return html`<svg class="history" width="100%" height="${bottom + axisHeight}" role="img" aria-labelledby="${labelledBy}">
${legend()}
${lanes.map((lane, index) => row(lane, legendHeight + index * rowHeight, commits.length))}
${axis(commits, bottom)}
</svg>`;
}

function legend(): Markup {
  const items = stepKinds.map((kind, index) => {
    const x = 8 + index * 110;
    return html`<svg x="${x}" y="2" width="1" height="16" overflow="visible">${mark(kind, 8)}</svg><text x="${x + 12}" y="14">${kindTexts[kind]}</text>`;
  });
  return html`<g class="legend">${items}</g>`;
}

function row({ name, marks }: Lane, top: number, commits: number): Markup {
  const line = top + 34;
  const drawn = marks.map(({ commit, kind, steps }) => {
    const y = line - 8 + (kind === 'stronger' ? -7 : kind === 'weaker' ? 7 : 0);
    const more =
      steps > 1 ? html`<text class="count" x="9" y="${kind === 'weaker' ? 16 : 9}">${steps}</text>` : undefined;
    return html`<svg x="${placeIn(commit, commits)}%" y="${y}" width="1" height="16" overflow="visible">${mark(kind, 8)}${more}</svg>`;
  });
  return html`<text x="0" y="${top + 12}">${clipped(name, maxName)}</text><line class="lane" x1="0" x2="100%" y1="${line}" y2="${line}"/>${drawn}`;
}

/** A triangle up or down, or a diamond, around a point. */
function mark(kind: StepKind, y: number): Markup {
  const shapes: Readonly<Record<StepKind, string>> = {
    weaker: `M-6 ${y - 5}h12l-6 10z`,
    stronger: `M-6 ${y + 5}h12l-6 -10z`,
    unknown: `M0 ${y - 6}l6 6l-6 6l-6 -6z`,
  };
  return html`<path class="${kind}" d="${shapes[kind]}"/>`;
}

/** Commits have equal distances, because their dates are what authors say. */
function placeIn(commit: number, commits: number): string {
  const x = ((commit + 0.5) / Math.max(commits, 1)) * width;
  return String(Math.round(x) / (width / 100));
}

/** The first commit, the one in the middle and the last one, with their dates. */
function axis(commits: readonly CommitSteps[], top: number): Markup {
  const last = commits.length - 1;
  const shown = last < 2 ? commits.map((_, index) => index) : [0, Math.floor(last / 2), last];
  const ticks = shown.flatMap((index) => {
    const commit = commits[index]?.commit;
    if (!commit) return [];
    const side = index === 0 && last > 0 ? 'start' : index === last && last > 0 ? 'end' : 'middle';
    const x = placeIn(index, commits.length);
    const textAt = side === 'start' ? '0' : side === 'end' ? '100' : x;
    return [
      html`<line x1="${x}%" x2="${x}%" y1="${top}" y2="${top + 6}"/><text x="${textAt}%" y="${top + 20}" text-anchor="${side}">${commit.date.slice(0, 10)} ${shortId(commit.id)}</text>`,
    ];
  });
  return html`<g class="axis"><line x1="0" x2="100%" y1="${top}" y2="${top}"/>${ticks}</g>`;
}
