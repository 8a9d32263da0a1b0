import { describe, expect, test } from 'vitest';
import { contextFunctions, rootContext } from '../../../src/arm/context.ts';
import { resourceIdFunctions } from '../../../src/arm/evaluate/resource-ids.ts';
import { copyIndex, defaultFunctions, serviceFunctions } from '../../../src/arm/evaluate/runtime-functions.ts';
import { scopeFunctions } from '../../../src/arm/evaluate/scope-functions.ts';
import { library } from '../../../src/expr/functions/library.ts';
import { sourceFile, spanOf } from '../../../src/text/source.ts';
import { resolveText } from '../../support/json-resolve.ts';
import { evaluationContext, schemaOf } from '../../support/json-templates.ts';

const any = Number.POSITIVE_INFINITY;

/** All functions of the language: the least and the greatest number of arguments, as the official evaluator asks. */
const arities: Readonly<Record<string, readonly [min: number, max: number]>> = {
  // Logic and comparison
  and: [2, any],
  bool: [1, 1],
  coalesce: [0, any],
  equals: [2, 2],
  false: [0, 0],
  greater: [2, 2],
  greaterOrEquals: [2, 2],
  if: [3, 3],
  less: [2, 2],
  lessOrEquals: [2, 2],
  not: [1, 1],
  or: [2, any],
  true: [0, 0],
  // Collections
  array: [1, 1],
  concat: [0, any],
  contains: [2, 2],
  createArray: [0, any],
  createObject: [0, any],
  distinct: [1, 1],
  empty: [1, 1],
  first: [1, 1],
  flatten: [1, 1],
  indexFromEnd: [2, 2],
  intersection: [2, any],
  items: [1, 1],
  json: [1, 1],
  last: [1, 1],
  length: [1, 1],
  max: [1, any],
  min: [1, any],
  null: [0, 0],
  objectKeys: [1, 1],
  range: [2, 2],
  shallowMerge: [1, 1],
  skip: [2, 2],
  take: [2, 2],
  tryGet: [2, any],
  tryIndexFromEnd: [2, any],
  union: [2, any],
  // Lambdas
  filter: [2, 2],
  groupBy: [2, 3],
  map: [2, 2],
  mapValues: [2, 2],
  reduce: [3, 3],
  sort: [2, 2],
  toObject: [2, 3],
  // Numbers
  add: [2, 2],
  copyIndex: [0, 2],
  div: [2, 2],
  float: [1, 1],
  int: [1, 1],
  mod: [2, 2],
  mul: [2, 2],
  sub: [2, 2],
  // Text
  base64: [1, 1],
  base64ToJson: [1, 1],
  base64ToString: [1, 1],
  dataUri: [1, 1],
  dataUriToString: [1, 1],
  endsWith: [2, 2],
  format: [1, any],
  guid: [1, any],
  indexOf: [2, 2],
  join: [2, 2],
  lastIndexOf: [2, 2],
  like: [2, 2],
  padLeft: [2, 3],
  replace: [3, 3],
  split: [2, 2],
  startsWith: [2, 2],
  string: [1, 1],
  substring: [2, 3],
  toLower: [1, 1],
  toUpper: [1, 1],
  trim: [1, 1],
  uniqueString: [1, any],
  // Addresses
  cidrHost: [2, 2],
  cidrSubnet: [3, 3],
  parseCidr: [1, 1],
  parseUri: [1, 1],
  uri: [2, 2],
  uriComponent: [1, 1],
  uriComponentToString: [1, 1],
  // Dates
  dateTimeAdd: [2, 3],
  dateTimeFromEpoch: [1, 1],
  dateTimeToEpoch: [1, 1],
  newGuid: [0, any],
  utcNow: [0, any],
  // The deployment
  deployer: [0, 0],
  deployment: [0, 0],
  environment: [0, 0],
  extensions: [1, 1],
  fail: [1, 1],
  managementGroup: [0, 1],
  parameters: [1, 1],
  resourceGroup: [0, 2],
  subscription: [0, 1],
  tenant: [0, 0],
  variables: [1, 1],
  // Resources
  extensionResourceId: [3, any],
  listAnything: [0, any],
  listKeys: [0, any],
  // Two in a deployment to a management group, three elsewhere, which it says in other words.
  managementGroupResourceId: [2, any],
  pickZones: [3, 5],
  providers: [1, 2],
  reference: [1, 3],
  // The official evaluator does not count these; two have a meaning.
  references: [0, 2],
  resourceId: [2, any],
  resourceInfo: [1, 1],
  roleDefinitions: [1, 1],
  self: [0, any],
  subscriptionResourceId: [2, any],
  tenantResourceId: [2, any],
  toLogicalZone: [0, any],
  toLogicalZones: [0, any],
  toPhysicalZone: [0, any],
  toPhysicalZones: [0, any],
};

