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
  const wanted = type.toLowerCase();
  const found = Object.entries(properties).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? [];
  return typeof found === 'string' ? [found] : found;
}
