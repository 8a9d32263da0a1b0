import type { Dice } from './dice.ts';
import {
  anyKind,
  interpolated,
  type Kind,
  known,
  literal,
  type Place,
  plainNames,
  type Scope,
  shape,
  withSymbols,
} from './kinds.ts';

const strings = [
  "'a'",
  "'Zürich'",
  "'it\\'s'",
  "'{0}'",
  "'a/b'",
  "''",
  "'x-1'",
  "'''raw ${text}'''",
  "'\\u{1F600}\\n'",
  "'[x]'",
  "'[[y]'",
  "'A B'",
  "'\\${no}'",
  "$'''in ${1 + 1} raw'''",
];

/** A random expression of a kind. */
export function expression(dice: Dice, kind: Kind, scope: Scope, depth: number): string {
  const usable = scope.symbols.filter((one) => one.kind === kind && (scope.late || !one.late));
  if (usable.length > 0 && dice.chance(depth > 1 ? 35 : 65)) return dice.pick(usable).text;
  if (depth <= 0) return kind === 'string' && dice.chance(50) ? dice.pick(strings) : literal(dice, kind);
  const callable = scope.functions.filter(({ result }) => result === kind);
  if (callable.length > 0 && dice.chance(25)) {
    const { name, parameters } = dice.pick(callable);
    const inner = { ...scope, functions: [] };
    return `${name}(${parameters.map((one) => expression(dice, one, inner, depth - 1)).join(', ')})`;
  }
  const maker: Maker = {
    dice,
    scope,
    into: (other, ...locals) => expression(dice, other, withSymbols(scope, ...locals), depth - 1),
  };
  if (dice.chance(10)) return `(${maker.into('bool')} ? ${maker.into(kind)} : ${maker.into(kind)})`;
  return dice.pick(optionsFor(kind, maker))();
}

interface Maker {
  readonly dice: Dice;
  readonly scope: Scope;
  /** An expression within the one that is made, which may also use the names given. */
  readonly into: (kind: Kind, ...locals: Scope['symbols']) => string;
}

type Options = readonly (() => string)[];

function optionsFor(kind: Kind, maker: Maker): Options {
  switch (kind) {
    case 'string':
      return [...texts(maker), ...contextTexts(maker), ...fileTexts(maker), ...(maker.scope.late ? lateTexts : [])];
    case 'int':
      return numbers(maker);
    case 'bool':
      return truths(maker);
    case 'words':
      return [...plainWords(maker), ...(maker.scope.lambdas ? wordsByLambda(maker) : [])];
    case 'record':
      return records(maker);
    case 'records':
      return [...plainLists(maker), ...(maker.scope.lambdas ? listsByLambda(maker) : [])];
    case 'table':
      return [...plainTables(maker), ...(maker.scope.lambdas ? tablesByLambda(maker) : [])];
  }
}

function texts({ dice, into }: Maker): Options {
  return [
    () => dice.pick(strings),
    () => interpolated(`${dice.pick(plainNames)}-`, into('string')),
    () => interpolated('{', into('int'), '}', into('bool'), '{{0}}'),
    () => `toUpper(${into('string')})`,
    () => `replace(${into('string')}, 'a', ${into('string')})`,
    () => `take(${into('string')}, ${dice.roll(5)})`,
    () => `skip(${into('string')}, ${dice.roll(3)})`,
    () => `padLeft(${dice.roll(90)}, 4, '0')`,
    () => `join(${into('words')}, ',')`,
    () => `(concat(${into('words')}, any([]))[?${dice.roll(2)}] ?? ${into('string')})`,
    () => `(any(${into('words')})[?^1] ?? 'last')`,
    () => `${into('record')}.name`,
    () => `${into('record')}['name']`,
    () => `(${into('record')}.note ?? ${into('string')})`,
    () => `(any(${into('record')}).?Missing ?? ${into('string')})`,
    () => `(any(${into('records')})[?0].?name ?? 'empty')`,
    () => `(any(${into('table')})[?'${dice.pick(['a', 'b', 'B', 'zz'])}'] ?? ${into('string')})`,
    () => `concat(${into('string')}, 'z', ${into('string')})`,
    () => `format('{0}|{1:D3}', ${into('string')}, ${into('int')})`,
    () => `format('{0,8}|{1,-4}|{2:N1}', ${into('string')}, ${into('bool')}, ${into('int')})`,
    () => `uniqueString(${into('string')})`,
    () => `guid(${into('string')}, 'x')`,
    () => `string(${into(anyKind(dice))})`,
    () => interpolated('', into('record'), '/', into(anyKind(dice))),
    () => `first(concat(${into('words')}, [${into('string')}]))`,
    () => `base64(${into('string')})`,
    () => `base64ToString(base64(${into('string')}))`,
    () => `uriComponent(${into('string')})`,
    () => `uri('https://a.b/c/', ${literal(dice, 'string')})`,
    () => `trim('  ${dice.pick(plainNames)} ')`,
    () => `last(split('a/b', '/'))`,
    () => `any(${into('string')})`,
    () => `sys.toLower(${into('string')})`,
    () => `dateTimeAdd('2024-0${1 + dice.roll(9)}-28T23:00:00Z', 'P${dice.roll(40)}DT${dice.roll(30)}H')`,
    () => `cidrSubnet('10.${dice.roll(9)}.0.0/16', ${20 + dice.roll(6)}, ${dice.roll(9)})`,
    () => `parseCidr('10.0.${dice.roll(9)}.0/24').lastUsable`,
    () => `string(shallowMerge([${into('table')}, ${into('record')}]))`,
  ];
}

