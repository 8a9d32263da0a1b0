import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rootContext } from '../../src/arm/context.ts';
import { expandTemplate } from '../../src/arm/evaluate/expand.ts';
import { resourceIdFunctions } from '../../src/arm/evaluate/resource-ids.ts';
import { copyIndex, defaultFunctions, serviceFunctions } from '../../src/arm/evaluate/runtime-functions.ts';
import { scopeFunctions } from '../../src/arm/evaluate/scope-functions.ts';
import { nodeFromJson } from '../../src/arm/read/nodes.ts';
import { readTemplate } from '../../src/arm/read/read-template.ts';
import { library } from '../../src/expr/functions/library.ts';
import { type Node, visitExpressions } from '../../src/expr/node.ts';
import { printValue } from '../../src/expr/print.ts';
import { parseJson } from '../../src/json/parse.ts';
import type { JsonMember, JsonNode } from '../../src/json/tree.ts';
import { sourceFile, spanOf } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { loadFixtures } from '../support/cases.ts';
import { memoryTree } from '../support/memory-tree.ts';

function rootOf(text: string): JsonNode {
  const { root } = parseJson(sourceFile('main.json', text));
  if (!root) throw new Error('there is no JSON');
  return root;
}

describe('members of JSON are read when they are asked for', () => {
  test('not before, and once', () => {
    const root = rootOf('{"properties": {"state": "[parameters(\'state\')]"}}');
    if (root.kind !== 'object') throw new Error('it is no object');
    let reads = 0;
    const watched = root.members.map(
      (member): JsonMember => ({
        key: member.key,
        get value() {
          reads += 1;
          return member.value;
        },
      }),
    );
    const node = nodeFromJson({ ...root, members: watched });
    if (node.kind !== 'object') throw new Error('it is no object');
    expect(reads).toBe(0);
    const [first, again] = [node.members[0]?.value, node.members[0]?.value];
    expect(first?.kind).toBe('object');
    expect(again).toBe(first);
    expect(reads).toBe(1);
  });

  const templates = loadFixtures().flatMap(({ name, base = {}, head }) =>
    [base, head].flatMap((files, side) =>
      Object.entries(files)
        .filter(([path, text]) => path.endsWith('.json') && text.includes('deploymentTemplate.json'))
        .map(([path, text]) => [`${name} ${side === 0 ? 'base' : 'head'} ${path}`, text] as const),
    ),
  );

  /** What a template deploys, if all of it is read beforehand or only what is needed. */
  function deployedBy(text: string, isReadBefore: boolean): unknown {
    const { root } = parseJson(sourceFile('main.json', text));
    if (!root) return undefined;
    const node: Node = nodeFromJson(root);
    if (isReadBefore) visitExpressions(node, () => undefined);
    const template = readTemplate(node, () => undefined);
    if (!template) return undefined;
    const deployment = expandTemplate({ template, arguments: new Map(), missing: 'open', context: {} });
    const resources = deployment.resources.map((one) =>
      [one.name, one.id, one.body].map((value) => [printValue(value), value.origins.map(({ span }) => span.start)]),
    );
    const told = deployment.diagnostics.map(({ message, span }) => [message, span.start]);
    return { resources, told, gaps: deployment.gaps.map(({ hides, why }) => [hides, why.text]) };
  }

  test('which changes nothing that is deployed', () => {
    expect(templates.length).toBeGreaterThan(100);
    for (const [name, text] of templates) expect(deployedBy(text, false), name).toEqual(deployedBy(text, true));
  });
});

test('functions of a place are none of the library, so that either can be asked first', () => {
  const span = spanOf(sourceFile('main.json', ''), 0, 0);
  const context = rootContext('resourceGroup', {}, undefined, span);
  const ofPlace = [...scopeFunctions(context), ...resourceIdFunctions(context), ...serviceFunctions, copyIndex];
  const names = ofPlace.map(({ name }) => name.toLowerCase());
  expect(names.filter((name) => library.has(name))).toEqual([]);
  expect(defaultFunctions.length).toBeGreaterThan(0);
});

/** Names of which some differ only in case; the last two do so beyond ASCII. */
const anyName = fc.constantFrom('a', 'A', 'b', 'ab', 'aB', 'k', '\u212A', 'é', 'É', '');

function isRepeated(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

describe('names that are written twice are found, in small objects and in large ones', () => {
  test('in JSON, whatever their case', () => {
    fc.assert(
      fc.property(fc.array(anyName, { maxLength: 12 }), (names) => {
        const text = `{${names.map((name) => `${JSON.stringify(name)}: 1`).join(', ')}}`;
        const { diagnostics } = parseJson(sourceFile('main.json', text));
        const isTold = diagnostics.some(({ code }) => code === 'json-duplicate-key');
        expect(isTold).toBe(isRepeated(names.map((name) => name.toLowerCase())));
      }),
    );
  });

  test('in Bicep', () => {
    const anyKey = fc.nat({ max: 30 }).map((index) => `k${index}`);
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 24 }), (names) => {
        const text = `var v = {\n${names.map((name) => `  ${name}: 1\n`).join('')}}\n`;
        const template = { tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' };
        const { diagnostics } = loadTarget({ template, parameters: undefined }, { context: {} }).deployment;
        expect(diagnostics.some(({ message }) => message.includes('declared multiple times'))).toBe(isRepeated(names));
      }),
      { numRuns: 50 },
    );
  });
});