/** Functions that are allowed only within others, and are counted there. */
const nested: Readonly<Record<string, readonly [min: number, max: number]>> = {
  lambda: [2, 3],
  lambdaVariables: [1, 1],
};

const most = 8;

/** The codes of what is wrong with a call of that many arguments. */
function refusalsOf(name: string, count: number): readonly string[] {
  const args = Array.from({ length: count }, (_, index) => `'a${index}'`).join();
  return refusalsAt(name, `${name}(${args})`);
}

function refusalsAt(name: string, expression: string): readonly string[] {
  const output =
    name === 'copyIndex' ? { copy: { count: 1, input: `[${expression}]` } } : { value: "[parameters('p')]" };
  const inDefault = name === 'utcNow' || name === 'newGuid';
  const value = `[createObject('v', ${expression})]`;
  const template = {
    $schema: schemaOf('resourceGroup'),
    contentVersion: '1.0.0.0',
    languageVersion: '2.0',
    parameters: inDefault ? { p: { type: 'object', defaultValue: value } } : {},
    resources: {},
    outputs: { o: { type: 'object', ...(inDefault || name === 'copyIndex' ? output : { value }) } },
  };
  const { deployment } = resolveText(JSON.stringify(template), {}, evaluationContext);
  return deployment.diagnostics.map(({ code }) => code);
}

test.each(Object.entries(arities))('%s takes %j arguments', (name, [min, max]) => {
  const accepted = Array.from({ length: most + 1 }, (_, count) => count).filter((count) => {
    const codes = refusalsOf(name, count);
    expect(codes).not.toContain('unknown-function');
    return !codes.includes('function-arity');
  });
  expect([accepted[0], accepted.at(-1)]).toEqual([min, Math.min(max, most)]);
  expect(accepted).toHaveLength(Math.min(max, most) - min + 1);
});

describe('within a lambda function', () => {
  test.each([0, 1, 2, 3, 4])('lambda with %i arguments', (count) => {
    const args = ["'x'", "'y'", "'z'", "'w'"].slice(0, Math.max(count - 1, 0)).concat(count > 0 ? ['1'] : []);
    const refused = refusalsAt('map', `map(createArray(1), lambda(${args.join()}))`).length > 0;
    expect(refused).toBe(count < 2 || count > 3);
  });

  test.each([0, 1, 2])('lambdaVariables with %i arguments', (count) => {
    const args = ["'x'", "'x'"].slice(0, count).join();
    const refused = refusalsAt('map', `map(createArray(1), lambda('x', lambdaVariables(${args})))`).length > 0;
    expect(refused).toBe(count !== 1);
  });
});

test('every function that is there has its arity stated', () => {
  const context = rootContext('resourceGroup', {}, undefined, spanOf(sourceFile('main.json', ''), 0, 0));
  const all = [
    ...library.values(),
    ...contextFunctions(context),
    ...scopeFunctions(context),
    ...resourceIdFunctions(context),
    ...serviceFunctions,
    ...defaultFunctions,
    copyIndex,
  ];
  const stated = { ...arities, ...nested };
  expect(all.map(({ name }) => name).filter((name) => !Object.hasOwn(stated, name))).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
});

test.each(['any', 'externalInput', 'getSecret', 'padRight', 'tenantId', 'toArray', 'values', 'this', 'exists'])(
  'there is no function %s',
  (name) => {
    expect(refusalsOf(name, 1)).toContain('unknown-function');
  },
);
