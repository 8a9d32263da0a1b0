/** What an argument can be: the first letters of string, int, bool, object, array and lambda, or `.` for anything. */
export interface Signature {
  /** The last one stands for all that follow. */
  readonly takes: readonly string[];
  /** What the only argument can be, if that is more. */
  readonly alone?: string;
  readonly gives: Gives;
}

export type Gives = 'string' | 'int' | 'bool' | 'object' | 'array' | 'any' | 'string[]' | 'int[]';

const signature = (gives: Gives, ...takes: readonly string[]): Signature => ({ takes, gives });

/**
 * The functions of the language that are called with values, as the compiler declares them. Those that give what
 * depends on what they are given are `any` here.
 */
export const signatures: Readonly<Record<string, Signature>> = {
  array: signature('array', '.'),
  base64: signature('string', 's'),
  base64ToJson: signature('any', 's'),
  base64ToString: signature('string', 's'),
  bool: signature('bool', '.'),
  buildUri: signature('string', 'o'),
  cidrHost: signature('string', 's', 'i'),
  cidrSubnet: signature('string', 's', 'i', 'i'),
  concat: signature('any', 'siba'),
  contains: signature('bool', 'soa', '.'),
  dataUri: signature('string', '.'),
  dataUriToString: signature('string', 's'),
  dateTimeAdd: signature('string', 's'),
  dateTimeFromEpoch: signature('string', 'i'),
  dateTimeToEpoch: signature('int', 's'),
  distinct: signature('any', 'a'),
  empty: signature('bool', 'soan'),
  endsWith: signature('bool', 's'),
  extensionResourceId: signature('string', 's'),
  fail: signature('any', 's'),
  filter: signature('any', 'a', 'l'),
  first: signature('any', 'sa'),
  flatten: signature('array', 'a'),
  format: signature('string', 's', '.'),
  getSecret: signature('string', 's'),
  groupBy: signature('object', 'a', 'l'),
  guid: signature('string', 's'),
  indexOf: signature('int', 'sa', '.'),
  int: signature('int', 'si'),
  intersection: signature('any', 'oa'),
  items: signature('any', 'o'),
  join: signature('string', 'a', 's'),
  json: signature('any', 's'),
  last: signature('any', 'sa'),
  lastIndexOf: signature('int', 'sa', '.'),
  length: signature('int', 'soa'),
  like: signature('bool', 's'),
  loadDirectoryFileInfo: signature('array', 's'),
  loadFileAsBase64: signature('string', 's'),
  loadJsonContent: signature('any', 's'),
  loadTextContent: signature('string', 's'),
  loadYamlContent: signature('any', 's'),
  managementGroup: signature('object', 's'),
  managementGroupResourceId: signature('string', 's'),
  map: signature('any', 'a', 'l'),
  mapValues: signature('object', 'o', 'l'),
  max: { takes: ['i'], alone: 'ia', gives: 'int' },
  min: { takes: ['i'], alone: 'ia', gives: 'int' },
  newGuid: signature('string'),
  objectKeys: signature('string[]', 'o'),
  padLeft: signature('string', 'si', 'i', 's'),
  parseCidr: signature('any', 's'),
  parseUri: signature('any', 's'),
  pickZones: signature('array', 's', 's', 's', 'i'),
  providers: signature('any', 's'),
  range: signature('int[]', 'i'),
  readCliArg: signature('string', 's'),
  readEnvironmentVariable: signature('string', 's'),
  readEnvVar: signature('string', 's'),
  reduce: signature('any', 'a', '.', 'l'),
  reference: signature('any', 's'),
  replace: signature('string', 's'),
  resourceGroup: signature('any', 's'),
  resourceId: signature('string', 's'),
  roleDefinitions: signature('any', 's'),
  shallowMerge: signature('object', 'a'),
  skip: signature('any', 'sa', 'i'),
  sort: signature('any', 'a', 'l'),
  split: signature('string[]', 's', 'sa'),
  startsWith: signature('bool', 's'),
  string: signature('string', '.'),
  subscription: signature('any', 's'),
  subscriptionResourceId: signature('string', 's'),
  substring: signature('string', 's', 'i'),
  take: signature('any', 'sa', 'i'),
  tenantResourceId: signature('string', 's'),
  toLogicalZone: signature('string', 's'),
  toLogicalZones: signature('any', 's', 's', 'a'),
  toLower: signature('string', 's'),
  toObject: signature('any', 'a', 'l'),
  toPhysicalZone: signature('string', 's'),
  toPhysicalZones: signature('any', 's', 's', 'a'),
  toUpper: signature('string', 's'),
  trim: signature('string', 's'),
  union: signature('any', 'oa'),
  uniqueString: signature('string', 's'),
  uri: signature('string', 's'),
  uriComponent: signature('string', 's'),
  uriComponentToString: signature('string', 's'),
  utcNow: signature('string', 's'),
};

