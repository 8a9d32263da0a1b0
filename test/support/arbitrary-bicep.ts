import fc from 'fast-check';

/** Types of the expressions that are made. `words` are arrays of strings, and `record` has the members of `shape`. */
type Kind = 'string' | 'int' | 'bool' | 'words' | 'record';

/** The members of every record. */
const shape: Readonly<Record<string, Kind>> = { name: 'string', count: 'int', on: 'bool', tags: 'words' };

const typeNames: Readonly<Record<Kind, string>> = {
  string: 'string',
  int: 'int',
  bool: 'bool',
  words: 'string[]',
  record: 'shape',
};

/** A name of a program with its kind, as an expression. */
interface Known {
  readonly text: string;
  readonly kind: Kind;
  /** Whether only the service may know it, so that names, conditions and loops cannot use it. */
  readonly late: boolean;
  /** Whether other files may import it. */
  readonly exported?: boolean;
}

/** A program as files, with values for the parameters of `main.bicep` as JSON texts. */
export interface BicepProgram {
  readonly files: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Random programs that the compiler accepts, for the most part. */
export const arbitraryBicep: fc.Arbitrary<BicepProgram> = fc.gen().map((gen) => {
  const roll = (sides: number): number => gen(fc.nat, { max: sides - 1 });
  return new ProgramMaker(roll).program();
});

type Roll = (sides: number) => number;

/** The names that can be used at a place. */
interface Scope {
  readonly symbols: readonly Known[];
  readonly functions: readonly Signature[];
  /** Whether the service may be asked. */
  readonly late: boolean;
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly Kind[];
  readonly result: Kind;
}

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
const plainNames = ['alpha', 'beta', 'gamma', 'delta', 'eps'];

class ProgramMaker {
  readonly roll: Roll;
  names = 0;

  constructor(roll: Roll) {
    this.roll = roll;
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.roll(items.length)] as T;
  }

  chance(percent: number): boolean {
    return this.roll(100) >= 100 - percent;
  }

  fresh(prefix: string): string {
    this.names += 1;
    return `${prefix}${this.names}`;
  }

  program(): BicepProgram {
    const library = this.library();
    const child = this.module('child.bicep', library, undefined);
    const main = this.module('main.bicep', library, child);
    return {
      files: { 'lib.bicep': library.text, 'child.bicep': child.text, 'main.bicep': main.text },
      parameters: main.values,
    };
  }

  /** A file of exported things. */
  library(): { readonly text: string; readonly scope: Scope } {
    const lines: string[] = [];
    let scope: Scope = { symbols: [], functions: [], late: false };
    lines.push(typeDeclaration('@export()\n'));
    for (let at = this.roll(3); at >= 0; at -= 1) {
      const kind = this.kind();
      const name = this.fresh('shared');
      const exported = this.chance(70);
      lines.push(`${exported ? '@export()\n' : ''}var ${name} = ${this.expression(kind, scope, 2)}`);
      scope = { ...scope, symbols: [...scope.symbols, { text: name, kind, late: false, exported }] };
    }
    for (let at = this.roll(2); at >= 0; at -= 1) {
      const made = this.func(scope, 'lib');
      lines.push(`@export()\n${made.text}`);
      scope = { ...scope, functions: [...scope.functions, made.signature] };
    }
    const visible = scope.symbols.filter((one) => one.exported);
    return { text: `${lines.join('\n\n')}\n`, scope: { ...scope, symbols: visible } };
  }

  func(scope: Scope, prefix: string): { readonly text: string; readonly signature: Signature } {
    const name = this.fresh(prefix);
    const parameters = Array.from({ length: this.roll(3) }, () => this.kind());
    const result = this.kind();
    const locals = parameters.map((kind, at): Known => ({ text: `p${at}`, kind, late: false }));
    const body = this.expression(
      result,
      { symbols: [...scope.symbols, ...locals, ...locals], functions: scope.functions, late: false },
      3,
    );
    const list = parameters.map((kind, at) => `p${at} ${typeNames[kind]}`).join(', ');
    return { text: `func ${name}(${list}) ${typeNames[result]} => ${body}`, signature: { name, parameters, result } };
  }

