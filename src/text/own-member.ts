/**
 * What a table has under a name that an author chose, such as a type, a function or a key of a file; undefined if it has
 * nothing there itself. Every object answers to `constructor`, `toString` or `__proto__`, and what it answers is no entry.
 */
export function ownMember<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
