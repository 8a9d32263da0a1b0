/**
 * A whole number as people read it, such as 5,000. What Node.js has for this loads the data of all languages first, which
 * takes as long as comparing two templates.
 */
export function grouped(count: number): string {
  const digits = String(count);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(',');
}