  module(file: string, library: { readonly scope: Scope }, child: Made | undefined): Made {
    const lines: string[] = [];
    let scope: Scope = { symbols: [], functions: [], late: false };
    const add = (...symbols: Known[]): void => {
      scope = { ...scope, symbols: [...scope.symbols, ...symbols] };
    };
    const wildcard = this.chance(40);
    const { symbols, functions } = library.scope;
    if (wildcard) {
      lines.push("import * as lib from 'lib.bicep'", 'type shape = lib.shape');
      add(...symbols.map((one) => ({ ...one, text: `lib.${one.text}` })));
      scope = { ...scope, functions: functions.map((one) => ({ ...one, name: `lib.${one.name}` })) };
    } else {
      const renamed = this.chance(50) ? 'Other' : '';
      const names = [...symbols.map(({ text }) => text), ...functions.map(({ name }) => name)];
      const parts = ['shape', ...names.map((name) => (renamed === '' ? name : `${name} as ${name}${renamed}`))];
      lines.push(
        this.chance(50)
          ? `import { ${parts.join(', ')} } from 'lib.bicep'`
          : `import {\n  ${parts.join('\n  ')}\n} from 'lib.bicep'`,
      );
      add(...symbols.map((one) => ({ ...one, text: `${one.text}${renamed}` })));
      scope = { ...scope, functions: functions.map((one) => ({ ...one, name: `${one.name}${renamed}` })) };
    }
    const values: Record<string, string> = {};
    const parameters: Parameter[] = [];
    for (let at = 1 + this.roll(4); at > 0; at -= 1) {
      const made = this.parameter({ ...scope, symbols: parameters.map(({ symbol }) => symbol) });
      lines.push(made.text);
      parameters.push(made);
      add(...made.uses);
      if (!made.optional || this.chance(50)) values[made.name] = made.value;
    }
    for (let at = this.roll(2); at > 0; at -= 1) {
      const made = this.func({ ...scope, symbols: [] }, 'fn');
      lines.push(made.text);
      scope = { ...scope, functions: [...scope.functions, made.signature] };
    }
    const variable = (late: boolean): void => {
      const kind = this.kind();
      const name = this.fresh('v');
      const within = { ...scope, late };
      if (kind === 'words' && !late && this.chance(40)) lines.push(`var ${name} = ${this.loop('string', within)}`);
      else
        lines.push(`var ${name}${this.chance(20) ? ` ${typeNames[kind]}` : ''} = ${this.expression(kind, within, 3)}`);
      add({ text: name, kind, late });
    };
    for (let at = this.roll(4); at > 0; at -= 1) variable(false);
    for (let at = 1 + this.roll(3); at > 0; at -= 1) {
      const made = this.resource(scope);
      lines.push(made.text);
      add(...made.symbols);
    }
    if (child) {
      for (let at = this.roll(3); at > 0; at -= 1) {
        const made = this.call(child, scope);
        lines.push(made.text);
        add(...made.symbols);
      }
    }
    for (let at = this.roll(3); at > 0; at -= 1) variable(true);
    if (this.chance(40)) {
      const made = this.resource(scope);
      lines.push(made.text);
      add(...made.symbols);
    }
    const outputs: { name: string; kind: Kind }[] = [];
    for (let at = this.roll(3); at >= 0; at -= 1) {
      const kind = this.kind();
      const name = this.fresh('o');
      const within = { ...scope, late: true };
      const value =
        kind === 'words' && this.chance(30)
          ? this.loop('string', { ...scope, late: false })
          : this.expression(kind, within, 3);
      lines.push(`output ${name} ${typeNames[kind]} = ${value}`);
      outputs.push({ name, kind });
    }
    return { text: `${this.arrange(lines).join('\n\n')}\n`, values, parameters, outputs, file };
  }

  /** Declarations may stand in any order. */
  arrange(lines: readonly string[]): readonly string[] {
    if (!this.chance(30)) return lines;
    const left = [...lines];
    const shuffled: string[] = [];
    while (left.length > 0) shuffled.push(...left.splice(this.roll(left.length), 1));
    return shuffled;
  }

