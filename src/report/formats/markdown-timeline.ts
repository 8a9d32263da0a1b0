import type { Finding } from '../../engine/result.ts';
import type { TimelineChange } from '../../protection/policy/timeline.ts';
import { type Band, bandsOn, knownAges, scaleFor } from '../writing/recovery-bands.ts';
import { printable } from '../writing/sanitize.ts';
import { timelineText } from '../writing/timeline-text.ts';
import { partName } from './markdown-groups.ts';
import { fenced, prose } from './markdown-text.ts';

/** What happens to the recovery points of the policies of a vault, each said once. Sentences fit every width. */
export function timelineList(findings: readonly Finding[]): readonly string[] {
  const items = findings.flatMap(({ resource, timeline }) =>
    timeline.map((change) => `- ${partName(resource)}: ${prose(timelineText(change)).replace(/ -&#62; /g, ' → ')}`),
  );
  return items.length === 0 ? [] : [[...new Set(items)].join('\n')];
}

/** Signs across a band: as many as a narrow column of a review shows without scrolling. */
const width = 48;

const signs = { kept: '█', lost: '░', none: '·' } as const;

/** The recovery points of a policy in both revisions, drawn as text: base above, head below, today at the right. */
export function recoveryPointBands(change: TimelineChange, today: Date): string {
  const bands = bandsOn(change, today);
  const scale = scaleFor(bands, width);
  const legend = `${signs.kept} kept  ${signs.lost} kept in base only  ${signs.none} none`;
  const lines = bands.flatMap((band) => [`${band.side}  ${printable(band.label)}`, `      ${drawn(band, scale.at)}`]);
  return fenced('text', [...lines, `      ${axis(scale.at, scale.oldest)}`, `      ${legend}`].join('\n'));
}

function drawn({ kept, lost }: Band, at: (age: number) => number): string {
  const cells: string[] = Array.from({ length: width }, () => signs.none);
  // What is kept is seen where both fall into one cell.
  for (const [ages, sign] of [
    [lost, signs.lost],
    [kept, signs.kept],
  ] as const) {
    for (const age of ages) cells.fill(sign, cellOf(age + 1, at), cellOf(age, at) + 1);
  }
  return cells.join('');
}

function cellOf(age: number, at: (age: number) => number): number {
  return Math.min(width - 1, Math.max(0, Math.floor(at(age))));
}

/** The ages below the bands, from the right, where there is room for them. */
function axis(at: (age: number) => number, oldest: number): string {
  let line = ' '.repeat(width);
  for (const [age, text] of knownAges.filter(([days]) => days <= oldest + 1)) {
    const start = Math.min(width - text.length, Math.max(0, Math.round(at(age) - text.length / 2)));
    const isFree = line.slice(Math.max(0, start - 1), start + text.length + 1).trim() === '';
    if (isFree) line = line.slice(0, start) + text + line.slice(start + text.length);
  }
  return line;
}
