import { expect, test } from 'vitest';
import { editDistance, nearestName } from '../../src/text/nearest.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'ab', 1],
  ['abc', 'xabc', 1],
  ['abc', 'bca', 2],
  ['abc', 'xyz', 3],
  ['abc', 'abcdefgh', 4],
])('from %s to %s it is %i letters, up to one more than the limit', (left, right, letters) => {
  expect([editDistance(left, right, 3), editDistance(right, left, 3)]).toEqual([letters, letters]);
});

const names = ['resource-removed', 'resource-replaced', 'level-lost'];

test.each([
  ['resource-remove', 'resource-removed'],
  ['Resource-Replaced', 'resource-replaced'],
  ['resource-repmoved', 'resource-removed'],
  ['lost', undefined],
  ['', undefined],
  ['property-ignored', undefined],
])('the nearest to %s is %s', (written, nearest) => {
  expect(nearestName(names, written)).toBe(nearest);
});