  kind(): Kind {
    return this.pick<Kind>(['string', 'string', 'string', 'int', 'bool', 'words', 'record']);
  }

  parameter(scope: Scope): Parameter {
    const name = this.fresh('p');
    const literal = (kind: Kind): string => jsonOf(this.literal(kind));
    switch (this.roll(9)) {
      case 0: {
        const nullable: Kind = this.pick<Kind>(['string', 'int', 'words']);
        const fallback = this.literal(nullable);
        const symbol: Known = { text: `(${name} ?? ${fallback})`, kind: nullable, late: false };
        const value = this.chance(50) ? 'null' : literal(nullable);
        return {
          name,
          text: `param ${name} ${typeNames[nullable]}?`,
          optional: true,
          value,
          symbol,
          uses: [symbol],
          kind: nullable,
        };
      }
      case 1: {
        const symbol: Known = { text: `(${name}.?name ?? 'none')`, kind: 'string', late: false };
        const value = this.chance(40) ? 'null' : literal('record');
        return {
          name,
          text: `param ${name} shape?`,
          optional: true,
          value,
          symbol,
          uses: [symbol, { ...symbol, text: `(${name}.?tags[?0] ?? '-')` }],
          kind: 'record',
        };
      }
      case 2: {
        const symbol: Known = { text: name, kind: 'string', late: false };
        return {
          name,
          text: `param ${name} 'one' | 'two' | 'three'`,
          optional: false,
          value: this.pick(['"one"', '"two"']),
          symbol,
          uses: [symbol],
          kind: undefined,
        };
      }
      case 3: {
        const symbol: Known = { text: name, kind: 'int', late: false };
        const value = this.pick(['1', '7', '30']);
        return {
          name,
          text: `@minValue(0)\n@maxValue(30)\nparam ${name} int = ${this.roll(9)}`,
          optional: true,
          value,
          symbol,
          uses: [symbol, symbol],
          kind: undefined,
        };
      }
      case 4: {
        const symbol: Known = { text: name, kind: 'string', late: true };
        return {
          name,
          text: `param ${name} string = utcNow('yyyy')`,
          optional: true,
          value: '"2024"',
          symbol,
          uses: [symbol],
          kind: 'string',
        };
      }
      case 5: {
        const symbol: Known = {
          text: `(${name}.kind == 'a' ? '\${${name}.size}' : '\${${name}.color}')`,
          kind: 'string',
          late: false,
        };
        const text = `@discriminator('kind')\nparam ${name} { kind: 'a', size: int } | { kind: 'b', color: string }`;
        return {
          name,
          text,
          optional: false,
          value: this.pick(['{"kind":"a","size":3}', '{"kind":"b","color":"red"}']),
          symbol,
          uses: [],
          kind: undefined,
        };
      }
      default: {
        const kind = this.kind();
        const symbol: Known = { text: name, kind, late: false };
        const optional = this.chance(60);
        const text = optional
          ? `param ${name} ${typeNames[kind]} = ${this.expression(kind, scope, 2)}`
          : `param ${name} ${typeNames[kind]}`;
        return { name, text, optional, value: literal(kind), symbol, uses: [symbol, symbol], kind };
      }
    }
  }

  /** A value that is written out. */
  literal(kind: Kind): string {
    switch (kind) {
      case 'string':
        return `'${this.pick(plainNames)}'`;
      case 'int':
        return `${this.roll(40)}`;
      case 'bool':
        return this.chance(50) ? 'true' : 'false';
      case 'words':
        return `[${Array.from({ length: this.roll(3) }, () => this.literal('string')).join(', ')}]`;
      case 'record':
        return `{ name: ${this.literal('string')}, count: ${this.literal('int')}, on: ${this.literal('bool')}, tags: ${this.literal('words')} }`;
    }
  }

  loop(item: Kind, scope: Scope, body?: (inner: Scope) => string): string {
    const x = this.fresh('x');
    const i = this.fresh('i');
    const source = this.expression('words', { ...scope, late: false }, 1);
    const indexed = this.chance(50);
    const locals: Known[] = [{ text: x, kind: 'string', late: false }];
    if (indexed) locals.push({ text: i, kind: 'int', late: false });
    const inner = { ...scope, symbols: [...scope.symbols, ...locals, ...locals] };
    const made = body ? body(inner) : this.expression(item, inner, 2);
    return `[for ${indexed ? `(${x}, ${i})` : x} in ${source}: ${made}]`;
  }

