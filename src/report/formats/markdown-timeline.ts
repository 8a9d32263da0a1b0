import type { Finding } from '../../engine/result.ts';
import type { TimelineChange } from '../../protection/policy/timeline.ts';
import { exampleText, pointsText, timelineText } from '../writing/timeline-text.ts';
import { partName } from './markdown-groups.ts';
import { prose, table } from './markdown-text.ts';

const columns = ['Policy', 'What can be restored', 'Before', 'After', 'Oldest before', 'Oldest after', 'For example'];

/** What happens to the recovery points of the policies of a vault, each said once. */
export function timelineTable(findings: readonly Finding[]): readonly string[] {
  const rows = new Map<string, readonly string[]>();
  for (const { resource, timeline } of findings) {
    for (const change of timeline) {
      rows.set(`${resource.name}\n${timelineText(change)}`, [partName(resource), ...timelineCells(change)]);
    }
  }
  return rows.size === 0 ? [] : [table(columns, [...rows.values()])];
}

function timelineCells({ label, countsDays, base, head, example }: TimelineChange): readonly string[] {
  return [
    prose(countsDays ? `days with ${label}` : label),
    pointsText(base),
    pointsText(head),
    prose(base.oldest?.text ?? 'none'),
    prose(head?.oldest?.text ?? 'none'),
    prose(exampleText(example, countsDays)),
  ];
}
