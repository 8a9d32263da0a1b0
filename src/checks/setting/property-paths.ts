import { memo } from '../../text/memo.ts';

/** Where a property is, by resource type. Of several paths the first one that is written counts. */
export type PropertyMap = Readonly<Record<string, string | readonly string[]>>;

/** Where a setting can be written. */
export interface Places {
  readonly properties: PropertyMap;
  /** The same setting on children of these types. What the parent says counts. */
  readonly also?: PropertyMap;
}

/** The paths that a map has for a resource type; types compare without case. */
export function pathsOf(properties: PropertyMap, type: string): readonly string[] {
  return pathsByType(properties).get(type.toLowerCase()) ?? none;
}

const none: readonly string[] = [];

/** The paths of a map by type in lower case, of which the first one counts that is written twice. */
export const pathsByType = memo((properties: PropertyMap): ReadonlyMap<string, readonly string[]> => {
  const paths = Object.entries(properties).map(
    ([type, found]) => [type.toLowerCase(), typeof found === 'string' ? [found] : found] as const,
  );
  return new Map(paths.toReversed());
});