  /** A name without slashes that is known early. */
  nameExpression(scope: Scope): string {
    const early = { ...scope, late: false };
    const text = this.roll(3) === 0 ? this.expression('string', early, 1) : this.literal('string');
    return this.chance(40)
      ? `'${this.pick(plainNames)}${this.fresh('-')}'`
      : interpolated('n', `uniqueString(${text})`, this.fresh('-'));
  }

  resource(scope: Scope): { readonly text: string; readonly symbols: readonly Known[] } {
    const name = this.fresh('r');
    const looped = this.chance(25);
    const conditional = this.chance(30);
    const early = { ...scope, late: false };
    const late = { ...scope, late: true };
    const type = this.pick([
      'Microsoft.RecoveryServices/vaults@2024-04-01',
      'microsoft.storage/StorageAccounts@2023-01-01',
      'Microsoft.Unknown/things@2020-01-01',
    ]);
    const condition = conditional ? `if (${this.expression('bool', early, 2)}) ` : '';
    const body = (inner: Scope): string => this.body(inner);
    if (looped) {
      const nameOf = (inner: Scope): string => {
        const [item] = inner.symbols.slice(-1);
        return item?.kind === 'int'
          ? `'${this.fresh('n')}-\${${item.text}}'`
          : `'n-\${uniqueString(${item?.text ?? ''})}${this.fresh('-')}'`;
      };
      const text = this.loop(
        'record',
        late,
        (inner) =>
          `${condition === '' ? '' : `if (${this.expression('bool', { ...inner, late: false }, 1)}) `}{\n  name: ${nameOf(inner)}\n${body(inner)}}`,
      );
      const at = this.roll(2);
      const symbols: Known[] = [
        { text: `${name}[${at}].name`, kind: 'string', late: false },
        { text: `map(${name}, r => r.id)`, kind: 'words', late: true },
      ];
      return { text: `resource ${name} '${type}' = ${text}`, symbols: this.chance(30) ? symbols : [] };
    }
    const existing = this.chance(20);
    const nested = !existing && this.chance(40) ? this.nested(late) : undefined;
    const members = existing ? (this.chance(30) ? "  scope: resourceGroup('other')\n" : '') : body(late);
    const text = `resource ${name} '${type}'${existing ? ' existing' : ''} = ${condition}{\n  name: ${this.nameExpression(scope)}\n${members}${nested?.text ?? ''}}`;
    const lines = [text];
    const symbols: Known[] = [
      { text: `${name}.name`, kind: 'string', late: false },
      { text: `${name}.id`, kind: 'string', late: false },
      { text: `${name}.properties.some`, kind: 'string', late: true },
      { text: `'\${${name}.type}@\${${name}.apiVersion}'`, kind: 'string', late: false },
      { text: `(${name}.?tags.?x ?? 'no')`, kind: 'string', late: true },
    ];
    if (nested) symbols.push({ text: `${name}::${nested.name}.id`, kind: 'string', late: false });
    if (this.chance(30) && !members.includes('scope')) {
      const child = this.fresh('c');
      lines.push(
        `resource ${child} '${type.replace(/@/, '/kids@')}' = {\n  parent: ${name}\n  name: ${this.nameExpression(scope)}\n${body(late)}}`,
      );
      symbols.push(
        { text: `${child}.id`, kind: 'string', late: false },
        { text: `${child}.name`, kind: 'string', late: false },
      );
    }
    if (!existing && this.chance(25)) {
      lines.push(
        `resource ${this.fresh('l')} 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: ${this.nameExpression(scope)}\n  scope: ${name}\n  properties: {\n    level: 'CanNotDelete'\n    notes: ${this.expression('string', late, 2)}\n  }\n}`,
      );
    }
    return { text: lines.join('\n\n'), symbols };
  }

