import {
  type Call,
  type Declared,
  Expression,
  isList,
  isMembers,
  type Parameter,
  type Template,
  type Value,
} from './estate.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';
type Plain = string | number | boolean | null | Plain[] | { [name: string]: Plain };

/** A template as JSON. */
export function jsonOf(template: Template): string {
  return `${JSON.stringify(plainTemplate(template), undefined, 2)}\n`;
}

/** A parameter file as JSON. */
export function parametersJson(values: Readonly<Record<string, Value>>): string {
  const file = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    contentVersion: '1.0.0.0',
    parameters: passed(values),
  };
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** A value inside an expression of JSON. */
export function jsonExpression(value: Value): string {
  if (value instanceof Expression) return value.json;
  if (value === null) return 'null()';
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value === 'boolean') return `${value}()`;
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `createArray(${value.map(jsonExpression).join(', ')})`;
  const members = Object.entries(value).flatMap(([name, one]) => [`'${name}'`, jsonExpression(one)]);
  return `createObject(${members.join(', ')})`;
}

function plainTemplate({ parameters = {}, variables = {}, resources = [], calls = [], outputs = {} }: Template): Plain {
  const declared = Object.entries(parameters).map(([name, one]) => [name, plainParameter(one)] as const);
  const told = Object.entries(outputs).map(
    ([name, one]) => [name, { type: one.type, value: plain(one.value) }] as const,
  );
  return {
    $schema: schema,
    contentVersion: '1.0.0.0',
    ...(declared.length > 0 && { parameters: Object.fromEntries(declared) }),
    ...(Object.keys(variables).length > 0 && { variables: plain(variables) }),
    resources: [...resources.map(plainResource), ...calls.map(plainCall)],
    ...(told.length > 0 && { outputs: Object.fromEntries(told) }),
  };
}

function plainParameter({ type, value, secure }: Parameter): Plain {
  const secured = type === 'string' ? 'securestring' : 'secureObject';
  return { type: secure ? secured : type, ...(value !== undefined && { defaultValue: plain(value) }) };
}

function plainResource({ type, apiVersion, name, condition, scope, over, body }: Declared): Plain {
  return {
    ...around({ condition, over }),
    type,
    apiVersion,
    name: plain(name),
    ...(scope && { scope: scope.path }),
    ...(plain(body) as { [name: string]: Plain }),
  };
}

function around({ condition, over }: { condition: Value | undefined; over: Expression | undefined }): {
  [name: string]: Plain;
} {
  return {
    ...(over && { copy: { name: 'each', count: `[length(${over.json})]` } }),
    ...(condition !== undefined && { condition: plain(condition) }),
  };
}

function plainCall({ symbol, file, condition, over, passed: values, inline, scope = 'inner' }: Call): Plain {
  const template = inline
    ? { expressionEvaluationOptions: { scope }, template: plainTemplate(inline) }
    : { templateLink: { relativePath: file } };
  return {
    ...around({ condition, over }),
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: over ? `[format('${symbol}-{0}', copyIndex())]` : symbol,
    properties: {
      mode: 'Incremental',
      ...(Object.keys(values).length > 0 && { parameters: passed(values) }),
      ...template,
    },
  };
}

function passed(values: Readonly<Record<string, Value>>): { [name: string]: Plain } {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value: plain(value) }]));
}

function plain(value: Value): Plain {
  if (value instanceof Expression) return `[${value.json}]`;
  if (isList(value)) return value.map(plain);
  if (isMembers(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
  return typeof value === 'string' && value.startsWith('[') ? `[${value}` : value;
}
