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

/** A template as Bicep. */
export function bicepOf(template: Template): string {
  const { preamble = [], parameters = {}, variables = {}, resources = [], calls = [], outputs = {} } = template;
  const statements = [
    ...preamble,
    ...Object.entries(parameters).map(([name, one]) => parameterOf(name, one)),
    ...Object.entries(variables).map(([name, value]) => `var ${name} = ${bicepValue(value)}`),
    ...resources.map(resourceOf),
    ...calls.map(callOf),
    ...Object.entries(outputs).map(([name, { type, value }]) => `output ${name} ${type} = ${bicepValue(value)}`),
  ];
  return `${statements.join('\n\n')}\n`;
}

/** A parameter file of Bicep. */
export function parametersBicep(template: string, values: Readonly<Record<string, Value>>): string {
  const lines = Object.entries(values).map(([name, value]) => `param ${name} = ${bicepValue(value)}\n`);
  return `using '${template}'\n\n${lines.join('\n')}`;
}

function parameterOf(name: string, { type, value, secure }: Parameter): string {
  return `${secure ? '@secure()\n' : ''}param ${name} ${type}${value === undefined ? '' : ` = ${bicepValue(value)}`}`;
}

function resourceOf({ symbol, type, apiVersion, name, condition, scope, over, body }: Declared): string {
  const members = { name, ...(scope && { scope: new Expression('', scope.symbol) }), ...body };
  return `resource ${symbol} '${type}@${apiVersion}' = ${guarded(members, condition, over)}`;
}

function callOf({ symbol, file, condition, over, passed }: Call): string {
  const name = over ? new Expression('', `'${symbol}-\${i}'`) : symbol;
  return `module ${symbol} '${file}' = ${guarded({ name, ...(Object.keys(passed).length > 0 && { params: passed }) }, condition, over)}`;
}

function guarded(members: Value, condition: Value | undefined, over: Expression | undefined): string {
  const test = condition === undefined ? '' : `if (${bicepValue(condition)}) `;
  return over ? `[for (each, i) in ${over.bicep}: ${test}${bicepValue(members)}]` : `${test}${bicepValue(members)}`;
}

/** A value as Bicep writes it, inside an expression, too. */
export function bicepValue(value: Value, indent = ''): string {
  const inner = `${indent}  `;
  if (value instanceof Expression) return value.bicep;
  if (isList(value))
    return block(
      '[',
      ']',
      indent,
      value.map((one) => bicepValue(one, inner)),
    );
  if (isMembers(value)) {
    return block(
      '{',
      '}',
      indent,
      Object.entries(value).map(([name, one]) => `${keyOf(name)}: ${bicepValue(one, inner)}`),
    );
  }
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&').replaceAll('${', '\\${')}'` : String(value);
}

function block(open: string, close: string, indent: string, lines: readonly string[]): string {
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${lines.map((line) => `${indent}  ${line}\n`).join('')}${indent}${close}`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
}
