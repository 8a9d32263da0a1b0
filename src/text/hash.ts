import { createHash } from 'node:crypto';

/** A fingerprint of texts in order, the same in every run. */
export function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
