import { ownMember } from '../../text/own-member.ts';

type Arity = readonly [min: number, max: number];

const many = Number.POSITIVE_INFINITY;

/** The functions of the language, without those that read files. */
const functions: Readonly<Record<string, Arity>> = {
  any: [1, 1],
  array: [1, 1],
  base64: [1, 1],
  base64ToJson: [1, 1],
  base64ToString: [1, 1],
  bool: [1, 1],
  buildUri: [1, 1],
  cidrHost: [2, 2],
  cidrSubnet: [3, 3],
  concat: [1, many],
  contains: [2, 2],
  dataUri: [1, 1],
  dataUriToString: [1, 1],
  dateTimeAdd: [2, 3],
  dateTimeFromEpoch: [0, 1],
  dateTimeToEpoch: [0, 1],
  deployer: [0, 0],
  deployment: [0, 0],
  distinct: [1, 1],
  empty: [1, 1],
  endsWith: [2, 2],
  environment: [0, 0],
  extensionResourceId: [3, many],
  fail: [1, 1],
  filter: [2, 2],
  first: [1, 1],
  flatten: [1, 1],
  format: [1, many],
  groupBy: [2, 3],
  guid: [1, many],
  indexOf: [2, 2],
  int: [1, 1],
  intersection: [2, many],
  items: [1, 1],
  join: [2, 2],
  json: [1, 1],
  last: [1, 1],
  lastIndexOf: [2, 2],
  length: [1, 1],
  like: [2, 2],
  managementGroup: [0, 1],
  managementGroupResourceId: [2, many],
  map: [2, 2],
  mapValues: [2, 2],
  max: [1, many],
  min: [1, many],
  nameof: [1, 1],
  newGuid: [0, 0],
  objectKeys: [1, 1],
  padLeft: [2, 3],
  parseCidr: [1, 1],
  parseUri: [1, 1],
  pickZones: [3, 5],
  providers: [1, 2],
  range: [2, 2],
  reduce: [3, 3],
  reference: [1, 3],
  replace: [3, 3],
  resourceGroup: [0, 2],
  resourceId: [2, many],
  roleDefinitions: [1, 1],
  shallowMerge: [1, 1],
  skip: [2, 2],
  sort: [2, 2],
  split: [2, 2],
  startsWith: [2, 2],
  string: [1, 1],
  subscription: [0, 1],
  subscriptionResourceId: [2, many],
  substring: [2, 3],
  take: [2, 2],
  tenant: [0, 0],
  tenantResourceId: [2, many],
  toLogicalZone: [3, 3],
  toLogicalZones: [3, 3],
  toLower: [1, 1],
  toObject: [2, 3],
  toPhysicalZone: [3, 3],
  toPhysicalZones: [3, 3],
  toUpper: [1, 1],
  trim: [1, 1],
  union: [2, many],
  uniqueString: [1, many],
  uri: [2, 2],
  uriComponent: [1, 1],
  uriComponentToString: [1, 1],
  utcNow: [0, 1],
};

/** Functions that only parameter files have; whether they stand in one is decided when they are evaluated. */
const ofParameterFiles = /^(?:externalInput|getSecret|readCliArg|readEnvironmentVariable|readEnvVar)$/;

/** What is wrong with a call of a function of the language, as a sentence. Templates have functions that it lacks. */
export function callProblem(name: string, count: number): string | undefined {
  const arity = ownMember(functions, name);
  if (!arity && ofParameterFiles.test(name)) return undefined;
  const ofList: Arity | undefined = name.startsWith('list') ? [2, 3] : undefined;
  const [min, max] = arity ?? ofList ?? [0, -1];
  if (max < 0) return `BCP057: The name "${name}" does not exist in the current context: there is no such function.`;
  if (count >= min && count <= max) return undefined;
  const range = max === many ? `at least ${min}` : min === max ? `${min}` : `${min} to ${max}`;
  return `BCP071: Expected ${range} arguments, but got ${count}: function '${name}'.`;
}

const loadFunctionNames = [
  'loadTextContent',
  'loadFileAsBase64',
  'loadJsonContent',
  'loadYamlContent',
  'loadDirectoryFileInfo',
] as const;

/** A function that puts a file, or what is in a folder, in the place of its call. */
export type LoadFunctionName = (typeof loadFunctionNames)[number];

export function isLoadFunction(name: string): name is LoadFunctionName {
  return loadFunctionNames.some((one) => one === name);
}
