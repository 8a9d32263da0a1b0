import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../../dotnet/ip-address.ts';
import { known } from '../apply.ts';
import { intAt, stringAt } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { intValue, recordValue, stringValue } from '../make-value.ts';
import type { Value } from '../value.ts';

/** The functions on address ranges in CIDR notation. */
export const networkFunctions: readonly TemplateFunction[] = [
  known('parseCidr', 1, 1, (args) => describeNetwork(networkAt(args, 0))),
  known('cidrSubnet', 3, 3, (args) => stringValue(subnet(networkAt(args, 0), int32At(args, 1), int32At(args, 2)))),
  known('cidrHost', 2, 2, (args) => stringValue(host(networkAt(args, 0), int32At(args, 1)))),
];

interface Network {
  /** Of an address: 32 or 128. */
  readonly width: number;
  readonly prefix: number;
  /** The first address. */
  readonly start: bigint;
}

function describeNetwork(network: Network): Value {
  const { width, prefix } = network;
  const last = network.start + sizeOf(network) - 1n;
  const address = (value: bigint): Value => stringValue(formatAddress(value, width));
  const netmask = (1n << BigInt(width)) - sizeOf(network);
  if (width === 128) {
    const ends = { firstUsable: address(network.start), lastUsable: address(last) };
    return recordValue({ network: address(network.start), netmask: address(netmask), ...ends, cidr: intValue(prefix) });
  }
  // Ranges of one or two addresses count as having no usable one: both ends are the network address then.
  const usable = sizeOf(network) > 2n;
  return recordValue({
    network: address(network.start),
    netmask: address(netmask),
    broadcast: address(last),
    firstUsable: address(usable ? network.start + 1n : network.start),
    lastUsable: address(usable ? last - 1n : network.start),
    cidr: intValue(prefix),
  });
}

/** The service counts subnets in 32 bits. */
const maxSubnets = 2n ** 31n - 1n;

function subnet(network: Network, prefix: number, index: number): string {
  if (prefix < network.prefix || prefix > network.width) {
    const text = formatNetwork(network);
    refuse(
      `argument 2 must be a prefix length from ${network.prefix} to ${network.width} for '${text}', not ${prefix}`,
    );
  }
  const count = 1n << BigInt(prefix - network.prefix);
  if (count > maxSubnets) refuse(`'${formatNetwork(network)}' has too many subnets of prefix length ${prefix}`);
  if (index < 0 || BigInt(index) >= count) {
    refuse(`argument 3 must be an index from 0 to ${count - 1n}, not ${index}`);
  }
  const start = network.start + (BigInt(index) << BigInt(network.width - prefix));
  return formatNetwork({ width: network.width, prefix, start });
}

/** Counts from the first address after the network address. Negative indexes lead out of the range, even around. */
function host(network: Network, index: number): string {
  const usable = sizeOf(network) > 2n ? sizeOf(network) - 2n : 0n;
  if (BigInt(index) >= usable) {
    refuse(`argument 2 must be less than ${usable}, the number of hosts in '${formatNetwork(network)}', not ${index}`);
  }
  const address = BigInt.asUintN(network.width, network.start + 1n + BigInt(index));
  return formatAddress(address, network.width);
}

function sizeOf(network: Network): bigint {
  return 1n << BigInt(network.width - network.prefix);
}

function formatNetwork(network: Network): string {
  return `${formatAddress(network.start, network.width)}/${network.prefix}`;
}

function formatAddress(address: bigint, width: number): string {
  return width === 32 ? formatIpv4(address) : formatIpv6(address);
}

function int32At(args: readonly Value[], index: number): number {
  const value = intAt(args, index);
  if (BigInt.asIntN(32, value) !== value) refuse(`argument ${index + 1} must be an integer of 32 bits, not ${value}`);
  return Number(value);
}

function networkAt(args: readonly Value[], index: number): Network {
  const text = stringAt(args, index);
  return parseNetwork(text) ?? refuse(`argument ${index + 1} must be an address range in CIDR notation, not '${text}'`);
}

/**
 * Lenient as the service is: characters that no range can contain are dropped, spaces separate like `/`, parts after
 * the second are ignored, and addresses may be short or octal.
 */
function parseNetwork(text: string): Network | undefined {
  const cleaned = text.replace(/[^0-9a-fA-F./:\s\u0085]|\ufeff/g, '').replace(/[\s\u0085]{2,}/g, ' ');
  const [addressText, prefixText] = trimmed(cleaned)
    .split(/[ /]/)
    .filter((part) => part !== '');
  const address = addressText === undefined ? undefined : parseAddress(addressText);
  if (!address) return undefined;
  const { width, value } = address;
  const prefix = prefixText === undefined ? classOf(address) : parsePrefix(prefixText);
  if (prefix === undefined || prefix > width) return undefined;
  const hostBits = BigInt(width - prefix);
  return { width, prefix, start: (value >> hostBits) << hostBits };
}

function trimmed(text: string): string {
  return text.replace(/^[\s\u0085]/, '').replace(/[\s\u0085]$/, '');
}

interface Address {
  readonly width: 32 | 128;
  readonly value: bigint;
}

function parseAddress(text: string): Address | undefined {
  const width = text.includes(':') ? 128 : 32;
  const value = width === 128 ? parseIpv6(text) : parseIpv4(text);
  return value === undefined ? undefined : { width, value };
}

/** The prefix length of a bare address: by the classes of old, and 64 for IPv6. */
function classOf({ width, value }: Address): number {
  if (width === 128) return 64;
  const [first, second] = [value >> 31n, (value >> 30n) & 1n];
  if (first === 0n) return 8;
  return second === 0n ? 16 : 24;
}

/** A prefix length, or a netmask of either address family. */
function parsePrefix(text: string): number | undefined {
  const digits = /^[\t-\r]*0*([0-9]{1,3})[\t-\r]*$/.exec(text)?.[1];
  if (digits !== undefined && Number(digits) <= 255) return Number(digits);
  const mask = parseAddress(text);
  if (!mask) return undefined;
  const zeros = (1n << BigInt(mask.width)) - mask.value;
  const hostBits = zeros.toString(2).length - 1;
  return zeros === 1n << BigInt(hostBits) ? mask.width - hostBits : undefined;
}
