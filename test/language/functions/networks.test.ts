import { describe, expect, it } from 'vitest';
import { networkFunctions } from '../../../src/expr/functions/networks.ts';
import { floatValue } from '../../../src/expr/make-value.ts';
import { type Argument, callFunction, plain, refused } from '../../support/call-function.ts';

function call(name: string, ...args: readonly Argument[]): unknown {
  return plain(callFunction(networkFunctions, name, ...args));
}

/** An IPv4 range in short: network/length, netmask, broadcast, first and last usable address. */
function describeV4(text: string): string {
  const parsed = call('parseCidr', text) as Readonly<Record<string, string>>;
  const { network, cidr, netmask, broadcast, firstUsable, lastUsable } = parsed;
  return `${network}/${cidr} ${netmask} ${broadcast} ${firstUsable} ${lastUsable}`;
}

/** The same for IPv6, which has no broadcast address. */
function describeV6(text: string): string {
  const parsed = call('parseCidr', text) as Readonly<Record<string, string>>;
  expect(Object.keys(parsed)).toEqual(['network', 'netmask', 'firstUsable', 'lastUsable', 'cidr']);
  return `${parsed['network']}/${parsed['cidr']} ${parsed['netmask']} ${parsed['firstUsable']} ${parsed['lastUsable']}`;
}

