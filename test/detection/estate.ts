/** An expression in both languages, without what sets it off from text. */
export class Expression {
  readonly json: string;
  readonly bicep: string;

  constructor(json: string, bicep: string) {
    this.json = json;
    this.bicep = bicep;
  }
}

export type Members = { readonly [name: string]: Value };
/** What stands in a template: JSON with expressions in it. */
export type Value = string | number | boolean | null | Expression | readonly Value[] | Members;

/** A resource as both languages can declare it. */
export interface Declared {
  /** The symbol in Bicep. */
  readonly symbol: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly name: Value;
  readonly condition?: Value;
  /** The resource that an extension is on. */
  readonly scope?: Scope;
  /** What is repeated: the resource stands for one item of it. */
  readonly over?: Expression;
  readonly body: Members;
}

/** A resource of the same template, by its symbol and by type and name. */
export interface Scope {
  readonly symbol: string;
  readonly path: string;
}

export interface Parameter {
  readonly type: 'string' | 'int' | 'bool' | 'array' | 'object';
  readonly value?: Value;
  readonly secure?: boolean;
}

/** A call of another template. */
export interface Call {
  readonly symbol: string;
  /** The path of a template, or the reference of a module. */
  readonly file: string;
  readonly condition?: Value;
  readonly over?: Expression;
  readonly passed: Members;
  /** The template itself, where it stands in the caller; its types come from there. */
  readonly inline?: Template;
  /** Whose parameters and variables the expressions of an inline template mean. */
  readonly scope?: 'inner' | 'outer';
}

/** A template before it is written in one of the languages. */
export interface Template {
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly variables?: Members;
  readonly resources?: readonly Declared[];
  readonly calls?: readonly Call[];
  readonly outputs?: Readonly<Record<string, { readonly type: Parameter['type']; readonly value: Value }>>;
  /** Lines of Bicep before everything else: imports and functions. */
  readonly preamble?: readonly string[];
}

export function expression(json: string, bicep = json): Expression {
  return new Expression(json, bicep);
}

export function parameter(name: string): Expression {
  return expression(`parameters('${name}')`, name);
}

export function variable(name: string): Expression {
  return expression(`variables('${name}')`, name);
}

export function member(of: Expression, name: string): Expression {
  return expression(`${of.json}.${name}`, `${of.bicep}.${name}`);
}

/** Where templates of the benchmark are deployed to, where a group is known. */
export const home = { subscriptionId: '00000000-0000-0000-0000-000000000001', resourceGroup: 'rg-prod' };

/** The id of a resource that is deployed there. */
export function idOf(type: string, name: string): string {
  const [namespace = '', ...types] = type.split('/');
  const names = name.split('/');
  const rest = types.map((one, index) => `${one}/${names[index] ?? ''}`);
  return `/subscriptions/${home.subscriptionId}/resourceGroups/${home.resourceGroup}/providers/${namespace}/${rest.join('/')}`;
}

export function isMembers(value: Value | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expression);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The type of a parameter that takes a value. */
export function typeOf(value: Value): Parameter['type'] {
  if (typeof value === 'string' || value instanceof Expression) return 'string';
  if (typeof value === 'number') return 'int';
  if (typeof value === 'boolean') return 'bool';
  return isList(value) ? 'array' : 'object';
}

export type Steps = readonly (string | number)[];

export function valueAt(value: Value | undefined, steps: Steps): Value | undefined {
  return steps.reduce<Value | undefined>((inner, step) => {
    if (isList(inner)) return inner[Number(step)];
    return isMembers(inner) ? inner[step] : undefined;
  }, value);
}

/** The same value with another one at a place; without one, what is there is left out. */
export function withValue(value: Value, [first, ...rest]: Steps, replacement: Value | undefined): Value {
  if (first === undefined) return replacement ?? null;
  const inner = valueAt(value, [first]);
  const changed = rest.length === 0 ? replacement : withValue(inner ?? {}, rest, replacement);
  if (isList(value))
    return value.flatMap((one, index) => (index !== first ? [one] : changed === undefined ? [] : [changed]));
  const members = isMembers(value) ? value : {};
  if (changed !== undefined) return { ...members, [first]: changed };
  return Object.fromEntries(Object.entries(members).filter(([name]) => name !== first));
}