  nested(scope: Scope): { readonly text: string; readonly name: string } {
    const name = this.fresh('n');
    const condition = this.chance(30) ? `if (${this.expression('bool', { ...scope, late: false }, 1)}) ` : '';
    return {
      name,
      text: `\n  resource ${name} 'nested' = ${condition}{\n  name: ${this.nameExpression(scope)}\n${this.body(scope)}}\n`,
    };
  }

  /** The members of a resource behind its name. */
  body(scope: Scope): string {
    const late = { ...scope, late: true };
    const early = { ...scope, late: false };
    const lines = [`  location: ${this.chance(50) ? 'resourceGroup().location' : this.expression('string', early, 1)}`];
    if (this.chance(30)) lines.push(`  tags: { a: ${this.expression('string', early, 2)} }`);
    const members = [`    v: ${this.expression(this.kind(), late, 3)}`];
    if (this.chance(50)) members.push(`    w: ${this.expression(this.kind(), late, 2)}`);
    const looped = this.chance(30);
    if (looped) members.push(`    many: ${this.loop('record', late)}`);
    if (this.chance(30))
      members.push(`    maybe: ${this.expression('bool', late, 1)} ? ${this.expression('record', late, 1)} : null`);
    if (!looped && this.chance(20)) members.push(`    ...${this.expression('record', late, 1)}`);
    if (this.chance(20)) {
      const key = interpolated(this.pick(plainNames), this.expression('string', { ...scope, late: false }, 1), 'key');
      if (key.startsWith("'")) members.push(`    ${key}: ${this.expression('int', late, 1)}`);
    }
    return `${lines.join('\n')}\n  properties: {\n${members.join('\n')}\n  }\n`;
  }

  call(child: Made, scope: Scope): { readonly text: string; readonly symbols: readonly Known[] } {
    const name = this.fresh('m');
    const late = { ...scope, late: true };
    const body = (inner: Scope, named: string): string => {
      const given = child.parameters.filter(({ optional }) => !optional || this.chance(60));
      const lines = given.map((one) => `    ${one.name}: ${this.argument(one, { ...inner, late: true })}`);
      const place = this.chance(25) ? `  scope: resourceGroup(${this.literal('string')})\n` : '';
      return `{\n${named}${place}  params: {\n${lines.join('\n')}\n  }\n}`;
    };
    if (this.chance(25)) {
      const text = this.loop('record', late, (inner) => {
        const item = inner.symbols.at(-1);
        return body(inner, this.chance(70) ? `  name: '${this.fresh('d')}-\${${item?.text ?? ''}}'\n` : '');
      });
      const first = child.outputs[0];
      const symbols: Known[] = first
        ? [{ text: `map(${name}, m => string(m.outputs.${first.name}))`, kind: 'words', late: true }]
        : [];
      return { text: `module ${name} 'child.bicep' = ${text}`, symbols: this.chance(30) ? symbols : [] };
    }
    const condition = this.chance(25) ? `if (${this.expression('bool', { ...scope, late: false }, 2)}) ` : '';
    const text = `module ${name} 'child.bicep' = ${condition}${body(scope, this.chance(70) ? `  name: ${this.nameExpression(scope)}\n` : '')}`;
    const symbols = child.outputs.map(
      (one): Known => ({
        text: `${name}${condition !== '' && this.chance(50) ? '!' : ''}.outputs.${one.name}`,
        kind: one.kind,
        late: true,
      }),
    );
    return { text, symbols: [...symbols, { text: `${name}.name`, kind: 'string', late: false }] };
  }

  argument({ kind, value }: Parameter, scope: Scope): string {
    if (kind === undefined) return bicepOf(value);
    if (kind === 'record' || this.chance(75)) return this.expression(kind, scope, 2);
    return `${this.expression('bool', scope, 1)} ? ${this.expression(kind, scope, 1)} : ${this.expression(kind, scope, 1)}`;
  }

