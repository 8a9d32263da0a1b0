/**
 * Where a property is, by resource type. Of several paths the first one that is written counts. If the map has a type
 * and a child of it, both set the same thing, and what the parent says counts.
 */
export type PropertyMap = Readonly<Record<string, string | readonly string[]>>;

/** The paths that a map has for a resource type; types compare without case. */
export function pathsOf(properties: PropertyMap, type: string): readonly string[] {
  const wanted = type.toLowerCase();
  const found = Object.entries(properties).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? [];
  return typeof found === 'string' ? [found] : found;
}

/** Whether a type of a map is a child of another one. */
export function isInnerType(properties: PropertyMap, type: string): boolean {
  const wanted = `${type.toLowerCase()}/`;
  return Object.keys(properties).some((name) => {
    const outer = `${name.toLowerCase()}/`;
    return wanted !== outer && wanted.startsWith(outer);
  });
}
