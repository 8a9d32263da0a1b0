import { readFileSync } from 'node:fs';

/** A file that comes with armlock, by its path from the root of the package. */
export function shippedFile(name: string): string {
  // Two folders up from src, from dist, and from the bundle.
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
}
