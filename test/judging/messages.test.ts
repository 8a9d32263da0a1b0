import { expect, test } from 'vitest';
import { clauseOf } from '../../src/text/diagnostic.ts';

test.each([
  ['There is no type here.', 'there is no type here'],
  ["'a' depends on itself.", "'a' depends on itself"],
  ['Azure.Storage has none', 'Azure.Storage has none'],
  ['it does not exist', 'it does not exist'],
])('%s is, within a sentence: %s', (message, clause) => {
  expect(clauseOf(message)).toBe(clause);
});