/** What the deployment knows of itself where it is made to a scope. */
function contextTexts({ scope: { place }, into }: Maker): Options {
  if (place === undefined) return [];
  const everywhere: Options = [
    () => 'deployment().name',
    () => 'tenant().tenantId',
    () => `tenantResourceId('A.B/c', ${into('string')})`,
  ];
  const own: Readonly<Record<Place, Options>> = {
    resourceGroup: [
      () => 'resourceGroup().location',
      () => 'resourceGroup().id',
      () => `resourceId('A.B/c', ${into('string')})`,
      () => 'subscription().subscriptionId',
    ],
    subscription: [
      () => 'subscription().id',
      () => 'deployment().location',
      () => `subscriptionResourceId('A.B/c', ${into('string')})`,
    ],
    managementGroup: [
      () => 'deployment().location',
      () => 'managementGroup().name',
      () => `managementGroupResourceId('A.B/c', ${into('string')})`,
    ],
    tenant: [() => 'deployment().location'],
  };
  return [...everywhere, ...own[place]];
}

/** The files that the texts read, by path from the folder of the program. */
export const dataFiles: Readonly<Record<string, string>> = {
  'data/text.txt': 'some ünïcode\r\ntext\n',
  'data/values.json':
    '{ "name": "from json", "list": [{ "v": 1, "k": "x" }, { "v": 2, "k": "Y" }], "deep": { "a": null } }',
  'data/values.yaml': 'name: from yaml\nlist:\n  - one\n  - "two"\nnumber: 0x1F\n',
};

function fileTexts({ scope: { up } }: Maker): Options {
  return [
    () => `loadTextContent('${up}data/text.txt')`,
    () => `loadJsonContent('${up}data/values.json').name`,
    () => `string(loadJsonContent('${up}data/values.json', '$.list[?(@.v > 1)].k'))`,
    () => `string(loadYamlContent('${up}data/values.yaml'))`,
  ];
}

const lateTexts: Options = [() => 'environment().suffixes.storage', () => 'environment().name'];

function numbers({ dice, scope, into }: Maker): Options {
  const options = [
    () => `${dice.roll(50)}`,
    () => `-${dice.roll(50)}`,
    () => `(${into('int')} + ${into('int')})`,
    () => `(${into('int')} - ${into('int')} * ${dice.roll(5)})`,
    () => `(${into('int')} % ${1 + dice.roll(7)})`,
    () => `(${into('int')} / -${1 + dice.roll(7)})`,
    () => `length(${into(dice.pick<Kind>(['words', 'string', 'records', 'table']))})`,
    () => `indexOf(${into('string')}, 'a')`,
    () => `lastIndexOf(${into('words')}, ${into('string')})`,
    () => `${into('record')}.count`,
    () => `min(${into('int')}, ${into('int')})`,
    () => `max([${into('int')}, ${into('int')}])`,
    () => `int('${dice.roll(40)}')`,
    () => `-(${into('int')})`,
    () => `4294967296`,
    () => `dateTimeToEpoch('20${10 + dice.roll(80)}-02-03T04:05:06Z')`,
  ];
  if (!scope.lambdas) return options;
  return [
    ...options,
    () => `reduce(map(${into('words')}, w => length(w)), 0, (a, b) => a + b)`,
    () => `reduce(${into('records')}, 0, (a, b, i) => a + any(b).count * i)`,
  ];
}