/** How many parameters a lambda has, and what it gives: a string, a bool, or anything. */
export interface LambdaSignature {
  readonly parameters: readonly [min: number, max: number];
  readonly gives: 'string' | 'bool' | 'any';
}

const lambda = (gives: LambdaSignature['gives'], min: number, max = min): LambdaSignature => ({
  parameters: [min, max],
  gives,
});

/** The lambdas of a function, in their order. */
export const lambdas: Readonly<Record<string, readonly LambdaSignature[]>> = {
  filter: [lambda('bool', 1, 2)],
  groupBy: [lambda('string', 1), lambda('any', 1)],
  map: [lambda('any', 1, 2)],
  mapValues: [lambda('any', 1)],
  reduce: [lambda('any', 2, 3)],
  sort: [lambda('bool', 2)],
  toObject: [lambda('string', 1), lambda('any', 1)],
};

/** The properties of an object of which the compiler knows all. */
export interface Members {
  readonly [name: string]: Gives | Members;
}

const named = { id: 'string', name: 'string', type: 'string' } as const;

/** The objects that functions without arguments give, where all their properties are known. */
export const surroundings: Readonly<Record<string, Members>> = {
  deployer: { objectId: 'string', tenantId: 'string', userPrincipalName: 'string' },
  deployment: {
    name: 'string',
    properties: { template: { contentVersion: 'string' }, templateLink: { id: 'string', uri: 'string' } },
  },
  environment: {
    activeDirectoryDataLake: 'string',
    authentication: { audiences: 'string[]', identityProvider: 'string', loginEndpoint: 'string', tenant: 'string' },
    batch: 'string',
    gallery: 'string',
    graph: 'string',
    graphAudience: 'string',
    media: 'string',
    name: 'string',
    portal: 'string',
    resourceManager: 'string',
    sqlManagement: 'string',
    suffixes: {
      acrLoginServer: 'string',
      azureDatalakeAnalyticsCatalogAndJob: 'string',
      azureDatalakeStoreFileSystem: 'string',
      azureFrontDoorEndpointSuffix: 'string',
      keyvaultDns: 'string',
      sqlServerHostname: 'string',
      storage: 'string',
    },
    vmImageAliasDoc: 'string',
  },
  resourceGroup: {
    ...named,
    location: 'string',
    managedBy: 'string',
    properties: { provisioningState: 'string' },
    tags: 'object',
  },
  subscription: { displayName: 'string', id: 'string', subscriptionId: 'string', tenantId: 'string' },
  tenant: { country: 'string', countryCode: 'string', displayName: 'string', tenantId: 'string' },
};

/** The objects that functions make of their arguments. */
export const readings: Readonly<Record<string, Members>> = {
  parseCidr: {
    broadcast: 'string',
    cidr: 'int',
    firstUsable: 'string',
    lastUsable: 'string',
    netmask: 'string',
    network: 'string',
  },
  parseUri: { host: 'string', path: 'string', port: 'int', query: 'string', scheme: 'string' },
  roleDefinitions: { id: 'string', roleDefinitionId: 'string' },
};
