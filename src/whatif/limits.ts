import type { JsonNode } from '../json/tree.ts';
import type { Gap } from '../model/deployment.ts';
import { beyondLimit, maxAlike, maxResources, tooMany, tooManyAlike } from '../model/resource-limits.ts';
import type { Report } from '../text/diagnostic.ts';
import { textMember } from './resources.ts';

/** The entries of a document that are read. */
export interface Entries {
  readonly read: readonly JsonNode[];
  /** What stands for those that are not. */
  readonly gaps: readonly Gap[];
}

/** Leaves out what is beyond the limits for the resources of a template, and reports it. */
export function withinLimits(entries: readonly JsonNode[], root: JsonNode, report: Report): Entries {
  const counts = new Map<string, number>();
  const fewAlike = entries.slice(0, maxResources).filter((entry) => {
    const id = idOf(entry);
    const count = id === undefined ? 0 : (counts.get(id) ?? 0) + 1;
    if (id !== undefined) counts.set(id, count);
    return count <= maxAlike;
  });
  if (fewAlike.length === entries.length) return { read: entries, gaps: [] };
  const why = entries.length > maxResources ? tooMany : tooManyAlike;
  const { span } = entries.find((entry, index) => entry !== fewAlike[index]) ?? root;
  report({ severity: 'error', code: 'limit', lossy: true, message: `Reading stopped: ${why.text}.`, span });
  return { read: fewAlike, gaps: [{ why, hides: beyondLimit, types: [], span }] };
}

function idOf(entry: JsonNode): string | undefined {
  if (entry.kind !== 'object') return undefined;
  return (textMember(entry, 'resourceId') ?? textMember(entry, 'id'))?.value.toLowerCase();
}