describe('parseCidr', () => {
  it('keeps the order of its members', () => {
    const members = ['network', 'netmask', 'broadcast', 'firstUsable', 'lastUsable', 'cidr'];
    expect(Object.keys(call('parseCidr', '10.0.0.0/24') as object)).toEqual(members);
  });

  it.each([
    ['10.0.0.5/24', '10.0.0.0/24 255.255.255.0 10.0.0.255 10.0.0.1 10.0.0.254'],
    ['0.0.0.0/0', '0.0.0.0/0 0.0.0.0 255.255.255.255 0.0.0.1 255.255.255.254'],
    ['10.0.0.1/30', '10.0.0.0/30 255.255.255.252 10.0.0.3 10.0.0.1 10.0.0.2'],
    ['10.0.0.1/31', '10.0.0.0/31 255.255.255.254 10.0.0.1 10.0.0.0 10.0.0.0'],
    ['10.0.0.1/32', '10.0.0.1/32 255.255.255.255 10.0.0.1 10.0.0.1 10.0.0.1'],
  ])('%j is %s', (text, expected) => {
    expect(describeV4(text)).toBe(expected);
  });

  it.each([
    ['10.0.0.0', '10.0.0.0/8'],
    ['128.1.2.3', '128.1.0.0/16'],
    ['224.0.0.1', '224.0.0.0/24'],
    ['/8', '0.0.0.0/8'],
    ['10/8', '0.0.0.0/8'],
    ['10.1/16', '10.0.0.0/16'],
    ['010.0.0.0/8', '8.0.0.0/8'],
    ['4294967295/32', '255.255.255.255/32'],
    ['10.0.0.0/-8', '10.0.0.0/8'],
    ['10.0.0.0/024', '10.0.0.0/24'],
    ['10.0.0.0/24/1', '10.0.0.0/24'],
    ['10.0.0.0//24', '10.0.0.0/24'],
    ['10.0.0.0 24', '10.0.0.0/24'],
    ['10.0.0.0/\t24', '10.0.0.0/24'],
    [' 10.0.0.0 / 24 ', '10.0.0.0/24'],
    ['x10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.0/255.255.0.0', '10.0.0.0/16'],
    ['10.0.0.0/4294967040', '10.0.0.0/24'],
    ['10.0.0.0/ffff::', '10.0.0.0/16'],
    ['10.0.0.0/0.0.0.0', '0.0.0.0/0'],
  ])('reads %j as %s', (text, expected) => {
    expect(describeV4(text)).toMatch(`${expected} `);
  });

  it.each([
    ['2001:db8::/32', '2001:db8::/32 ffff:ffff:: 2001:db8:: 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::1', '::/64 ffff:ffff:ffff:ffff:: :: ::ffff:ffff:ffff:ffff'],
    ['::/0', '::/0 :: :: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    [
      '::ffff:10.0.0.7/120',
      '::ffff:10.0.0.0/120 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ff00 ::ffff:10.0.0.0 ::ffff:10.0.0.255',
    ],
    ['[fe80::1]/64', 'fe80::/64 ffff:ffff:ffff:ffff:: fe80:: fe80::ffff:ffff:ffff:ffff'],
    ['2001:db8::/255.255.0.0', '2001::/16 ffff:: 2001:: 2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('%j is %s', (text, expected) => {
    expect(describeV6(text)).toBe(expected);
  });

  it.each([
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['ABCD::00EF', 'abcd::ef'],
    ['::1.2.3.4', '::1.2.3.4'],
    ['::1.2.3.04', '::1.2.3.4'],
    ['::ffff:0:1.2.3.4', '::ffff:0:1.2.3.4'],
    ['fe80::5efe:1.2.3.4', 'fe80::5efe:1.2.3.4'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
  ])('writes %j as %j', (text, expected) => {
    expect(call('parseCidr', `${text}/128`)).toMatchObject({ network: expected });
  });

  it.each([
    ...['', ' ', '/', 'abc', '10.0.0.256/8', '10.0.0.0.0/8', '10.0.0.08/8', '10.0.0.0/33', '10.0.0.0/256', '10..0/8'],
    ...['4294967296/8', '10.0.0.0/8.', '10.0.0.0/255.0.255.0', '10.0.0.0/0.0.0.255', '10.0.0.0\t24', 'abc10.0.0.0/8'],
    ...[
      '10.0.0.0/ffff:ffff:ffff::',
      '2001:db8::/129',
      '1::2::3/64',
      '12345::/16',
      '1:2:3/64',
      ':1/64',
      '::01.2.3.4/96',
    ],
    ...[1, null],
  ])('refuses %j', (text) => {
    expect(call('parseCidr', text)).toEqual(refused);
  });
});

describe('cidrSubnet', () => {
  it.each([
    ['10.0.5.6/16', 24, 1, '10.0.1.0/24'],
    ['10.0.0.0/16', 24, 255, '10.0.255.0/24'],
    ['10.0.0.0/16', 16, 0, '10.0.0.0/16'],
    ['10.0.0.0/31', 32, 1, '10.0.0.1/32'],
    ['0.0.0.0/0', 0, 0, '0.0.0.0/0'],
    ['10.0.0.0', 24, 2, '10.0.2.0/24'],
    ['2001:db8::/48', 64, 65535, '2001:db8:0:ffff::/64'],
    ['::ffff:0:0/96', 104, 10, '::ffff:10.0.0.0/104'],
  ])('of %s, /%i number %i is %s', (range, length, index, expected) => {
    expect(call('cidrSubnet', range, length, index)).toBe(expected);
  });

  it.each([
    ['10.0.0.0/16', 24, 256],
    ['10.0.0.0/16', 24, -1],
    ['10.0.0.0/16', 15, 0],
    ['10.0.0.0/16', 33, 0],
    ['10.0.0.0/16', -1, 0],
    ['10.0.0.0/16', 24, 2147483648],
    ['10.0.0.0/16', '24', 0],
    ['10.0.0.0/16', floatValue(24), 0],
    ['abc', 24, 0],
    // As many subnets as this are refused, and at once.
    ['0.0.0.0/0', 31, 0],
    ['2001:db8::/32', 64, 1],
    ['::/0', 128, 0],
  ])('refuses of %s /%j number %j', (range, length, index) => {
    expect(call('cidrSubnet', range, length, index)).toEqual(refused);
  });
});

describe('cidrHost', () => {
  it.each([
    ['10.0.0.7/24', 0, '10.0.0.1'],
    ['10.0.0.0/24', 253, '10.0.0.254'],
    ['10.0.0.0/24', -1, '10.0.0.0'],
    ['10.0.0.0/24', -2, '9.255.255.255'],
    ['10.0.0.0/32', -1, '10.0.0.0'],
    ['0.0.0.0/8', -2, '255.255.255.255'],
    ['0.0.0.0/0', 2147483647, '128.0.0.0'],
    ['2001:db8::/64', 0, '2001:db8::1'],
    ['::/126', 1, '::2'],
    ['::/64', -2, 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('of %s, number %i is %s', (range, index, expected) => {
    expect(call('cidrHost', range, index)).toBe(expected);
  });

  it.each([
    ['10.0.0.0/24', 254],
    ['10.0.0.0/31', 0],
    ['10.0.0.0/32', 0],
    ['::/126', 2],
    ['::/127', 0],
    ['::/128', 0],
    ['0.0.0.0/0', 2147483648],
    ['10.0.0.0/24', '1'],
    ['abc', 0],
  ])('refuses of %s number %j', (range, index) => {
    expect(call('cidrHost', range, index)).toEqual(refused);
  });
});