  expression(kind: Kind, scope: Scope, depth: number): string {
    const usable = scope.symbols.filter((one) => one.kind === kind && (scope.late || !one.late));
    if (usable.length > 0 && this.chance(depth > 1 ? 35 : 65)) return this.pick(usable).text;
    if (depth <= 0) return kind === 'string' && this.chance(50) ? this.pick(strings) : this.literal(kind);
    const callable = scope.functions.filter(({ result }) => result === kind);
    if (callable.length > 0 && this.chance(25)) {
      const { name, parameters } = this.pick(callable);
      return `${name}(${parameters.map((one) => this.expression(one, { ...scope, functions: [] }, depth - 1)).join(', ')})`;
    }
    const into = (other: Kind): string => this.expression(other, scope, depth - 1);
    if (this.chance(10)) return `(${into('bool')} ? ${into(kind)} : ${into(kind)})`;
    switch (kind) {
      case 'string':
        return this.text(into, scope);
      case 'int':
        return this.number(into);
      case 'bool':
        return this.truth(into);
      case 'words':
        return this.words(into, scope, depth);
      case 'record':
        return this.record(into);
    }
  }

  text(into: (kind: Kind) => string, { late }: Scope): string {
    const options: (() => string)[] = [
      () => this.pick(strings),
      () => interpolated(`${this.pick(plainNames)}-`, into('string')),
      () => interpolated('{', into('int'), '}', into('bool'), '{{0}}'),
      () => `toUpper(${into('string')})`,
      () => `replace(${into('string')}, 'a', ${into('string')})`,
      () => `take(${into('string')}, ${this.roll(5)})`,
      () => `padLeft(${this.roll(90)}, 4, '0')`,
      () => `join(${into('words')}, ',')`,
      () => `(${into('words')}[?${this.roll(2)}] ?? ${into('string')})`,
      () => `(${into('words')}[?^1] ?? 'last')`,
      () => `${into('record')}.name`,
      () => `${into('record')}['name']`,
      () => `concat(${into('string')}, 'z', ${into('string')})`,
      () => `format('{0}|{1:D3}', ${into('string')}, ${into('int')})`,
      () => `uniqueString(${into('string')})`,
      () => `guid(${into('string')}, 'x')`,
      () => `string(${into(this.kind())})`,
      () => interpolated('', into('record'), '/', into(this.kind())),
      () => `first(concat(${into('words')}, [${into('string')}]))`,
      () => `(${into('record')}.?name ?? 'none')`,
      () => `base64(${into('string')})`,
      () => 'resourceGroup().location',
      () => 'subscription().subscriptionId',
      () => 'deployment().name',
      () => `resourceId('A.B/c', ${into('string')})`,
      () => `last(split('a/b', '/'))`,
      () => `any(${into('string')})`,
      () => `sys.toLower(${into('string')})`,
      () => `reduce(${into('words')}, '', (cur, next) => '\${cur}\${next}')`,
    ];
    if (late)
      options.push(
        () => `environment().suffixes.storage`,
        () => `resourceGroup().tags.x`,
      );
    return this.pick(options)();
  }

  number(into: (kind: Kind) => string): string {
    const options: (() => string)[] = [
      () => `${this.roll(50)}`,
      () => `-${this.roll(50)}`,
      () => `(${into('int')} + ${into('int')})`,
      () => `(${into('int')} - ${into('int')} * ${this.roll(5)})`,
      () => `(${into('int')} % ${1 + this.roll(7)})`,
      () => `(${into('int')} / ${1 + this.roll(7)})`,
      () => `length(${into('words')})`,
      () => `length(${into('string')})`,
      () => `${into('record')}.count`,
      () => `min(${into('int')}, ${into('int')})`,
      () => `int('${this.roll(40)}')`,
      () => `-(${into('int')})`,
      () => `reduce(map(${into('words')}, w => length(w)), 0, (a, b) => a + b)`,
      () => `4294967296`,
    ];
    return this.pick(options)();
  }

  truth(into: (kind: Kind) => string): string {
    const options: (() => string)[] = [
      () => this.pick(['true', 'false']),
      () => `!${into('bool')}`,
      () => `(${into('bool')} && ${into('bool')})`,
      () => `(${into('bool')} || ${into('bool')})`,
      () => `(${into('int')} < ${into('int')})`,
      () => `(${into('int')} >= ${into('int')})`,
      () => `(${into('string')} == ${into('string')})`,
      () => `(${into('string')} !~ ${into('string')})`,
      () => `contains(${into('words')}, ${into('string')})`,
      () => `empty(${into('words')})`,
      () => `startsWith(${into('string')}, 'a')`,
      () => `${into('record')}.on`,
      () => `contains(${into('record')}, 'name')`,
      () => `(${into('record')} == ${into('record')})`,
    ];
    return this.pick(options)();
  }

