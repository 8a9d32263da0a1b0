/** Where a property is, by resource type. */
export type PropertyMap = Readonly<Record<string, string>>;

/** The path that a rule has for a resource type; types compare without case. */
export function propertyOf(properties: PropertyMap, type: string): string | undefined {
  const wanted = type.toLowerCase();
  return Object.entries(properties).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
