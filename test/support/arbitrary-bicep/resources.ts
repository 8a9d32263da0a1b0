import { type Dice, several } from './dice.ts';
import { expression, loop, nameExpression, nameStart } from './expressions.ts';
import { anyKind, interpolated, type Known, known, type Place, plainNames, type Scope, withSymbols } from './kinds.ts';

/** A declaration with what it lets others say. */
export interface Declared {
  readonly text: string;
  readonly symbols: readonly Known[];
}

const types: Readonly<Record<Place, readonly string[]>> = {
  resourceGroup: [
    'Microsoft.RecoveryServices/vaults@2024-04-01',
    'microsoft.storage/StorageAccounts@2023-01-01',
    'Microsoft.Unknown/things@2020-01-01',
  ],
  subscription: ['Microsoft.Resources/resourceGroups@2022-09-01', 'Microsoft.Unknown/things@2020-01-01'],
  managementGroup: ['Microsoft.Unknown/things@2020-01-01', 'Microsoft.Authorization/policyDefinitions@2021-06-01'],
  tenant: ['Microsoft.Management/managementGroups@2021-04-01', 'Microsoft.Unknown/things@2020-01-01'],
};

export const otherSubscription = '22222222-2222-2222-2222-222222222222';

/** A resource of any form, with the resources that belong to it. */
export function makeResource(dice: Dice, scope: Scope): Declared {
  const way = dice.roll(10);
  if (way < 3) return looped(dice, scope);
  return way < 5 ? existing(dice, scope) : single(dice, scope);
}

function typeAt(dice: Dice, { place }: Scope): string {
  return dice.pick(types[place ?? 'resourceGroup']);
}

function decorators(dice: Dice): string {
  return dice.chance(8) ? onlyIfNotExists : dice.chance(8) ? "@description('one of them')\n" : '';
}

const onlyIfNotExists = '@onlyIfNotExists()\n';

/** Whether the official evaluator folds references to what may exist already depends on where they stand. */
function askedOf(decorator: string, symbols: readonly Known[]): readonly Known[] {
  return decorator === onlyIfNotExists ? symbols.filter(({ late }) => !late) : symbols;
}

function looped(dice: Dice, scope: Scope): Declared {
  const name = dice.fresh('r');
  const type = typeAt(dice, scope);
  const late = { ...scope, late: true };
  const count = dice.chance(40) ? 2 + dice.roll(3) : undefined;
  const text =
    count === undefined
      ? loop(dice, 'record', late, (inner) => conditionalBody(dice, inner, nameInLoop(dice, inner)))
      : `[for at in range(${dice.roll(3)}, ${count}): ${conditionalBody(dice, withSymbols(late, known('at', 'int')), `'${nameStart(dice, scope, 'n')}\${at}'`)}]`;
  const decorator = decorators(dice);
  const lines = [`${decorator}resource ${name} '${type}' = ${text}`];
  if (count === undefined) return { text: lines.join('\n\n'), symbols: [] };
  const at = dice.roll(count);
  const symbols = [
    known(`${name}[${at}].name`, 'string'),
    known(`${name}[${at}].id`, 'string'),
    ...askedOf(decorator, [known(`string(${name}[${at}].properties.v)`, 'string', true)]),
  ];
  if (dice.chance(40)) {
    const child = dice.fresh('c');
    const members = `parent: ${name}[at]\n  name: '${dice.fresh('k')}-\${at}'`;
    lines.push(
      `resource ${child} '${childType(type)}' = [for at in range(0, ${count}): {\n  ${members}\n${body(dice, withSymbols(late, known('at', 'int')))}}]`,
    );
    symbols.push(known(`${child}[${at}].id`, 'string'), known(`${child}[${count - 1}].name`, 'string'));
  }
  if (isExtendable(type) && dice.chance(40)) lines.push(lock(dice, `${name}[${at}]`, late));
  return { text: lines.join('\n\n'), symbols };
}

function conditionalBody(dice: Dice, scope: Scope, name: string): string {
  const condition = dice.chance(30) ? `if (${expression(dice, 'bool', { ...scope, late: false }, 1)}) ` : '';
  return `${condition}{\n  name: ${name}\n${body(dice, scope)}}`;
}

/** A name that is another one in each iteration of the loop around it. */
function nameInLoop(dice: Dice, scope: Scope): string {
  const item = scope.symbols.at(-1);
  const unique = item?.kind === 'int' ? item.text : `uniqueString(${item?.text ?? ''})`;
  return `'${nameStart(dice, scope, 'n')}\${${unique}}'`;
}

function childType(type: string): string {
  return type.replace('@', '/kids@');
}

/** What can be deployed to is a scope of its own. */
function isExtendable(type: string): boolean {
  return !/groups@/i.test(type);
}

function lock(dice: Dice, of: string, scope: Scope): string {
  const notes = expression(dice, 'string', scope, 2);
  return `resource ${dice.fresh('l')} 'Microsoft.Authorization/locks@2020-05-01' = {\n  name: ${nameExpression(dice, scope)}\n  scope: ${of}\n  properties: {\n    level: 'CanNotDelete'\n    notes: ${notes}\n  }\n}`;
}

