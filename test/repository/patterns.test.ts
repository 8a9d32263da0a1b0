import { describe, expect, test } from 'vitest';
import { isPattern, loadPatterns, plainPatterns } from '../../src/text/patterns.ts';
import { hangAfter } from '../support/hang-guard.ts';

describe('patterns of paths', () => {
  test.each<readonly [readonly string[], string, boolean]>([
    [['samples'], 'a/samples/b.json', true],
    [['samples/'], 'samples/b.json', true],
    [['samples'], 'samples2/b.json', false],
    [['./samples'], 'samples/b.json', true],
    [['/samples'], 'a/samples/b.json', false],
    [['/samples'], 'samples/b.json', true],
    [['a/b'], 'a/b/c.json', true],
    [['a/b'], 'x/a/b/c.json', false],
    [['a/*.json'], 'a/b.json', true],
    [['a/*.json'], 'a/b/c.json', false],
    [['a/*'], 'a/b/c.json', true],
    [['**/test/**'], 'a/test/b/c.json', true],
    [['a/**'], 'a/b/c.json', true],
    [['a/**/d.json'], 'a/d.json', true],
    [['*.dev.json'], 'x/y.dev.json', true],
    [['a.json'], 'abjson', false],
    [['ma?n.json'], 'x/main.json', true],
    [['main.{json,bicep}'], 'x/main.bicep', true],
    [['main.{json,bicep}'], 'x/main.txt', false],
    [['team-[ab]/'], 'team-b/main.json', true],
    [['team-[ab]/'], 'team-c/main.json', false],
    [['team-[!ab]/'], 'team-c/main.json', true],
    [['samples', '!samples/keep'], 'samples/keep/a.json', false],
    [['samples', '!samples/keep'], 'samples/other/a.json', true],
    [['!samples/keep', 'samples'], 'samples/keep/a.json', true],
    [['!samples'], 'other/a.json', false],
    [['*', '!*.bicep', 'x/**'], 'x/a.bicep', true],
    // What looks like a pattern can be a name.
    [['[a]/main.json'], '[a]/main.json', true],
    [['[a]/main.json'], 'a/main.json', true],
    [['.'], 'a/b.json', true],
    [['**'], '.hidden/b.json', true],
  ])('%j and %s', async (patterns, file, expected) => {
    const { paths } = await loadPatterns(patterns);
    expect(paths(patterns)(file)).toBe(expected);
  });

  test('plain paths need no package, and mean the same with it', async () => {
    const files = ['a/b.json', 'b.json', 'a/b/c.json', 'ab.json', 'x/a/b.json'];
    const full = await loadPatterns(['*']);
    for (const pattern of ['a', 'b.json', 'a/b', '/a', './a/', 'x/a/b.json']) {
      expect(isPattern(pattern)).toBe(false);
      const plainly = files.map(plainPatterns.paths([pattern]));
      expect([pattern, files.map(full.paths([pattern]))]).toEqual([pattern, plainly]);
    }
  });
});

describe('patterns of names', () => {
  test.each([
    ['rsv-prod', 'RSV-Prod', true],
    ['rsv-prod', 'rsv-prod-2', false],
    ['rsv-prod/vm-*', 'rsv-prod/vm-gold', true],
    ['rsv-*', 'rsv-prod/vm-gold', true],
    ['*', 'a/b/c', true],
    ['*', '', true],
    ['*', '.x', true],
    ['*-gold', 'rsv-prod/vm-gold', true],
    ['rsv-{prod,test}', 'rsv-test', true],
    ['rsv-[pt]*', 'rsv-dev', false],
    ['rsv-?', 'rsv-1', true],
    ['!rsv-prod*', 'rsv-prod/vm-gold', false],
    ['!rsv-prod*', 'rsv-test', true],
    ["[parameters('name')]", "[parameters('name')]", true],
    ["[parameters('name')]", 'vault', false],
    ['a.c', 'abc', false],
    ['..*', '../x', true],
  ])('%s and %s', async (pattern, name, expected) => {
    const { matchesName } = await loadPatterns([pattern]);
    expect(matchesName(pattern, name)).toBe(expected);
  });
});

/** A change may come with any pattern, so that none may take longer than a run. */
describe('patterns that would keep a matcher busy', () => {
  test.each([
    `${'a*'.repeat(400)}b`,
    `${'*a'.repeat(400)}b`,
    `${'**/a/'.repeat(200)}b`,
    '{a,b}'.repeat(200),
    `${'{'.repeat(500)}${'}'.repeat(500)}`,
    `${'[a-'.repeat(300)}`,
    `${'a?*'.repeat(300)}b`,
    '*'.repeat(1000),
    'a*'.repeat(100_000),
    `!${'/'.repeat(100_000)}x`,
  ])('%#', async (pattern) => {
    const { paths, matchesName } = await loadPatterns([pattern, '*']);
    const names = ['a'.repeat(20_000), 'a/'.repeat(5_000), '/'.repeat(20_000)];
    const start = performance.now();
    for (const name of names) {
      matchesName(pattern, name);
      paths([pattern])(name);
    }
    expect(performance.now() - start).toBeLessThan(hangAfter);
  });
});
