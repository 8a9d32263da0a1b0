import { dayOf } from '../../../protection/policy/calendar.ts';
import { expiryOf } from '../../../protection/policy/expiry.ts';
import { keepOf } from '../../../protection/policy/points-on-day.ts';
import type { Timeline, TimelineChange } from '../../../protection/policy/timeline.ts';
import { dateText, daysAfter } from '../../writing/dates.ts';
import { type AgeScale, type Band, bandsOn, knownAges, scaleFor } from '../../writing/recovery-bands.ts';
import { pointsText, timelineText } from '../../writing/timeline-text.ts';
import { html, type Markup } from './markup.ts';

/** Units in which marks are placed across a band, whatever its width. */
const width = 1000;

/** Pixels from the top of one row to that of the next: a line of text, and a band below it. */
const rowHeight = 38;
const bandTop = 18;
const bandHeight = 12;
const axisHeight = 34;

/** The picture of what becomes of the recovery points of a policy, with the same in words below it. */
export function recoveryPointFigure(change: TimelineChange, today: Date, id: string): Markup {
  const what = change.countsDays ? `Days with ${change.label}` : capital(change.label);
  return html`<figure>
<figcaption id="${id}">${what} that can be restored, once the policy has been in force for long: base above, head below. The longer ago, the closer together; today is at the right.</figcaption>
${recoveryPointPicture(change, today, id)}
<p>${capital(timelineText(change))}</p>
${datesTable(change, today)}
</figure>`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * The picture alone.
 *
 * @param id that of the element which says what is seen
 */
export function recoveryPointPicture(change: TimelineChange, today: Date, id: string): Markup {
  const rows = bandsOn(change, today);
  const scale = scaleFor(rows, width);
  const bottom = rows.length * rowHeight;
  const drawn = rows.map((row, index) => drawnRow(row, index * rowHeight, scale));
  return html`<svg class="bands" width="100%" height="${bottom + axisHeight}" role="img" aria-labelledby="${id}">
${drawn}
${axis(scale, bottom)}
</svg>`;
}

function drawnRow({ side, label, kept, lost }: Band, top: number, scale: AgeScale): Markup {
  return html`<text x="0" y="${top + bandTop - 5}"><tspan class="side">${side}</tspan> ${label}</text>
<svg x="0" y="${top + bandTop}" width="100%" height="${bandHeight}" viewBox="0 0 ${width} ${bandHeight}" preserveAspectRatio="none"><rect class="ground" width="${width}" height="${bandHeight}"/><path class="${side}" d="${marks(kept, scale)}"/><path class="lost" d="${marks(lost, scale)}"/></svg>`;
}

/** Marks that would touch are drawn as one, so that a picture has no more of them than its width can show. */
function marks(ages: readonly number[], scale: AgeScale): string {
  const stretches: { from: number; to: number }[] = [];
  for (const age of ages) {
    const [from, to] = [scale.at(age + 1), Math.max(scale.at(age), scale.at(age + 1) + 2)];
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

/** Marks of the axis that are far enough from the one before for their texts to be read on a narrow screen. */
function apart(ticks: typeof knownAges, scale: AgeScale): typeof knownAges {
  let before = Number.POSITIVE_INFINITY;
  return ticks.filter(([days]) => {
    if (scale.at(days) > before - 0.17 * width) return false;
    before = scale.at(days);
    return true;
  });
}

/** The axis; the texts at both ends stay within the picture. */
function axis(scale: AgeScale, top: number): Markup {
  const ticks = apart(
    knownAges.filter(([days]) => days <= scale.oldest + 1),
    scale,
  );
  const drawn = ticks.map(([days, text]) => {
    const x = scale.at(days) / (width / 100);
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