  words(into: (kind: Kind) => string, scope: Scope, depth: number): string {
    const x = this.fresh('y');
    const inner = (kind: Kind): string =>
      this.expression(
        kind,
        {
          ...scope,
          symbols: [
            ...scope.symbols,
            { text: x, kind: 'string', late: false },
            { text: x, kind: 'string', late: false },
          ],
        },
        depth - 1,
      );
    const options: (() => string)[] = [
      () => `[${into('string')}, ${into('string')}]`,
      () => `[\n${into('string')}\n${into('string')}\n]`,
      () => `[...${into('words')}, ${into('string')}]`,
      () => `split(${into('string')}, '-')`,
      () => `map(${into('words')}, ${x} => ${inner('string')})`,
      () => `filter(${into('words')}, ${x} => ${inner('bool')})`,
      () => `sort(${into('words')}, (a, b) => a < b)`,
      () => `union(${into('words')}, ${into('words')})`,
      () => `take(${into('words')}, 1)`,
      () => `${into('record')}.tags`,
      () => `objectKeys(${into('record')})`,
      () => `map(range(0, ${this.roll(3)}), ${x} => 'n\${${x}}')`,
      () => `map(items({ b: 1, a: 2 }), ${x} => '\${${x}.key}=\${${x}.value}')`,
      () => `flatten([${into('words')}, ${into('words')}])`,
      () => `[]`,
    ];
    return this.pick(options)();
  }

  record(into: (kind: Kind) => string): string {
    const members = Object.entries(shape).map(
      ([name, kind]) =>
        (): string =>
          `${name}: ${into(kind)}`,
    );
    const whole = (): string => `{ ${members.map((one) => one()).join(', ')} }`;
    const options: (() => string)[] = [
      whole,
      () => `{\n  ${members.map((one) => one()).join('\n  ')}\n}`,
      () => `{ ...${into('record')}, count: ${into('int')} }`,
      () => `union(${into('record')}, { on: ${into('bool')} })`,
      () => `(true ? ${into('record')} : ${into('record')})`,
    ];
    return this.pick(options)();
  }
}

interface Parameter {
  readonly name: string;
  readonly text: string;
  readonly optional: boolean;
  /** As JSON. */
  readonly value: string;
  readonly symbol: Known;
  readonly uses: readonly Known[];
  /** Undefined for what takes only its own values. */
  readonly kind: Kind | undefined;
}

interface Made {
  readonly file: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  readonly parameters: readonly Parameter[];
  readonly outputs: readonly { readonly name: string; readonly kind: Kind }[];
}

function typeDeclaration(decorators: string): string {
  const members = Object.entries(shape).map(([name, kind]) => `  ${name}: ${typeNames[kind]}`);
  return `${decorators}type shape = {\n${members.join('\n')}\n}`;
}

/** A literal of Bicep as JSON. */
function jsonOf(literal: string): string {
  return literal.replaceAll("'", '"').replace(/(\w+): /g, '"$1": ');
}

/** JSON as a literal of Bicep. */
function bicepOf(json: string): string {
  return json.replaceAll('"', "'").replace(/'(\w+)':/g, '$1: ');
}

/** A string of texts and expressions by turns, or a call where an expression has what cannot stand in a string. */
function interpolated(...parts: readonly string[]): string {
  const isPlain = parts.every((part, at) => at % 2 === 0 || !/[[{\n]/.test(part.replaceAll('${', '')));
  if (isPlain) return `'${parts.map((part, at) => (at % 2 === 0 ? part : `\${${part}}`)).join('')}'`;
  const args = parts.filter((_, at) => at % 2 === 1);
  const text = parts.map((part, at) => (at % 2 === 0 ? part.replace(/[{}]/g, '$&$&') : `{${(at - 1) / 2}}`)).join('');
  return `format('${text}', ${args.join(', ')})`;
}
