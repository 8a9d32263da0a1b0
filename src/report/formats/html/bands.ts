import { dayOf } from '../../../protection/policy/calendar.ts';
import { expiryOf } from '../../../protection/policy/expiry.ts';
import { keepOf, pointsOn, type RulePoints } from '../../../protection/policy/points-on-day.ts';
import type { Timeline, TimelineChange } from '../../../protection/policy/timeline.ts';
import { pointsText, timelineText } from '../../writing/timeline-text.ts';
import { dateText, daysAfter } from './dates.ts';
import { html, type Markup } from './markup.ts';

/** Units in which marks are placed across a band, whatever its width. */
const width = 1000;

/** Pixels from the top of one row to that of the next: a line of text, and a band below it. */
const rowHeight = 38;
const bandTop = 18;
const bandHeight = 12;
const axisHeight = 34;

/** A row of the picture: what one rule keeps, in one of the revisions. */
interface Row {
  readonly side: 'base' | 'head';
  readonly label: string;
  readonly kept: readonly number[];
  /** Ages of recovery points that head does not have. */
  readonly lost: readonly number[];
}

/** The picture of what becomes of the recovery points of a policy, with the same in words below it. */
export function recoveryPointFigure(change: TimelineChange, today: Date, id: string): Markup {
  const day = dayOf(today);
  const base = day ? pointsOn(change.base, day) : [];
  const head = day && change.head ? pointsOn(change.head, day) : [];
  const rows = rowsOf(base, head);
  const what = change.countsDays ? `Days with ${change.label}` : capital(change.label);
  return html`<figure>
<figcaption id="${id}">${what} that can be restored, once the policy has been in force for long: base above, head below. The longer ago, the closer together; today is at the right.</figcaption>
${picture(rows, scaleFor(rows), id)}
<p>${capital(timelineText(change))}</p>
${datesTable(change, today)}
</figure>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function rowsOf(base: readonly RulePoints[], head: readonly RulePoints[]): readonly Row[] {
  const left = new Set(head.flatMap(({ ages }) => ages));
  const before = base.map((points): Row => {
    const kept = points.ages.filter((age) => left.has(age));
    return { side: 'base', label: labelOf(points), kept, lost: points.ages.filter((age) => !left.has(age)) };
  });
  const after = head.map((points): Row => ({ side: 'head', label: labelOf(points), kept: points.ages, lost: [] }));
  const none: Row = { side: 'head', label: 'none are made', kept: [], lost: [] };
  return [...before, ...(after.length === 0 ? [none] : after)];
}

function labelOf({ name, keep, ages }: RulePoints): string {
  return `${name}, kept ${keep.text}: ${ages.length}`;
}

/** The place of an age across a band: today is at the right, and each time as long ago is as far from the last. */
type Scale = (age: number) => number;

function scaleFor(rows: readonly Row[]): Scale & { readonly oldest: number } {
  const oldest = Math.max(7, ...rows.flatMap(({ kept, lost }) => [kept.at(-1) ?? 0, lost.at(-1) ?? 0]));
  const all = Math.log1p(oldest + 1);
  return Object.assign((age: number) => width * (1 - Math.log1p(age) / all), { oldest });
}

function picture(rows: readonly Row[], scale: ReturnType<typeof scaleFor>, id: string): Markup {
  const bottom = rows.length * rowHeight;
  const drawn = rows.map((row, index) => drawnRow(row, index * rowHeight, scale));
  return html`<svg class="bands" width="100%" height="${bottom + axisHeight}" role="img" aria-labelledby="${id}">
${drawn}
${axis(scale, bottom)}
</svg>`;
}

function drawnRow({ side, label, kept, lost }: Row, top: number, scale: Scale): Markup {
  return html`<text x="0" y="${top + bandTop - 5}"><tspan class="side">${side}</tspan> ${label}</text>
<svg x="0" y="${top + bandTop}" width="100%" height="${bandHeight}" viewBox="0 0 ${width} ${bandHeight}" preserveAspectRatio="none"><rect class="ground" width="${width}" height="${bandHeight}"/><path class="${side}" d="${marks(kept, scale)}"/><path class="lost" d="${marks(lost, scale)}"/></svg>`;
}

/** Marks that would touch are drawn as one, so that a picture has no more of them than its width can show. */
function marks(ages: readonly number[], scale: Scale): string {
  const stretches: { from: number; to: number }[] = [];
  for (const age of ages) {
    const [from, to] = [scale(age + 1), Math.max(scale(age), scale(age + 1) + 2)];
    const last = stretches.at(-1);
    if (last && to >= last.from - 1) last.from = Math.min(last.from, from);
    else stretches.push({ from, to });
  }
  return stretches
    .map(({ from, to }) => `M${short(from)} 0h${short(to - from)}v${bandHeight}h-${short(to - from)}z`)
    .join('');
}

function short(number: number): string {
  return String(Math.round(number * 10) / 10);
}

const tickTexts: readonly (readonly [days: number, text: string])[] = [
  [0, 'today'],
  [7, '1 week'],
  [30, '1 month'],
  [91, '3 months'],
  [365, '1 year'],
  [1096, '3 years'],
  [3652, '10 years'],
  [10_957, '30 years'],
  [36_525, '100 years'],
];

/** Marks of the axis that are far enough from the one before for their texts to be read on a narrow screen. */
function apart(ticks: typeof tickTexts, scale: Scale): typeof tickTexts {
  let before = Number.POSITIVE_INFINITY;
  return ticks.filter(([days]) => {
    if (scale(days) > before - 0.17 * width) return false;
    before = scale(days);
    return true;
  });
}

/** The axis; the texts at both ends stay within the picture. */
function axis(scale: ReturnType<typeof scaleFor>, top: number): Markup {
  const ticks = apart(
    tickTexts.filter(([days]) => days <= scale.oldest + 1),
    scale,
  );
  const drawn = ticks.map(([days, text]) => {
    const x = scale(days) / (width / 100);
    const side = x > 92 ? 'end' : x < 8 ? 'start' : 'middle';
    return html`<line x1="${short(x)}%" x2="${short(x)}%" y1="${top}" y2="${top + 6}"/><text x="${short(x)}%" y="${top + 20}" text-anchor="${side}">${text}</text>`;
  });
  return html`<g class="axis"><line x1="0" x2="100%" y1="${top}" y2="${top}"/>${drawn}</g>`;
}

/** What people ask when something is lost: how far back they can go, and until when yesterday can be restored. */
function datesTable({ base, head }: TimelineChange, today: Date): Markup {
  const sides: readonly (readonly [string, Timeline | undefined])[] = [
    ['Base', base],
    ['Head', head],
  ];
  const rows = sides.map(
    ([name, timeline]) =>
      html`<tr><th scope="row">${name}</th><td>${pointsText(timeline)}</td><td>${oldestText(timeline, today)}</td><td>${lastDayText(timeline, today)}</td></tr>`,
  );
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Recovery points in numbers"><table>
<thead><tr><th scope="col">Revision</th><th scope="col">Recovery points</th><th scope="col">The oldest is kept</th><th scope="col">Yesterday’s backup can be restored</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function oldestText(timeline: Timeline | undefined, today: Date): string {
  const keep = timeline?.oldest;
  if (!keep) return 'none is kept';
  const since = new Date(2 * today.getTime() - expiryOf(today, keep).getTime());
  return `${keep.text}, back to about ${dateText(since)}`;
}

function lastDayText(timeline: Timeline | undefined, today: Date): string {
  const yesterday = daysAfter(today, -1);
  const day = dayOf(yesterday);
  const keep = timeline && day && keepOf(timeline, day);
  return keep ? `until ${dateText(expiryOf(yesterday, keep))}` : 'no backup is made on that day';
}
