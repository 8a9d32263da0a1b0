import fc from 'fast-check';

/** What an expression gives, or is meant to give. */
type Kind = 'string' | 'int' | 'bool' | 'array' | 'object' | 'any';

/** An argument: its kind, or a few texts to choose from. */
type Argument = Kind | readonly string[];

interface Signature {
  readonly name: string;
  readonly args: readonly Argument[];
  /** More arguments of the kind of the last one may follow. */
  readonly rest?: boolean;
}

const lambdas = {
  map: [
    "lambda('x', lambdaVariables('x'))",
    "lambda('x', 'i', lambdaVariables('i'))",
    "lambda('x', string(lambdaVariables('x')))",
  ],
  filter: [
    "lambda('x', equals(lambdaVariables('x'), 'a'))",
    "lambda('x', not(empty(lambdaVariables('x'))))",
    "lambda('x', 'i', less(lambdaVariables('i'), 2))",
  ],
  sort: [
    "lambda('l', 'r', less(lambdaVariables('l'), lambdaVariables('r')))",
    "lambda('l', 'r', less(string(lambdaVariables('l')), string(lambdaVariables('r'))))",
  ],
  reduce: [
    "lambda('s', 'x', concat(string(lambdaVariables('s')), string(lambdaVariables('x'))))",
    "lambda('s', 'x', 'i', lambdaVariables('i'))",
  ],
  key: ["lambda('x', string(lambdaVariables('x')))", "lambda('x', toLower(string(lambdaVariables('x'))))"],
  values: ["lambda('v', string(lambdaVariables('v')))", "lambda('v', length(lambdaVariables('v')))"],
} as const;

const texts = [
  "''",
  "'a'",
  "'B'",
  "'abc'",
  "'Abc'",
  "'a-b-c'",
  "'it''s'",
  "'[x]'",
  "'1'",
  "'-5'",
  "'true'",
  "'é'",
  "' pad '",
  "'{0}'",

  "'P1D'",
  "'a/b'",
  "'2020-02-29'",
  "'10.1.0.0/16'",
  "'https://a.b/c?d=e'",
] as const;
const numbers = ['0', '1', '2', '-1', '7', '300', '2147483647', '-9223372036854775808', '9223372036854775807'] as const;
const jsonTexts = [
  `'{"a":1,"B":[1,2,{"c":null}]}'`,
  `'[1,"a",true,null]'`,
  `'1.5'`,
  `'"x"'`,
  `'{'`,
  `'null'`,
  `'{"a":{"b":"c"}}'`,
] as const;
const dates = [
  "'2020-01-31T10:20:30Z'",
  "'2020-02-29T23:59:59+02:00'",
  "'1999-12-31'",
  "'2021-06-15 12:00:00'",
] as const;
const networks = ["'10.0.0.0/16'", "'192.168.1.0/24'", "'2001:db8::/48'", "'10.0.0.0/33'"] as const;
const formats = ["'{0}'", "'{0}-{1}'", "'{0:D3}'", "'{0,5}|{1,-5}|'", "'{{{0}}}'", "'{0:X}'", "'{2}'", "'x'"] as const;

