import { sha256 } from './sha256.ts';

/** Loading this part of Node.js takes as long as comparing two templates, and many runs need nothing of it. */
export function cryptography(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

/** Characters after which loading cryptography has paid. */
const longText = 20_000;

let hashed = 0;

/** A fingerprint of texts in order, the same in every run. */
export function hashOf(parts: readonly string[]): string {
  const text = JSON.stringify(parts);
  hashed += text.length;
  if (hashed < longText) return sha256(text);
  return cryptography().createHash('sha256').update(text).digest('hex');
}
