import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { withWaivers } from '../../src/engine/waivers.ts';
import { reporters } from '../../src/report/reporters.ts';
import type { FileTree } from '../../src/text/files.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { azureCommands, githubCommands } from '../support/build-commands.ts';
import { type Files, judge } from '../support/cases.ts';
import { bicepTemplate, jsonTemplate } from '../support/estates.ts';
import { anyEstate, type Estate, weakening } from '../support/generators.ts';
import { judgeChange } from '../support/judge-targets.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { readXml } from '../support/read-xml.ts';
import { edited, leavesOf, strongVaults, valueAt, weakenings, withValue } from './strong-vaults.ts';

const inJson = (estate: Estate): Files => ({ 'main.json': jsonTemplate(estate) });
const inBicep = (estate: Estate): Files => ({ 'main.bicep': bicepTemplate(estate) });
const languages = { JSON: inJson, Bicep: inBicep };

function reportsOf(result: RunResult): Readonly<Record<string, string>> {
  const all = Object.entries(reporters);
  return Object.fromEntries(all.map(([format, reporter]) => [format, reporter.write(result, { colour: false })]));
}

/** What is lost, by rule, resource and property. */
function lossesOf(result: RunResult): readonly string[] {
  return result.findings.filter(({ verdict }) => verdict === 'weakened').map(lossOf);
}

function lossOf({ rule, resource, property }: Finding): string {
  return [rule.id, resource.type, resource.name, property].join(' ');
}

