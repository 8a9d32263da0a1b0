import type { UnknownReason } from './value.ts';

/** Why it is not known what else is in a part of a broken file. */
export const malformed: UnknownReason = { code: 'broken-file', text: 'the file has a syntax error' };
