import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grouped } from '../../src/text/grouped.ts';
import { hashOf } from '../../src/text/hash.ts';
import { sha256 } from '../../src/text/sha256.ts';
import '../support/seed.ts';

const official = (text: string): string => createHash('sha256').update(text).digest('hex');

test('hashes as Node.js does, around the ends of blocks, too', () => {
  for (let length = 0; length < 200; length += 1) {
    const text = 'a'.repeat(length);
    expect(sha256(text)).toBe(official(text));
  }
  const text = fc.array(fc.constantFrom('a', 'é', '漢', '\u{1F600}', '\n'), { maxLength: 200 });
  fc.assert(fc.property(text, (chars) => sha256(chars.join('')) === official(chars.join(''))));
});

test('gives the same fingerprint before and after enough was hashed to load cryptography', () => {
  const parts = ['vault', 'rsv-é', 'x'.repeat(999)];
  const all = Array.from({ length: 40 }, () => hashOf(parts));
  expect([...new Set(all)]).toEqual([official(JSON.stringify(parts))]);
});

test('groups the digits of numbers as English does', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (count) => {
      expect(grouped(count)).toBe(count.toLocaleString('en-US'));
    }),
  );
});
