import type { Timeline, TimelineChange } from '../../protection/policy/timeline.ts';
import { type Json, jsonList, jsonObject, rawNumber } from './json-output.ts';

/** What becomes of the recovery points of a policy, as sentences. */
export function timelineText({ label, countsDays, base, head, example }: TimelineChange): string {
  const what = countsDays ? `days with ${label}` : label;
  const counts = `${what} that can be restored: ${pointsText(base)} -> ${pointsText(head)}`;
  const [was, is] = [base.oldest?.text ?? 'nothing', head?.oldest?.text ?? 'nothing'];
  const oldest = was === is ? `the oldest is kept ${was} as before` : `the oldest is kept ${was} -> ${is}`;
  return [`${counts}; ${oldest}.`, exampleText(example, countsDays)].join(' ').trim();
}

/** How many points can be restored. */
export function pointsText(timeline: Timeline | undefined): string {
  if (!timeline) return '0';
  const { min, max } = timeline.points;
  return min === max ? `${max}` : `${min} to ${max}`;
}

/** What becomes of one point, where that says more than numbers. */
export function exampleText(example: TimelineChange['example'], countsDays: boolean): string {
  if (!example) return '';
  const what = countsDays ? 'A backup of' : 'The recovery point of';
  const fate = example.head ? `is kept ${example.head.text} instead of ${example.base.text}` : 'is no longer made';
  return `${what} ${example.day} ${fate}.`;
}

/** The same for machines. */
export function timelineJson(change: TimelineChange): Json {
  const { label, countsDays, base, head, example } = change;
  return jsonObject({
    kind: label,
    counts: countsDays ? 'days' : 'points',
    base: sideJson(base),
    head: head ? sideJson(head) : null,
    example: example
      ? jsonObject({ day: example.day, base: example.base.text, head: example.head?.text ?? null })
      : null,
    text: timelineText(change),
  });
}

function sideJson({ points, oldest, rules }: Timeline): Json {
  const tiers = rules.map((one) =>
    jsonObject({ rule: one.rule.name, points: rangeJson(one.points), keep: one.rule.keep.text }),
  );
  return jsonObject({ points: rangeJson(points), oldest: oldest?.text ?? null, rules: jsonList(tiers) });
}

function rangeJson({ min, max }: Timeline['points']): Json {
  return jsonObject({ min: rawNumber(String(min)), max: rawNumber(String(max)) });
}
