/**
 * IP addresses as .NET reads and writes them. An IPv4 address is an integer of 32 bits, an IPv6 address one of 128.
 */

/** 16-bit groups of an IPv6 address. */
const groupCount = 8;

/**
 * Reads an IPv4 address in any of the forms of the C library: one to four parts, of which the last fills what is
 * left, each decimal, octal after `0` or hexadecimal after `0x`.
 */
export function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.', 5);
  if (parts.length > 4) return undefined;
  let address = 0n;
  for (const [index, part] of parts.entries()) {
    const value = parsePart(part);
    const bits = index === parts.length - 1 ? 8n * BigInt(4 - index) : 8n;
    if (value === undefined || value >= 1n << bits) return undefined;
    address = (address << bits) | value;
  }
  return address;
}

/** No part can be longer without leading zeros. */
const maxPartLength = 64;

function parsePart(part: string): bigint | undefined {
  if (/^0[0-7]*$/.test(part)) return parseDigits(part, '0o');
  if (/^[1-9][0-9]*$/.test(part)) return parseDigits(part, '');
  return /^0[xX][0-9a-fA-F]+$/.test(part) ? parseDigits(part.slice(2), '0x') : undefined;
}

function parseDigits(digits: string, prefix: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return 0n;
  return significant.length <= maxPartLength ? BigInt(prefix + significant) : undefined;
}

/** Reads an IPv4 address of exactly four decimal parts. Only the last may have a leading zero, and only one. */
export function parseDottedIpv4(text: string): bigint | undefined {
  const matched = /^((?:(?:0|[1-9][0-9]{0,2})\.){3})(0|0?[1-9][0-9]{0,2})$/.exec(text);
  return matched ? parseIpv4(`${matched[1]}${Number(matched[2])}`) : undefined;
}

/** Reads an IPv6 address without brackets, scope or prefix length; the last 32 bits may be written as IPv4. */
export function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::', 3);
  if (halves.length > 2) return undefined;
  const [before = '', after] = halves;
  const left = parseGroups(before, after === undefined);
  if (!left) return undefined;
  if (after === undefined) return left.length === groupCount ? joinGroups(left) : undefined;
  const right = parseGroups(after, true);
  if (!right) return undefined;
  const zeros = groupCount - left.length - right.length;
  return zeros > 0 ? joinGroups([...left, ...new Array<bigint>(zeros).fill(0n), ...right]) : undefined;
}

function parseGroups(text: string, mayEndInIpv4: boolean): bigint[] | undefined {
  if (text === '') return [];
  const parts = text.split(':', groupCount + 1);
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(BigInt(`0x${part}`));
      continue;
    }
    const tail = mayEndInIpv4 && index === parts.length - 1 ? parseDottedIpv4(part) : undefined;
    if (tail === undefined) return undefined;
    groups.push(tail >> 16n, tail & 0xffffn);
  }
  return groups;
}

function joinGroups(groups: readonly bigint[]): bigint {
  return groups.reduce((address, group) => (address << 16n) | group, 0n);
}

/** An IPv4 address in four decimal parts. */
export function formatIpv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => ((address >> shift) & 0xffn).toString()).join('.');
}

/** An IPv6 address in its short form. Where an IPv4 address is embedded by convention, it is written as such. */
export function formatIpv6(address: bigint): string {
  const groups: bigint[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) groups.push((address >> shift) & 0xffffn);
  if (!embedsIpv4(groups)) return compress(groups);
  const head = compress(groups.slice(0, 6));
  return `${head}${head.endsWith(':') ? '' : ':'}${formatIpv4(address & 0xffff_ffffn)}`;
}

/** Mapped, compatible, translated (SIIT) and ISATAP addresses. */
function embedsIpv4(groups: readonly bigint[]): boolean {
  const [, , , , fifth, sixth, seventh] = groups;
  if (fifth === 0n && sixth === 0x5efen) return true;
  if (seventh === 0n || groups.slice(0, 4).some((group) => group !== 0n)) return false;
  return fifth === 0n ? sixth === 0n || sixth === 0xffffn : fifth === 0xffffn && sixth === 0n;
}

/** Writes groups with the first longest run of zeros as `::`, if there is one of at least two. */
function compress(groups: readonly bigint[]): string {
  const digits = groups.map((group) => group.toString(16));
  const { start, end } = longestZeros(groups);
  if (end - start < 2) return digits.join(':');
  return `${digits.slice(0, start).join(':')}::${digits.slice(end).join(':')}`;
}

function longestZeros(groups: readonly bigint[]): { readonly start: number; readonly end: number } {
  let longest = { start: 0, end: 0 };
  let start = 0;
  for (const [index, group] of groups.entries()) {
    if (group !== 0n) start = index + 1;
    else if (index + 1 - start > longest.end - longest.start) longest = { start, end: index + 1 };
  }
  return longest;
}
