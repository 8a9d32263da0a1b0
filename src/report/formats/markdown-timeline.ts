import type { Finding } from '../../engine/result.ts';
import { timelineText } from '../writing/timeline-text.ts';
import { partName } from './markdown-groups.ts';
import { prose } from './markdown-text.ts';

/** What happens to the recovery points of the policies of a vault, each said once. Sentences fit every width. */
export function timelineList(findings: readonly Finding[]): readonly string[] {
  const items = findings.flatMap(({ resource, timeline }) =>
    timeline.map((change) => `- ${partName(resource)}: ${prose(timelineText(change)).replace(/ -&#62; /g, ' → ')}`),
  );
  return items.length === 0 ? [] : [[...new Set(items)].join('\n')];
}