/** What is there already, in this scope or another one, with children that are made or are there, too. */
function existing(dice: Dice, scope: Scope): Declared {
  const name = dice.fresh('e');
  const type = 'Microsoft.RecoveryServices/vaults@2024-04-01';
  const far = `resourceGroup('${otherSubscription}', 'far')`;
  const where: Readonly<Record<Place, readonly string[]>> = {
    resourceGroup: ['', "resourceGroup('other')", far],
    subscription: ["resourceGroup('other')", far],
    managementGroup: [far],
    tenant: [far],
  };
  const at = dice.pick(where[scope.place ?? 'resourceGroup']);
  const place = at === '' ? '' : `  scope: ${at}\n`;
  const nested = dice.fresh('n');
  const inner = `\n  resource ${nested} 'backupPolicies' existing = {\n    name: ${nameExpression(dice, scope)}\n  }\n`;
  const lines = [`resource ${name} '${type}' existing = {\n  name: ${nameExpression(dice, scope)}\n${place}${inner}}`];
  const symbols = [
    ...symbolsOf(name),
    known(`${name}::${nested}.id`, 'string'),
    known(`${name}::${nested}.name`, 'string'),
    known(`${name}::${nested}.properties.some`, 'string', true),
  ];
  if (at === '' && dice.chance(50)) {
    const child = dice.fresh('c');
    lines.push(
      `resource ${child} 'Microsoft.RecoveryServices/vaults/backupPolicies@2024-04-01' = {\n  parent: ${name}\n  name: ${nameExpression(dice, scope)}\n${body(dice, { ...scope, late: true })}}`,
    );
    symbols.push(known(`${child}.id`, 'string'));
  }
  return { text: lines.join('\n\n'), symbols };
}

function symbolsOf(name: string): readonly Known[] {
  return [
    known(`${name}.name`, 'string'),
    known(`${name}.id`, 'string'),
    known(`any(${name}.properties).some`, 'string', true),
    known(`(any(${name}).?tags.?x ?? 'no')`, 'string', true),
    known(`'\${${name}.type}@\${${name}.apiVersion}'`, 'string'),
  ];
}

function single(dice: Dice, scope: Scope): Declared {
  const name = dice.fresh('r');
  const type = typeAt(dice, scope);
  const late = { ...scope, late: true };
  const condition = dice.chance(30) ? `if (${expression(dice, 'bool', { ...scope, late: false }, 2)}) ` : '';
  const nested = dice.chance(35) ? nestedResource(dice, late) : undefined;
  const decorator = decorators(dice);
  const lines = [
    `${decorator}resource ${name} '${type}' = ${condition}{\n  name: ${nameExpression(dice, scope)}\n${body(dice, late)}${nested?.text ?? ''}}`,
  ];
  const symbols = [...askedOf(decorator, symbolsOf(name))];
  if (nested) symbols.push(known(`${name}::${nested.name}.id`, 'string'));
  if (dice.chance(30)) {
    const child = dice.fresh('c');
    lines.push(
      `resource ${child} '${childType(type)}' = {\n  parent: ${name}\n  name: ${nameExpression(dice, scope)}\n${body(dice, late)}}`,
    );
    symbols.push(known(`${child}.id`, 'string'), known(`${child}.name`, 'string'));
  }
  if (isExtendable(type) && dice.chance(25)) lines.push(lock(dice, name, late));
  return { text: lines.join('\n\n'), symbols };
}

function nestedResource(dice: Dice, scope: Scope): { readonly text: string; readonly name: string } {
  const name = dice.fresh('n');
  const condition = dice.chance(30) ? `if (${expression(dice, 'bool', { ...scope, late: false }, 1)}) ` : '';
  const deeper = dice.chance(25) ? nestedResource(dice, scope).text : '';
  const members = `  name: ${nameExpression(dice, scope)}\n${body(dice, scope)}${deeper}`;
  return { name, text: `\n  resource ${name} 'nested' = ${condition}{\n${members}}\n` };
}

/** The members of a resource behind its name. */
export function body(dice: Dice, scope: Scope): string {
  const late = { ...scope, late: true };
  const early = { ...scope, late: false };
  const lines = [`  location: ${expression(dice, 'string', early, 1)}`];
  if (dice.chance(30)) lines.push(`  tags: { a: ${expression(dice, 'string', early, 2)} }`);
  const members = [
    `    v: ${expression(dice, anyKind(dice), late, 3)}`,
    ...several(dice, 0, 2, () => `    ${dice.fresh('w')}: ${expression(dice, anyKind(dice), late, 2)}`),
  ];
  const hasLoop = dice.chance(30);
  if (hasLoop) members.push(`    many: ${loop(dice, anyKind(dice), late)}`);
  if (dice.chance(30)) {
    const condition = expression(dice, 'bool', late, 1);
    members.push(`    maybe: ${condition} ? ${expression(dice, anyKind(dice), late, 1)} : null`);
  }
  if (!hasLoop && dice.chance(20)) members.push(`    ...${expression(dice, 'record', late, 1)}`);
  if (dice.chance(20)) {
    const key = interpolated(dice.pick(plainNames), expression(dice, 'string', early, 1), 'key');
    if (key.startsWith("'")) members.push(`    ${key}: ${expression(dice, 'int', late, 1)}`);
  }
  return `${lines.join('\n')}\n  properties: {\n${members.join('\n')}\n  }\n`;
}
