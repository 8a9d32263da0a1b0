/** The fractions of the cube roots of the first 64 primes, and of the square roots of the first eight. */
let constants: { readonly rounds: Int32Array; readonly start: Int32Array } | undefined;

/**
 * The SHA-256 of a text in UTF-8, in hexadecimal. That of Node.js is faster for long texts, but loading the part that has
 * it takes longer than hashing all that most runs have to hash.
 */
export function sha256(text: string): string {
  constants ??= makeConstants();
  const state = constants.start.slice();
  const words = new Int32Array(64);
  const blocks = paddedBlocks(Buffer.from(text, 'utf8'));
  for (let at = 0; at < blocks.length; at += 64) {
    for (let word = 0; word < 16; word += 1) words[word] = blocks.readInt32BE(at + 4 * word);
    takeBlock(state, words, constants.rounds);
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The bytes, a one, zeros, and how many bits there are, in whole blocks of 64 bytes. */
function paddedBlocks(bytes: Buffer): Buffer {
  const blocks = Buffer.alloc(Math.ceil((bytes.length + 9) / 64) * 64);
  bytes.copy(blocks);
  blocks[bytes.length] = 0x80;
  blocks.writeUIntBE(bytes.length * 8, blocks.length - 6, 6);
  return blocks;
}

/** Bits are turned to the right where they are needed: a function for that would be called 600 times for each block. */
function takeBlock(state: Int32Array, words: Int32Array, rounds: Int32Array): void {
  for (let index = 16; index < 64; index += 1) {
    const early = words[index - 15] ?? 0;
    const late = words[index - 2] ?? 0;
    const one = ((early >>> 7) | (early << 25)) ^ ((early >>> 18) | (early << 14)) ^ (early >>> 3);
    const other = ((late >>> 17) | (late << 15)) ^ ((late >>> 19) | (late << 13)) ^ (late >>> 10);
    words[index] = (words[index - 16] ?? 0) + one + (words[index - 7] ?? 0) + other;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let index = 0; index < 64; index += 1) {
    const mixed = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = h + mixed + ((e & f) ^ (~e & g)) + (rounds[index] ?? 0) + (words[index] ?? 0);
    const turned = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    const second = turned + ((a & b) ^ (a & c) ^ (b & c));
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  const added = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < 8; index += 1) state[index] = (state[index] ?? 0) + (added[index] ?? 0);
}

/** @param smaller the primes below it */
function isPrime(number: number, smaller: readonly number[]): boolean {
  for (const prime of smaller) {
    if (prime * prime > number) return true;
    if (number % prime === 0) return false;
  }
  return true;
}

function makeConstants(): { readonly rounds: Int32Array; readonly start: Int32Array } {
  const primes: number[] = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (isPrime(number, primes)) primes.push(number);
  }
  const fraction = (root: number): number => Math.floor((root % 1) * 2 ** 32);
  return {
    rounds: Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)) | 0),
    start: Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)) | 0),
  };
}