describe.each(Object.entries(languages))('identity, in %s', (_, write) => {
  test('an estate is as strong as itself', () => {
    fc.assert(
      fc.property(anyEstate, (estate) => {
        expect(judge(write(estate), write(estate)).findings).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('and in the other language, too', () => {
    fc.assert(
      fc.property(anyEstate, (estate) => {
        const other = write === inJson ? inBicep : inJson;
        expect(lossesOf(judge(write(estate), other(estate)))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});

describe.each(Object.entries(languages))('weakening, in %s', (_, write) => {
  test('is found, and the way back is no weakening of the same property', () => {
    fc.assert(
      fc.property(weakening, ({ strong, weak, rule }) => {
        const there = judge(write(strong), write(weak));
        const back = judge(write(weak), write(strong));
        expect(there.findings.map((one) => one.rule.id)).toContain(rule);
        const lost = new Set(lossesOf(there));
        expect(lossesOf(back).filter((loss) => lost.has(loss) && !mayHoldBothWays.test(loss))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

/**
 * Policies of Backup vaults cannot be updated, whichever way; a combination has other parts on each way; and of two
 * policies, each may keep something for longer than the other one.
 */
const mayHoldBothWays = /^(?:policy-updated-in-place|safeguard-removed-with-loss|item-policy-lowered) /;

test('of two estates, none is weaker than the other one in the same property', () => {
  fc.assert(
    fc.property(anyEstate, anyEstate, (one, other) => {
      const there = new Set(lossesOf(judge(inJson(one), inJson(other))));
      const back = lossesOf(judge(inJson(other), inJson(one)));
      expect(back.filter((loss) => there.has(loss) && !mayHoldBothWays.test(loss))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

describe('determinism', () => {
  /** Files that are found in another order. */
  function shuffled(tree: FileTree, order: (files: readonly string[]) => readonly string[]): FileTree {
    return {
      ...tree,
      list: (extension) => order(tree.list(extension)),
      listFolder: (folder) => order(tree.listFolder(folder)),
    };
  }

  test('the same files, found in any order, give the same bytes of every report', () => {
    const pairs = fc.tuple(anyEstate, anyEstate);
    fc.assert(
      fc.property(fc.array(pairs, { minLength: 2, maxLength: 3 }), fc.infiniteStream(fc.nat()), (estates, random) => {
        const files = (side: 0 | 1): Files =>
          Object.fromEntries(
            estates.flatMap((pair, index) => [
              [`${index}/main.json`, jsonTemplate(pair[side])],
              [`${index}/main.prod.parameters.json`, noParameters],
              [`${index}/main.test.parameters.json`, noParameters],
            ]),
          );
        const run = (order: (files: readonly string[]) => readonly string[]): ReturnType<typeof reportsOf> => {
          const [base, head] = [shuffled(memoryTree(files(0)), order), shuffled(memoryTree(files(1)), order)];
          const targets = pairTargets(discoverTargets(base), discoverTargets(head), head);
          return reportsOf(judgeChange(targets, { mode: 'incremental' }));
        };
        const plain = run((names) => names);
        const anyOrder = run((names) =>
          names
            .map((name) => [name, random.next().value ?? 0] as const)
            .sort(([, left], [, right]) => left - right)
            .map(([name]) => name),
        );
        expect(anyOrder).toEqual(plain);
      }),
      { numRuns: 8 },
    );
  });
});

const noParameters = JSON.stringify({
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
  contentVersion: '1.0.0.0',
  parameters: {},
});

describe('ignorance', () => {
  test('takes no report away: what is lost stays lost or becomes unknown, in the same property', () => {
    const edits = Object.values(weakenings).flat();
    fc.assert(
      fc.property(strongVaults, fc.nat(), fc.nat(), fc.nat(), (strong, which, random, at) => {
        const own = weakenings[strong.family];
        const edit = own[which % own.length] ?? edits[0];
        if (!edit) return;
        const weaker = edited(strong.template, edit, random);
        const leaves = leavesOf(weaker).filter(([first, , member]) => first === 'resources' && member === 'properties');
        const leaf = leaves[at % leaves.length];
        if (!leaf) return;
        const known = judgeTemplates(strong.template, weaker);
        const hidden = judgeTemplates(strong.template, withUnknown(weaker, leaf));
        // Notes are advice. Where a rule is no longer sure, another one may report that something became worse.
        const losses = known.findings.filter(({ severity }) => severity !== 'note');
        const untold = losses.filter((loss) => !hidden.findings.some((one) => isSamePlace(one, loss)));
        expect(untold.map(lossOf)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  /** The same property of a resource, or what is within it or around it. */
  function isSamePlace(one: Finding, other: Finding): boolean {
    const [left, right] = [one, other].map(({ resource: { type, name }, property }) =>
      [type, name, property].join(' '),
    );
    return left !== undefined && right !== undefined && (left.startsWith(right) || right.startsWith(left));
  }

  type Template = Parameters<typeof withValue>[0];

  function judgeTemplates(base: Template, head: Template): RunResult {
    return judge(
      { 'main.json': JSON.stringify(base, undefined, 1) },
      { 'main.json': JSON.stringify(head, undefined, 1) },
    );
  }

  /** A template in which one value comes from a parameter without a value. */
  function withUnknown(template: Template, path: readonly (string | number)[]): Template {
    const types: Readonly<Record<string, string>> = { string: 'string', number: 'int', boolean: 'bool' };
    const type = types[typeof valueAt(template, path)] ?? 'string';
    return { ...withValue(template, path, `[parameters('hidden')]`), parameters: { hidden: { type } } };
  }
});

/** What people could write to make a terminal, a log, a page or a chat do something. */
const attacks = [
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007x',
  '\u009b2J',
  '\u0000',
  '\b\b\b',
  '\r',
  '\n',
  '\u2028',
  '\u202e',
  '\u2066',
  '\u200b',
  '\uFEFF',
  '\uD800',
  '\n::error::boo',
  '::set-output name=x::y',
  '##vso[task.complete result=Succeeded;]',
  '##[error]boo',
  '%0A::error::',
  '<script>alert(1)</script>',
  '</details>',
  '<!--',
  ']]>',
  '&lt;',
  '@octocat',
  '#1',
  'GH-1',
  '![x](https://evil.example/x.png)',
  'https://evil.example',
  '`',
  '```',
  '\n```\n',
  '|',
  '\\',
  '"',
  "'",
  '$x$',
  '~~~',
] as const;

const attack = fc.array(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary', maxLength: 3 })), {
  minLength: 1,
  maxLength: 4,
});

describe('whatever is written in templates, files and waivers does nothing', () => {
  interface Texts {
    readonly name: string;
    readonly value: string;
    readonly file: string;
    readonly reason: string;
  }

  const texts: fc.Arbitrary<Texts> = fc.tuple(attack, attack, attack, attack).map(([name, value, file, reason]) => ({
    name: `rsv${name.join('')}`,
    value: value.join(''),
    file: `x${file.join('').replaceAll('/', '')}.json`,
    reason: reason.join(''),
  }));

  function resultOf({ name, value, file, reason }: Texts): RunResult {
    const $schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
    const vault = (state: string, days: number): object => ({
      type: 'Microsoft.RecoveryServices/vaults',
      apiVersion: '2026-05-01',
      name,
      location: value,
      properties: {
        securitySettings: {
          immutabilitySettings: { state },
          softDeleteSettings: { softDeleteRetentionPeriodInDays: days, softDeleteState: value },
        },
      },
    });
    const gone = { ...vault('Locked', 30), name: `${name}-gone` };
    const write = (resources: readonly object[]): string => {
      const broken = { type: value, name: `[${value}`, apiVersion: '2020-01-01' };
      return JSON.stringify({ $schema, contentVersion: '1.0.0.0', resources: [...resources, broken] }, undefined, 1);
    };
    const base = { [file]: write([vault('Locked', 90), gone]) };
    const head = { [file]: write([vault(value, 14)]) };
    const result = judge(base, head);
    const [first] = result.findings;
    const span = spanOf(sourceFile(file, reason), 0, 0);
    const waiver = {
      rule: first?.rule.id ?? '',
      resource: '*',
      reason,
      owner: reason,
      expires: '2999-01-01',
      span,
    };
    const known = { comments: [], ruleIds: new Set<string>(), baseline: new Set<string>(), today: '2026-01-01' };
    return withWaivers(result, { ...known, waivers: [], requested: [waiver], matchesName: () => true });
  }

  /** Controls but line breaks, and marks that change the direction of writing or cannot be seen. */
  const raw =
    /(?!\n)\p{Cc}|[\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/u;
  const ownCommands: Readonly<Record<string, RegExp>> = { github: /^(error|warning|notice)$/ };

  test.each(Object.entries(reporters))('in the %s report', (format, reporter) => {
    fc.assert(
      fc.property(texts, (one) => {
        const written = reporter.write(resultOf(one), { colour: false });
        expect(raw.exec(written)?.[0]).toBeUndefined();
        const told = githubCommands(written).filter(({ name }) => !ownCommands[format]?.test(name));
        expect(told).toEqual([]);
        const logged = azureCommands(written).map(({ name }) => name);
        expect(logged.every((name) => format === 'azure-pipelines' && name === 'task.logissue')).toBe(true);
        if (['json', 'sarif', 'gitlab'].includes(format)) expect(JSON.parse(written)).toBeTypeOf('object');
        if (format === 'junit') expect(readXml(written).name).toBe('testsuites');
        if (format === 'markdown') expect(actingIn(written)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  /** What a host would act on: tags but those of armlock, mentions, references, and links to anywhere else. */
  function actingIn(document: string): readonly string[] {
    const text = document
      .replace(/^(`{3,})(?:diff)?\n[\s\S]*?\n\1$/gm, '')
      .replace(/<code>[^<]*<\/code>/g, '')
      .replace(/`[^`\n]*`/g, '');
    const tags = [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
    const links = [...text.matchAll(/\w+:\/\/[^)\s]*/g)].map(([url]) => url);
    return [
      ...tags.filter((tag) => !/^<\/?(?:details|summary)>$/.test(tag)),
      ...links.filter((url) => new URL(url).hostname !== 'learn.microsoft.com' && !url.includes('github.com/')),
      ...[...text.matchAll(/[@!]\w|(?<![&\n])#\w|\bGH-\d|www\.\w/g)].map(([found]) => found),
    ];
  }
});
