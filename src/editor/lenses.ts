import { lonePair, type Pair, pairDeployments } from '../diff/pair.ts';
import type { OpenTarget } from '../library/session.ts';
import type { Deployment, Resource } from '../model/deployment.ts';
import { nameText } from '../model/identity.ts';
import { protectedKind } from '../protection/azure/kinds.ts';
import { type Plan, plansOf } from '../protection/policy/retention-plan.ts';
import { type Timeline, timelineOf } from '../protection/policy/timeline.ts';
import { printable } from '../report/writing/sanitize.ts';
import { pointsText } from '../report/writing/timeline-text.ts';
import type { Span } from '../text/source.ts';

/** A line above a declaration. */
export interface Lens {
  readonly span: Span;
  readonly text: string;
}

/** More of them are about a loop, of which no one reads every iteration. */
const maxAtOnePlace = 5;

/** What the policies keep that a file declares, or whose module it calls, and what they kept in base. */
export function lensesOf(targets: readonly OpenTarget[], file: string): readonly Lens[] {
  const found = new Map<string, { readonly span: Span; readonly texts: Map<string, Set<string>> }>();
  for (const { name, head, base } of targets) {
    for (const pair of policiesIn(head.deployment, base?.deployment)) {
      const span = pair.head && placeIn(pair.head, file);
      if (!span) continue;
      const place = found.get(`${span.start}`) ?? { span, texts: new Map<string, Set<string>>() };
      found.set(`${span.start}`, place);
      for (const text of textsOf(pair, span)) place.texts.set(text, (place.texts.get(text) ?? new Set()).add(name));
    }
  }
  return [...found.values()].flatMap(({ span, texts }) => {
    const ofSome = texts.size > 1 && targets.length > 1;
    const all = [...texts].map(([text, names]) => (ofSome ? `${[...names].join(', ')}: ${text}` : text));
    return all.slice(0, maxAtOnePlace).map((text): Lens => ({ span, text: printable(text) }));
  });
}

function policiesIn(head: Deployment, base: Deployment | undefined): readonly Pair[] {
  const isChanged = base !== undefined && base !== head;
  const pairs = isChanged ? pairDeployments(base, head) : head.resources.map((one) => lonePair(base && one, one));
  return pairs.filter((pair) => pair.head && !pair.head.existing && protectedKind(pair.head) === 'policy');
}

/** Where a file declares a resource or, from outside to inside, calls the module that does. */
function placeIn({ nameSpan, callers = [] }: Resource, file: string): Span | undefined {
  return [nameSpan, ...callers].find((span) => span.file.path === file);
}

/** Where another file declares the policy, its name says which of several it is. */
function textsOf({ base, head }: Pair, at: Span): readonly string[] {
  if (!head) return [];
  const name = at === head.nameSpan ? '' : `${nameText(head.name)} `;
  const before = base ? plansOf(base) : undefined;
  return plansOf(head).flatMap((plan) => {
    const timeline = timelineOf(plan);
    const other = before?.find(({ key }) => key === plan.key);
    return timeline ? [name + lensText(plan, timeline, before && (other ? timelineOf(other) : 'none'))] : [];
  });
}

/** @param base undefined if it is not known or there is none */
function lensText({ label, schedule }: Plan, head: Timeline, base: Timeline | 'none' | undefined): string {
  const what = schedule.isDense ? `days with ${label}` : label;
  const oldest = head.oldest ? `, oldest ${head.oldest.text}` : '';
  return `keeps ${pointsText(head)} ${what}${oldest}${baseText(base, head)}`;
}

function baseText(base: Timeline | 'none' | undefined, head: Timeline): string {
  if (base === undefined) return '';
  if (base === 'none') return ' (base: none)';
  const oldest = base.oldest && base.oldest.text !== head.oldest?.text ? `, oldest ${base.oldest.text}` : '';
  return ` (base: ${pointsText(base)}${oldest})`;
}
