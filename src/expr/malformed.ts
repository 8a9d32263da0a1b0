import type { UnknownReason } from './value.ts';

/** Why nobody knows what else is in a part of a broken file. */
export const malformed: UnknownReason = { code: 'broken-file', text: 'the file has a syntax error' };
