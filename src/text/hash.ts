/** Loading this part of Node.js takes as long as comparing two templates, and many runs need nothing of it. */
export function cryptography(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

/** A fingerprint of texts in order, the same in every run. */
export function hashOf(parts: readonly string[]): string {
  return cryptography().createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