function truths({ dice, into }: Maker): Options {
  return [
    () => dice.pick(['true', 'false']),
    () => `!(${into('bool')})`,
    () => `(${into('bool')} && ${into('bool')})`,
    () => `(${into('bool')} || ${into('bool')})`,
    () => `(${into('int')} < ${into('int')})`,
    () => `(${into('int')} >= ${into('int')})`,
    () => `(any(${into('string')}) < ${into('string')})`,
    () => `(any(${into('string')}) == ${into('string')})`,
    () => `(${into('string')} !~ ${into('string')})`,
    () => `contains(${into('words')}, ${into('string')})`,
    () => `contains(${into('table')}, ${into('string')})`,
    () => `empty(${into(dice.pick<Kind>(['words', 'string', 'table']))})`,
    () => `startsWith(${into('string')}, 'a')`,
    () => `${into('record')}.on`,
    () => `contains(${into('record')}, 'name')`,
    () => `(any(${into('record')}) == ${into('record')})`,
    () => `bool('${dice.pick(['true', 'False'])}')`,
  ];
}

function plainWords({ into }: Maker): Options {
  return [
    () => `[${into('string')}, ${into('string')}]`,
    () => `[\n${into('string')}\n${into('string')}\n]`,
    () => `[...${into('words')}, ${into('string')}]`,
    () => `split(${into('string')}, '-')`,
    () => `split(${into('string')}, ['-', 'a'])`,
    () => `union(${into('words')}, ${into('words')})`,
    () => `intersection(${into('words')}, ${into('words')})`,
    () => `take(${into('words')}, 1)`,
    () => `skip(${into('words')}, 1)`,
    () => `${into('record')}.tags`,
    () => `objectKeys(${into('record')})`,
    () => `objectKeys(union(${into('table')}, { A: 'up' }))`,
    () => `flatten([${into('words')}, ${into('words')}])`,
    () => `[]`,
  ];
}

function wordsByLambda({ dice, into }: Maker): Options {
  const x = dice.fresh('y');
  const word = known(x, 'string');
  const one = [known(`any(${x}).name`, 'string'), known(`any(${x}).count`, 'int'), known(`any(${x}).on`, 'bool')];
  return [
    () => `map(${into('words')}, ${x} => ${into('string', word, word)})`,
    () => `map(${into('words')}, (${x}, at) => ${into('string', word, known('string(at)', 'string'))})`,
    () => `filter(${into('words')}, ${x} => ${into('bool', word, word)})`,
    () => `filter(${into('words')}, (${x}, at) => at > 0 || ${into('bool', word, word)})`,
    () => `sort(${into('words')}, (a, b) => a < b)`,
    () => `map(range(0, ${dice.roll(3)}), ${x} => 'n\${${x}}')`,
    () => `map(items(${into('table')}), ${x} => '\${${x}.key}=\${${x}.value}')`,
    () => `map(${into('records')}, ${x} => ${into('string', ...one)})`,
    () => `flatten(map(${into('records')}, ${x} => any(${x}).tags))`,
    () => `objectKeys(groupBy(${into('records')}, ${x} => ${into('string', ...one)}))`,
  ];
}

function records({ dice, into }: Maker): Options {
  const members = Object.entries(shape).map(
    ([name, kind]) =>
      (): string =>
        `${name}: ${into(kind)}`,
  );
  const note = (): string => (dice.chance(30) ? 'note: null' : `note: ${into('string')}`);
  const whole = (): readonly string[] => [...members.map((one) => one()), note()];
  return [
    () => `{ ${whole().join(', ')} }`,
    () => `{\n  ${whole().join('\n  ')}\n}`,
    () => `{ ...${into('record')}, count: ${into('int')} }`,
    () => `{ ...${into('record')}, ${note()}, ...${into('record')} }`,
    () => `union(${into('record')}, { on: ${into('bool')}, ${note()} })`,
    () => `any(union(${into('record')}, any(${into('table')})))`,
    () => `(true ? ${into('record')} : ${into('record')})`,
    () => `(any(${into('records')})[?0] ?? ${into('record')})`,
    () => `last([${into('record')}, ${into('record')}])`,
  ];
}

