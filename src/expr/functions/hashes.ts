import { cryptography } from '../../text/hash.ts';
import { known } from '../apply.ts';
import { stringAt } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { stringValue } from '../make-value.ts';
import type { Value } from '../value.ts';

const { POSITIVE_INFINITY } = Number;

/** The functions that make names of hashes. */
export const hashFunctions: readonly TemplateFunction[] = [
  known('uniqueString', 1, POSITIVE_INFINITY, (args) => stringValue(toBase32(murmurHash64(joinedBytes(args))))),
  known('guid', 1, POSITIVE_INFINITY, (args) => stringValue(nameGuid(joinedBytes(args)))),
];

/** `('a', 'b')` and `('a-b')` hash the same. */
function joinedBytes(args: readonly Value[]): Buffer {
  return Buffer.from(args.map((_, index) => stringAt(args, index)).join('-'), 'utf8');
}

const base32Digits = 'abcdefghijklmnopqrstuvwxyz234567';

/** The 64 bits in 13 digits, the highest first; the last digit has one bit less. */
function toBase32(hash: bigint): string {
  let text = '';
  for (let shift = 59n; shift > -5n; shift -= 5n) {
    const digit = shift >= 0n ? hash >> shift : hash << -shift;
    text += base32Digits.charAt(Number(digit & 31n));
  }
  return text;
}

const c1 = 0x239b961b;
const c2 = 0xab0e9789;

/** A variant of MurmurHash3 with two lanes of 32 bits: blocks of eight bytes, seed 0. */
function murmurHash64(bytes: Buffer): bigint {
  let [low, high] = [0, 0];
  const tail = bytes.length - (bytes.length % 8);
  for (let index = 0; index < tail; index += 8) {
    low = rotate(low ^ mixLow(bytes.readUInt32LE(index)), 19) + high;
    low = multiply(low, 5) + 0x561ccd1b;
    high = rotate(high ^ mixHigh(bytes.readUInt32LE(index + 4)), 13) + low;
    high = multiply(high, 5) + 0x0bcaa747;
  }
  high ^= mixHigh(readTail(bytes, tail + 4));
  low ^= mixLow(readTail(bytes, tail));
  return finish(low ^ bytes.length, high ^ bytes.length);
}

function finish(low: number, high: number): bigint {
  const mixedLow = avalanche(low + high);
  const mixedHigh = avalanche(high + low + high);
  const lowest = (mixedLow + mixedHigh) >>> 0;
  const highest = (mixedHigh + lowest) >>> 0;
  return (BigInt(highest) << 32n) | BigInt(lowest);
}

function mixLow(block: number): number {
  return multiply(rotate(multiply(block, c1), 15), c2);
}

function mixHigh(block: number): number {
  return multiply(rotate(multiply(block, c2), 17), c1);
}

function avalanche(hash: number): number {
  const first = multiply(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = multiply(first ^ (first >>> 13), 0xc2b2ae35);
  return second ^ (second >>> 16);
}

/** Up to four bytes from an index on, as far as there are any. */
function readTail(bytes: Buffer, index: number): number {
  const count = Math.min(4, bytes.length - index);
  return count > 0 ? bytes.readUIntLE(index, count) : 0;
}

function multiply(left: number, right: number): number {
  return Math.imul(left, right);
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** The namespace of the service for `guid()`. */
const guidNamespace = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');

/** A version 5 UUID of RFC 4122. */
function nameGuid(name: Buffer): string {
  const hash = cryptography().createHash('sha1').update(guidNamespace).update(name).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