/** By the kind of the result: the functions that give it, with arguments that mostly suit them. */
const signatures: Readonly<Record<Exclude<Kind, 'any'>, readonly Signature[]>> = {
  string: [
    { name: 'concat', args: ['string', 'any'], rest: true },
    { name: 'format', args: [formats, 'any', 'any'] },
    { name: 'toLower', args: ['string'] },
    { name: 'toUpper', args: ['string'] },
    { name: 'trim', args: ['string'] },
    { name: 'replace', args: ['string', 'string', 'string'] },
    { name: 'substring', args: ['string', ['0', '1', '2', '5'], ['0', '1', '2']] },
    { name: 'substring', args: ['string', 'int'] },
    { name: 'take', args: ['string', 'int'] },
    { name: 'skip', args: ['string', 'int'] },
    { name: 'first', args: ['string'] },
    { name: 'last', args: ['string'] },
    { name: 'padLeft', args: ['string', ['1', '5', '16'], ["'0'", "'x'", "'xy'"]] },
    { name: 'padLeft', args: ['any', ['5', '20']] },
    { name: 'join', args: ['array', 'string'] },
    { name: 'string', args: ['any'] },
    { name: 'base64', args: ['string'] },
    { name: 'base64ToString', args: [["'YQ=='", "'YWJj'", "'w6k='", "'a'"]] },
    { name: 'uniqueString', args: ['string'], rest: true },
    { name: 'guid', args: ['string'], rest: true },
    { name: 'uri', args: [["'https://a.b/x'", "'https://a.b/x/'", "'http://A.b:80/x?y'"], 'string'] },
    { name: 'uriComponent', args: ['string'] },
    { name: 'uriComponentToString', args: ['string'] },
    { name: 'dataUri', args: ['any'] },
    {
      name: 'dataUriToString',
      args: [["'data:text/plain;base64,YQ=='", "'data:,a%20b'", "'data:text/plain;charset=utf-8;base64,w6k='"]],
    },
    { name: 'dateTimeAdd', args: [dates, ["'P1D'", "'-PT1H'", "'P1M'", "'P1Y2M3DT4H5M6S'", "'P1W'"]] },
    { name: 'dateTimeAdd', args: [dates, ["'P1D'"], ["'u'", "'yyyy-MM-dd'", "'d'", "'R'", "'HH:mm'"]] },
    { name: 'dateTimeFromEpoch', args: ['int'] },
    { name: 'cidrHost', args: [networks, ['0', '1', '5', '-1']] },
    { name: 'cidrSubnet', args: [networks, ['16', '24', '28', '48', '56'], ['0', '1', '3']] },
    { name: 'resourceId', args: [["'Microsoft.A/b'"], 'string'] },
    { name: 'resourceId', args: ['string', ["'Microsoft.A/b/c'"], 'string', 'string'] },
    { name: 'subscriptionResourceId', args: [["'Microsoft.A/b'"], 'string'] },
    { name: 'tenantResourceId', args: [["'Microsoft.A/b'"], 'string'] },
    { name: 'managementGroupResourceId', args: ['string', ["'Microsoft.A/b'"], 'string'] },
    {
      name: 'extensionResourceId',
      args: [
        ["'/subscriptions/s/resourceGroups/g'", "resourceId('Microsoft.A/b', 'x')"],
        ["'Microsoft.C/d'"],
        'string',
      ],
    },
  ],
  int: [
    { name: 'add', args: ['int', 'int'] },
    { name: 'sub', args: ['int', 'int'] },
    { name: 'mul', args: ['int', 'int'] },
    { name: 'div', args: ['int', 'int'] },
    { name: 'mod', args: ['int', 'int'] },
    { name: 'min', args: ['int', 'int'], rest: true },
    { name: 'max', args: ['int', 'int'], rest: true },
    { name: 'min', args: ['array'] },
    { name: 'int', args: ['any'] },
    { name: 'length', args: ['any'] },
    { name: 'indexOf', args: ['string', 'string'] },
    { name: 'lastIndexOf', args: ['string', 'string'] },
    { name: 'indexOf', args: ['array', 'any'] },
    { name: 'lastIndexOf', args: ['array', 'any'] },
    { name: 'dateTimeToEpoch', args: [dates] },
    { name: 'reduce', args: ['array', 'any', lambdas.reduce] },
  ],
  bool: [
    { name: 'true', args: [] },
    { name: 'false', args: [] },
    { name: 'equals', args: ['any', 'any'] },
    { name: 'less', args: ['int', 'int'] },
    { name: 'less', args: ['string', 'string'] },
    { name: 'lessOrEquals', args: ['string', 'string'] },
    { name: 'greater', args: ['any', 'any'] },
    { name: 'greaterOrEquals', args: ['int', 'int'] },
    { name: 'not', args: ['bool'] },
    { name: 'and', args: ['bool', 'bool'], rest: true },
    { name: 'or', args: ['bool', 'bool'], rest: true },
    { name: 'bool', args: ['any'] },
    { name: 'contains', args: ['string', 'string'] },
    { name: 'contains', args: ['array', 'any'] },
    { name: 'contains', args: ['object', 'string'] },
    { name: 'empty', args: ['any'] },
    { name: 'startsWith', args: ['string', 'string'] },
    { name: 'endsWith', args: ['string', 'string'] },
    { name: 'like', args: ['string', ["'a*'", "'*b?'", "'*'", "'A?C'"]] },
  ],
  array: [
    { name: 'createArray', args: ['any', 'any'], rest: true },
    { name: 'createArray', args: [] },
    { name: 'array', args: ['any'] },
    { name: 'concat', args: ['array', 'array'], rest: true },
    { name: 'union', args: ['array', 'array'], rest: true },
    { name: 'intersection', args: ['array', 'array'] },
    { name: 'take', args: ['array', 'int'] },
    { name: 'skip', args: ['array', 'int'] },
    { name: 'split', args: ['string', ["'-'", "','", "createArray('-', 'b')"]] },
    {
      name: 'range',
      args: [
        ['0', '1', '-3'],
        ['0', '1', '3'],
      ],
    },
    { name: 'flatten', args: ['array'] },
    { name: 'distinct', args: ['array'] },
    { name: 'items', args: ['object'] },
    { name: 'objectKeys', args: ['object'] },
    { name: 'map', args: ['array', lambdas.map] },
    { name: 'filter', args: ['array', lambdas.filter] },
    { name: 'sort', args: ['array', lambdas.sort] },
    { name: 'json', args: [jsonTexts] },
  ],
  object: [
    { name: 'createObject', args: [["'a'"], 'any', ["'b'", "'A'"], 'any'] },
    { name: 'createObject', args: [] },
    { name: 'createObject', args: ['string', 'any'] },
    { name: 'union', args: ['object', 'object'], rest: true },
    { name: 'intersection', args: ['object', 'object'] },
    { name: 'shallowMerge', args: ['array'] },
    { name: 'json', args: [jsonTexts] },
    { name: 'toObject', args: ['array', lambdas.key] },
    { name: 'toObject', args: ['array', lambdas.key, lambdas.map] },
    { name: 'groupBy', args: ['array', lambdas.key] },
    { name: 'mapValues', args: ['object', lambdas.values] },
    { name: 'parseCidr', args: [networks] },
    { name: 'parseUri', args: [["'https://u@a.b:444/p/q?r=s#t'", "'http://a.b'"]] },
    { name: 'base64ToJson', args: [["'eyJhIjoxfQ=='", "'WzFd'"]] },
    { name: 'resourceGroup', args: [] },
    { name: 'subscription', args: [] },
    { name: 'deployment', args: [] },
    { name: 'resourceGroup', args: ['string'] },
  ],
};