function plainLists({ into }: Maker): Options {
  return [
    () => `[${into('record')}]`,
    () => `[${into('record')}, ${into('record')}]`,
    () => `[...${into('records')}, ${into('record')}]`,
    () => `concat(${into('records')}, ${into('records')})`,
    () => `take(${into('records')}, 1)`,
    () => `[]`,
  ];
}

function listsByLambda({ dice, into }: Maker): Options {
  const x = dice.fresh('z');
  const one = [known(`any(${x}).name`, 'string'), known(`any(${x}).count`, 'int'), known(`any(${x})`, 'record')];
  return [
    () => `filter(${into('records')}, ${x} => ${into('bool', ...one)})`,
    () => `map(${into('words')}, ${x} => ${into('record', known(x, 'string'))})`,
    () => `sort(${into('records')}, (a, b) => any(a).count < any(b).count)`,
    () => `map(${into('records')}, ${x} => union(${x}, { count: ${into('int', ...one)} }))`,
  ];
}

function plainTables({ dice, into }: Maker): Options {
  return [
    () => `{ a: ${into('string')}, b: ${into('string')} }`,
    () => `{ '10': ${into('string')}, '9': ${into('string')} }`,
    () => `{ ...${into('table')}, A: ${into('string')} }`,
    () => `union(${into('table')}, { c: ${into('string')} })`,
    () => `any(shallowMerge([${into('table')}, ${into('table')}]))`,
    () => `{ ...(${into('bool')} ? ${into('table')} : {}), z: '${dice.pick(plainNames)}' }`,
    () => '{}',
  ];
}

function tablesByLambda({ dice, into }: Maker): Options {
  const x = dice.fresh('w');
  return [
    () => `mapValues(${into('table')}, ${x} => ${into('string', known(x, 'string'))})`,
    () => `toObject(union(${into('words')}, []), ${x} => 'k\${${x}}', ${x} => ${into('string', known(x, 'string'))})`,
    () => `any(mapValues(groupBy(${into('records')}, ${x} => any(${x}).name), g => string(length(g))))`,
  ];
}

/** A loop over words, of which the body is an expression of a kind or what `body` makes. */
export function loop(dice: Dice, item: Kind, scope: Scope, body?: (inner: Scope) => string): string {
  const x = dice.fresh('x');
  const i = dice.fresh('i');
  const source = expression(dice, 'words', { ...scope, late: false }, 1);
  const indexed = dice.chance(50);
  const locals = [known(x, 'string'), ...(indexed ? [known(i, 'int')] : [])];
  const inner = withSymbols(scope, ...locals, ...locals);
  const made = body ? body(inner) : expression(dice, item, inner, 2);
  return `[for ${indexed ? `(${x}, ${i})` : x} in ${source}: ${made}]`;
}

/** A name without slashes that is known early. */
export function nameExpression(dice: Dice, scope: Scope): string {
  if (isDeployedOnce(scope) && dice.chance(40)) return `'${dice.pick(plainNames)}${dice.fresh('-')}'`;
  const early = { ...scope, late: false };
  const text = dice.roll(3) === 0 ? expression(dice, 'string', early, 1) : literal(dice, 'string');
  const deployment = isDeployedOnce(scope) ? '' : 'deployment().name, ';
  return interpolated('n', `uniqueString(${deployment}${text})`, dice.fresh('-'));
}

/** The beginning of a name in a string, which no other deployment of the file makes. */
export function nameStart(dice: Dice, scope: Scope, prefix: string): string {
  return `${dice.fresh(prefix)}-${isDeployedOnce(scope) ? '' : '${uniqueString(deployment().name)}-'}`;
}

/** Modules may be deployed several times; the official evaluator mixes up what has the same id. */
function isDeployedOnce({ up }: Scope): boolean {
  return up === '';
}
