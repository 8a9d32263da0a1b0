import { describe, expect, it } from 'vitest';
import { hashFunctions } from '../../../src/expr/functions/hashes.ts';
import { type Argument, callFunction, plain, refused } from '../../support/call-function.ts';

function call(name: string, ...args: readonly Argument[]): unknown {
  return plain(callFunction(hashFunctions, name, ...args));
}

const group = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-one';

describe('uniqueString', () => {
  it.each([
    [[''], 'aaaaaaaaaaaaa'],
    [[' '], 'eih36q7ucoeek'],
    [['1'], 'dvyai2zfvtkri'],
    [['abc'], 'cgtzqvhu4i23s'],
    [['1234'], '4kxgkmthmtdja'],
    [['12345678'], 'bgwkv3ufmboyc'],
    [['123456789'], 'ex34imgicgnu6'],
    [['é'], '5i6hbiqzwuby6'],
    [['\ud83d'], '5wjggpbzvxfyq'],
    [['a-b'], 'i3z4v3sp6aooa'],
    [['a', 'b'], 'i3z4v3sp6aooa'],
    [['a', ''], 'vvsw6y4bgbosk'],
    [['', ''], '3dipzxpzb3vw6'],
    [['a', 'b', 'c', 'd', 'e'], 'ba7ka42k45ati'],
    [[group], 'bfyw3zy5aqnjc'],
  ])('of %j is %s', (args, expected) => {
    expect(call('uniqueString', ...args)).toBe(expected);
  });
});

describe('guid', () => {
  it.each([
    [[''], 'e655a85f-3ab2-5e4a-9666-569aa72a5a10'],
    [['a'], '3703365d-5a9f-59b4-bca7-b9681389e4c1'],
    [['a', 'b'], '2d796349-8c7e-55ec-9624-54ece82ed031'],
    [['a', ''], 'e8d36838-e755-5044-8b51-5992036732ac'],
    [['😀'], '22b31c5f-9ac3-5768-ad1b-61d88591b373'],
    [['\ud83d'], 'f7b28c8e-d6e3-5d1b-9e8e-a5d26d5bd72f'],
    [[group], '752bde8a-21da-518f-8d13-480153ac0d57'],
  ])('of %j is %s', (args, expected) => {
    expect(call('guid', ...args)).toBe(expected);
  });
});

it.each(['uniqueString', 'guid'])('%s takes strings only, and at least one', (name) => {
  expect(call(name)).toEqual(refused);
  expect(call(name, 1)).toEqual(refused);
  expect(call(name, 'a', null)).toEqual(refused);
  expect(call(name, 'a', 'b', true)).toEqual(refused);
});
