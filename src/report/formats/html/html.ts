import type { Finding, Notice, RunResult } from '../../../engine/result.ts';
import { startOf } from '../../../text/source.ts';
import { tool } from '../../../text/tool.ts';
import { count } from '../../resolve/resolve-text.ts';
import { dateOf } from '../../writing/dates.ts';
import { quotationsOf } from '../../writing/excerpt.ts';
import { clipped, countedOf, hasPartsBelow, significantNotices, worstFirst } from '../../writing/order.ts';
import { accountText, comparedText, foundText, waivedText } from '../../writing/result-text.ts';
import { timelineText } from '../../writing/timeline-text.ts';
import type { Links } from '../../writing/urls.ts';
import { groupKey, type VaultGroup, vaultGroupsOf } from '../../writing/vault-groups.ts';
import { verdictText } from '../../writing/verdict-text.ts';
import { findingArticle, type Surroundings } from './finding.ts';
import { html, type Markup } from './markup.ts';
import { page } from './page.ts';

/** The most bytes of findings in detail: a browser shows so much at once. */
const maxDetails = 4_000_000;

/** The most notices that are listed. */
const maxNotices = 100;

const maxNotice = 1_000;

/** Writes a run as one page that needs no network and no script: the same run gives the same bytes. */
export function htmlReport(result: RunResult, links: Links = {}): string {
  const groups = vaultGroupsOf(worstFirst(result.findings));
  const surroundings: Surroundings = {
    links,
    quote: quotationsOf(result),
    today: dateOf(result.today ?? ''),
  };
  const { sections, left } = vaultSections(groups, surroundings);
  const verdict = verdictText(result);
  return page({
    title: `armlock: ${verdict}`,
    header: html`<h1>${verdict}</h1>
<p>${[`${foundText(result.summary)}.`, comparedText(result), accountText(result)].join(' ').trim()}</p>
${incompleteText(result)}${contents(groups)}`,
    main: html`${sections}
${left > 0 ? html`<p>${left} more ${left === 1 ? 'finding is' : 'findings are'} not shown in detail, because the page would be too large. The JSON report has all of them.</p>` : undefined}
${waivedSection(result)}
${noticeSection(result)}`,
    footer: html`<p>armlock ${tool.version}${result.today === undefined ? undefined : html`, ${result.today}`}. Pictures of recovery points are estimates from the policies alone. <code>armlock explain</code> with the id of a rule says more about it.</p>`,
  });
}

function incompleteText({ complete }: RunResult): Markup | undefined {
  if (complete) return undefined;
  return html`<p class="incomplete"><strong>Incomplete.</strong> armlock could not read a part of the input, so the result does not cover it. The <a href="#notices">notices</a> say which part.</p>
`;
}

/** Longer lists are folded, so that the first finding is in sight. */
const maxContents = 12;

function contents(groups: readonly VaultGroup[]): Markup | undefined {
  if (groups.length < 2) return undefined;
  const items = groups.map((group, index) => {
    const number = count(countedOf(group.findings).length, 'finding');
    return html`<li><a href="#vault-${index + 1}">${titleOf(group)}</a>, ${number}</li>`;
  });
  const list = html`<ul>${items}</ul>`;
  if (groups.length <= maxContents) return html`<nav aria-label="Vaults with findings">${list}</nav>`;
  return html`<nav aria-label="Vaults with findings"><details><summary>All ${groups.length} vaults and resources with findings</summary>${list}</details></nav>`;
}

/** One section for each vault, the worst first, as far as the page can hold them. */
function vaultSections(
  groups: readonly VaultGroup[],
  surroundings: Surroundings,
): { readonly sections: readonly Markup[]; readonly left: number } {
  let [used, left, number] = [0, 0, 0];
  const drawn = new Set<string>();
  const sections = groups.map((group, index) => {
    const articles = group.findings.flatMap((finding, place) => {
      number += 1;
      const shown = {
        id: `finding-${number}`,
        timeline: undrawn(finding, drawn),
        hasPartsBelow: hasPartsBelow(group.findings, place),
      };
      const article = used > maxDetails ? undefined : findingArticle(finding, shown, surroundings);
      if (!article) left += 1;
      used += article?.text.length ?? 0;
      return article ? [article] : [];
    });
    return html`<section id="vault-${index + 1}" aria-labelledby="vault-${index + 1}-title">
<h2 id="vault-${index + 1}-title">${titleOf(group)}</h2>
${articles}
</section>`;
  });
  return { sections, left };
}

/** What becomes of the recovery points of a policy, unless it is drawn already; that is noted. */
function undrawn({ resource, timeline }: Finding, drawn: Set<string>): Finding['timeline'] {
  return timeline.filter((change) => {
    const key = `${groupKey(resource)}\n${resource.name}\n${timelineText(change)}`;
    const isNew = !drawn.has(key);
    drawn.add(key);
    return isNew;
  });
}

/** The heading of a vault, or of a resource that is none. */
function titleOf({ name: { noun, type, name }, scope, others }: VaultGroup): string {
  const title = `${noun ?? type} ${name}${others === 0 ? '' : ` and ${others} more`}`;
  return scope === '' ? title : `${title} in ${scope}`;
}

function waivedSection(result: RunResult): Markup | undefined {
  if (result.waived.length === 0) return undefined;
  const rows = result.waived.map(({ message, waiver, anchor }) => {
    const place = `${anchor.file.path}:${startOf(anchor).line}`;
    const by =
      waiver?.kind === 'waived' ? `${waiver.waiver.reason} (until ${waiver.waiver.expires})` : 'in the baseline';
    return html`<tr><td>${clipped(message, maxNotice)}</td><td><code>${place}</code></td><td>${by}</td></tr>`;
  });
  return html`<section aria-labelledby="waived"><h2 id="waived">Accepted: ${waivedText(result)}</h2>
<div class="scroll" tabindex="0" role="group" aria-labelledby="waived"><table><thead><tr><th scope="col">Finding</th><th scope="col">Place</th><th scope="col">Accepted because</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function noticeSection({ notices, complete }: RunResult): Markup | undefined {
  const significant = significantNotices(notices);
  const shown =
    complete || significant.length > 0 ? significant : notices.filter(({ severity }) => severity !== 'note');
  if (shown.length === 0) return undefined;
  const items = shown.slice(0, maxNotices).map(noticeItem);
  const more = shown.length > maxNotices ? html`<li>and ${shown.length - maxNotices} more</li>` : undefined;
  return html`<section aria-labelledby="notices"><h2 id="notices">What armlock could not see</h2><ul>${items}${more}</ul></section>`;
}

function noticeItem({ message, effect, span, revision }: Notice): Markup {
  const place = span && html` <code>${span.file.path}:${startOf(span).line}</code> (${revision})`;
  return html`<li>${clipped(message, maxNotice)}${place} <span class="quiet">${effect}</span></li>`;
}