/** Functions that hand on what they are given, so that they give every kind. */
const passing: readonly Signature[] = [
  { name: 'if', args: ['bool', 'any', 'any'] },
  { name: 'coalesce', args: ['any', 'any'], rest: true },
  { name: 'first', args: ['array'] },
  { name: 'last', args: ['array'] },
  { name: 'tryGet', args: ['object', ["'a'", "'b'", "'z'"]] },
  { name: 'tryGet', args: ['array', ['0', '9']] },
  { name: 'tryGet', args: ['object', ["'a'"], ["'b'", '0']] },
  { name: 'indexFromEnd', args: ['array', ['1', '2', '0']] },
  { name: 'tryIndexFromEnd', args: ['array', ['1', '9']] },
  { name: 'null', args: [] },
  { name: 'float', args: ['any'] },
];

/** What only the service knows, by kind. */
const unknowns: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  string: [
    'subscription().displayName',
    'resourceGroup().tags.owner',
    "parameters('stamp')",
    "reference('/subscriptions/s/resourceGroups/g/providers/Microsoft.A/b/x', '2020-01-01').name",
  ],
  int: [
    "reference('/subscriptions/s/resourceGroups/g/providers/Microsoft.A/b/x', '2020-01-01').count",
    'resourceGroup().tags.count',
  ],
  bool: [
    "reference('/subscriptions/s/resourceGroups/g/providers/Microsoft.A/b/x', '2020-01-01').on",
    "equals(parameters('stamp'), 'a')",
  ],
  array: ['resourceGroup().tags.list', "createArray('a', parameters('stamp'))"],
  object: ['resourceGroup().tags', "createObject('a', parameters('stamp'), 'b', 1)", 'environment()'],
};

