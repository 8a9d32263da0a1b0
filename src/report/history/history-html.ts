import type { CommitSteps, History, Step } from '../../engine/ratchet.ts';
import { tool } from '../../text/tool.ts';
import { html, type Markup } from '../formats/html/markup.ts';
import { page } from '../formats/html/page.ts';
import { clipped } from '../writing/order.ts';
import { historyPicture, lanesOf, maxLanes } from './chart.ts';
import {
  acceptedOf,
  allSteps,
  countsText,
  kindMarks,
  kindTexts,
  lookedAtText,
  placeOf,
  ratchetText,
  shortId,
} from './history-words.ts';

/** A browser shows so many rows at once; the JSON report has all of them. */
const maxRows = 5_000;

const maxText = 300;

/** Writes a history as one page that needs no network and no script. */
export function historyHtml(history: History): string {
  const { commits, sum, first, last, complete } = history;
  const verdict = ratchetText(history);
  return page({
    title: `armlock: ${verdict}`,
    skip: 'Skip to the steps',
    header: html`<h1>${verdict}</h1>
<p>From ${shortId(first)} to ${shortId(last)}: ${countsText(sum)}. All steps: ${countsText(allSteps(commits))}. ${lookedAtText(history)}</p>
${complete ? undefined : html`<p class="incomplete"><strong>Incomplete.</strong> Some steps cannot be determined; the tables say why.</p>`}`,
    main: html`${chart(commits)}
<section aria-labelledby="sum"><h2 id="sum">From first to last</h2>${sum.length === 0 ? html`<p>Nothing that armlock looks at is weaker or stronger.</p>` : stepTable(sum, 'sum')}</section>
<section aria-labelledby="steps"><h2 id="steps">Step by step</h2>${commits.length === 0 ? html`<p>No commit has a step.</p>` : commitTable(commits)}</section>`,
    footer: html`<p>armlock ${tool.version}, ${history.today}. Merges count as one commit that changes its first parent.</p>`,
  });
}

function chart(commits: readonly CommitSteps[]): Markup | undefined {
  if (commits.length === 0) return undefined;
  const more = lanesOf(commits).length - maxLanes;
  return html`<figure>
<figcaption id="chart">Steps by vault or other resource, the oldest commit at the left, at equal distances: weaker below the line, stronger above it. The table “Step by step” says the same in words.</figcaption>
${historyPicture(commits, 'chart')}
${more > 0 ? html`<p>${more} more are only in the table.</p>` : undefined}
</figure>`;
}

function commitTable(commits: readonly CommitSteps[]): Markup {
  const rows = commits
    .flatMap(({ commit, steps }) => steps.map((step) => [commit, step] as const))
    .slice(0, maxRows)
    .map(
      ([{ id, author, date, subject }, step]) =>
        html`<tr><td class="day">${date.slice(0, 10)}</td><td><code>${shortId(id)}</code> ${clipped(subject, maxText)}<br/><span class="quiet">${clipped(author, maxText)}</span></td>${stepCells(step)}</tr>`,
    );
  const left = allSteps(commits).length - rows.length;
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="steps"><table class="steps"><thead><tr><th scope="col" class="day">Date</th><th scope="col">Commit</th>${stepHeads}</tr></thead><tbody>${rows}</tbody></table></div>
${left > 0 ? html`<p>${left} more are only in the JSON report.</p>` : undefined}`;
}

function stepTable(steps: readonly Step[], label: string): Markup {
  const rows = steps.slice(0, maxRows).map((step) => html`<tr>${stepCells(step)}</tr>`);
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="${label}"><table class="steps"><thead><tr>${stepHeads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

const stepHeads = html`<th scope="col" class="kind">Protection</th><th scope="col">What happened</th><th scope="col">Place</th>`;

function stepCells(step: Step): Markup {
  const { kind, message, rule } = step;
  const accepted = acceptedOf(step);
  return html`<td class="kind"><span class="step ${kind}">${kindMarks[kind]} ${kindTexts[kind]}</span></td><td>${clipped(message, 4 * maxText)}${rule ? html` <span class="quiet">[${rule.id}]</span>` : undefined}${accepted === '' ? undefined : html`<br/><span class="quiet">${clipped(accepted, maxText)}</span>`}</td><td><code>${clipped(placeOf(step), maxText)}</code></td>`;
}
