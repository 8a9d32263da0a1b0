import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A file that comes with armlock, by its path from the root of the package; undefined if it has none of that name. All
 * of them are read here, because the executable has no folder: its build puts a table in the place of this module.
 */
export function ownFile(name: string): string | undefined {
  try {
    // Two folders up from src, from dist, and from both bundles.
    return readFileSync(path.join(import.meta.dirname, '../..', name), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A file that armlock cannot do without. */
export function neededFile(name: string): string {
  const text = ownFile(name);
  if (text === undefined) throw new Error(`armlock is not complete: it lacks ${name}`);
  return text;
}