/** Parameters and variables that the expressions use. */
export const surroundings = {
  parameters: {
    stamp: { type: 'string', defaultValue: '[utcNow()]' },
    text: { type: 'string', defaultValue: 'Text' },
    number: { type: 'int', defaultValue: 3 },
    flag: { type: 'bool', defaultValue: true },
    list: { type: 'array', defaultValue: ['a', 'b', 'a'] },
    record: { type: 'object', defaultValue: { a: { b: 'c' }, List: [1, 2], n: null } },
  },
  variables: {
    early: "[concat(parameters('text'), '!')]",
    late: "[concat(parameters('stamp'), '!')]",
    nested: { a: ["[variables('late')]", 1] },
  },
} as const;

const named: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  string: [
    "parameters('text')",
    "variables('early')",
    "variables('late')",
    "parameters('record').a.b",
    'deployment().name',
    'resourceGroup().location',
  ],
  int: ["parameters('number')", "parameters('record').list[1]"],
  bool: ["parameters('flag')"],
  array: ["parameters('list')", "parameters('record')['List']"],
  object: ["parameters('record')", "parameters('record').a"],
};

const literals: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  string: texts,
  int: numbers,
  bool: ['true()', 'false()'],
  array: [
    "createArray('a', 'b')",
    'createArray(3, 1, 2)',
    'createArray()',
    "createArray('b', 'A', 'a')",
    'createArray(createArray(1), createArray(2))',
  ],
  object: [
    "createObject('a', 1)",
    "createObject('b', createObject('c', null()))",
    'createObject()',
    `json('{"a":{"b":1},"A":2}')`,
  ],
};

const kinds = ['string', 'int', 'bool', 'array', 'object'] as const;

export interface ExpressionOptions {
  readonly depth: number;
  /** How often a leaf is something that only the service knows, in a hundred. */
  readonly unknown: number;
  /** How often an argument is of any kind instead of the one that suits, in a hundred. */
  readonly odd: number;
}

/** Expressions over the whole library of functions. */
export function expressions(options: ExpressionOptions): fc.Arbitrary<string> {
  return fc.constantFrom(...kinds).chain((kind) => ofKind(kind, options));
}

function ofKind(kind: Kind, options: ExpressionOptions): fc.Arbitrary<string> {
  if (kind === 'any') return fc.constantFrom(...kinds).chain((one) => ofKind(one, options));
  const leaf = fc.oneof(
    { weight: options.unknown, arbitrary: fc.constantFrom(...unknowns[kind]) },
    { weight: 30, arbitrary: fc.constantFrom(...named[kind]) },
    { weight: 70, arbitrary: fc.constantFrom(...literals[kind]) },
  );
  if (options.depth === 0) return leaf;
  const inner = { ...options, depth: options.depth - 1 };
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    { weight: 7, arbitrary: fc.constantFrom(...signatures[kind]).chain((one) => callOf(one, inner)) },
    { weight: 1, arbitrary: fc.constantFrom(...passing).chain((one) => callOf(one, inner)) },
  );
}

function callOf({ name, args, rest }: Signature, options: ExpressionOptions): fc.Arbitrary<string> {
  const more = rest ? args.slice(-1) : [];
  return fc
    .tuple(fc.boolean(), ...[...args, ...more].map((arg) => argumentOf(arg, options)))
    .map(([long, ...made]) => `${name}(${(long ? made : made.slice(0, args.length)).join(', ')})`);
}

function argumentOf(argument: Argument, options: ExpressionOptions): fc.Arbitrary<string> {
  if (typeof argument !== 'string') return fc.constantFrom(...argument);
  return fc.oneof(
    { weight: 100 - options.odd, arbitrary: ofKind(argument, options) },
    { weight: options.odd, arbitrary: ofKind('any', options) },
  );
}
