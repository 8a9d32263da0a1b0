import { bicepError } from '../../text/bicep-error.ts';
import type { Report } from '../../text/diagnostic.ts';
import { groupBy } from '../../text/group-by.ts';
import { keyText, namespaces } from '../semantics/bind.ts';
import type { Model, ResourceSymbol } from '../semantics/model.ts';
import { reservedText } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf, walk } from '../syntax/visit.ts';
import { expressionsOf, typesOf } from './parts.ts';

/** Something that has a name, where the name is written. */
interface Named {
  readonly name: string;
  readonly span: syntax.Identifier['span'];
}

/** Reports names that a declaration cannot have, or not together with others. */
export function checkNames({ tree, resources }: Model, report: Report): void {
  for (const kind of ['parameter', 'variable', 'output', 'type', 'function', 'assert'] as const) {
    const names = tree.statements.flatMap((statement) => (statement.kind === kind ? [statement.name] : []));
    checkCases(names, report);
  }
  for (const kind of ['output', 'metadata'] as const) {
    const names = tree.statements.flatMap((statement) => (statement.kind === kind ? [statement.name] : []));
    checkRepeated(names, 'output', report);
  }
  const scopes = tree.statements.filter(({ kind }) => kind === 'target-scope');
  if (scopes.length > 1) {
    for (const { span } of scopes)
      tell(`BCP112: The "targetScope" cannot be declared multiple times in one file.`, span, report);
  }
  for (const statement of tree.statements) checkStatement(statement, report);
  for (const resource of resources) checkNested(resource, report);
}

function tell(message: string, span: Named['span'], report: Report): void {
  report(bicepError(message, span, 'bicep-name'));
}

/** Names that are several times there, by a key. */
function repeated(names: readonly Named[], keyOf: (name: string) => string): readonly (readonly Named[])[] {
  // Nearly always there are none.
  if (new Set(names.map(({ name }) => keyOf(name))).size === names.length) return [];
  const groups = groupBy(
    names.filter(({ name }) => name !== ''),
    ({ name }) => keyOf(name),
  );
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** The compiler's message about names of one kind that are declared several times. */
const twice = {
  identifier: (name: string) =>
    `BCP028: Identifier "${name}" is declared multiple times. Remove or rename the duplicates.`,
  output: (name: string) => `BCP145: Output "${name}" is declared multiple times. Remove or rename the duplicates.`,
  property: (name: string) =>
    `BCP025: The property "${name}" is declared multiple times in this object. Remove or rename the duplicate properties.`,
} as const;

function checkRepeated(names: readonly Named[], kind: keyof typeof twice, report: Report): void {
  for (const group of repeated(names, (name) => name)) {
    for (const { name, span } of group) tell(twice[kind](name), span, report);
  }
}

/** The service does not distinguish names by their case. */
function checkCases(names: readonly Named[], report: Report): void {
  for (const group of repeated(names, (name) => name.toLowerCase())) {
    if (new Set(group.map(({ name }) => name)).size < group.length) continue;
    for (const [index, { name, span }] of group.entries()) {
      const other = group[index === 0 ? 1 : 0]?.name ?? '';
      tell(
        `BCP353: The names "${other}" and "${name}" differ only in casing. The ARM deployments engine is not case sensitive and will not be able to distinguish between them.`,
        span,
        report,
      );
    }
  }
}

/** More characters than this cannot be in a name. */
const maxLength = 255;

function checkStatement(statement: syntax.Statement, report: Report): void {
  if ('name' in statement && statement.name) checkOwnName(statement, statement.name, report);
  if (statement.kind === 'function') {
    checkLocals(
      statement.parameters.map(({ name }) => name),
      report,
    );
  }
  for (const expression of expressionsOf(statement)) {
    walk(expression, (node) => {
      if (node.kind === 'lambda') checkLocals(node.parameters, report);
      if (node.kind === 'for') checkLocals([node.item, ...(node.index ? [node.index] : [])], report);
      if (node.kind === 'object') checkMembers(node, report);
      return true;
    });
  }
  for (const type of typesOf(statement)) checkTypeMembers(type, report);
}

function checkOwnName(statement: syntax.Statement, { name, span }: Named, report: Report): void {
  if (name.length > maxLength)
    tell(
      `BCP024: The identifier exceeds the limit of ${maxLength}. Reduce the length of the identifier.`,
      span,
      report,
    );
  if (statement.kind === 'type' && name === 'resource') {
    tell(`BCP301: The type name "${name}" is reserved and may not be attached to a user-defined type.`, span, report);
  }
  if (statement.kind === 'variable' && name.toLowerCase() === 'copy') {
    tell(
      `BCP239: Identifier "${name}" is a reserved Bicep symbol name and cannot be used in this context.`,
      span,
      report,
    );
  }
}

function checkLocals(names: readonly Named[], report: Report): void {
  checkRepeated(names, 'identifier', report);
  for (const { name, span } of names) if (namespaces.has(name)) tell(reservedText(name), span, report);
}

function checkNested({ body }: ResourceSymbol, report: Report): void {
  const nested = body?.members.flatMap((member) => (member.kind === 'resource' ? [member.name] : [])) ?? [];
  checkLocals(nested, report);
}

/** A member that is spread or computed may be the same as another one. */
function checkMembers({ members }: syntax.ObjectNode, report: Report): void {
  if (!mayRepeat(members)) return;
  checkRepeated(
    members.flatMap((member) => (member.kind === 'member' ? namedBy(member.key) : [])),
    'property',
    report,
  );
}

/** Whether members may have the same name. Every object is looked at, and next to none has such members. */
function mayRepeat(members: syntax.ObjectNode['members']): boolean {
  if (members.length > fewMembers) return true;
  const names: string[] = [];
  for (const member of members) {
    const name = member.kind === 'member' ? keyText(member.key) : undefined;
    if (name === undefined) continue;
    if (names.includes(name)) return true;
    names.push(name);
  }
  return false;
}

/** So many can be compared each with each. */
const fewMembers = 16;

function namedBy(key: syntax.PropertyMember['key']): readonly Named[] {
  const name = keyText(key);
  return name === undefined ? [] : [{ name, span: key.span }];
}

function checkTypeMembers(type: TypeNode, report: Report): void {
  if (type.kind === 'type-object') {
    const names = type.members.flatMap((member) => (member.kind === 'type-property-member' ? namedBy(member.key) : []));
    for (const group of repeated(names, (name) => name)) {
      for (const { name, span } of group.slice(1)) tell(twice.property(name), span, report);
    }
    checkCases(names, report);
    const further = type.members.filter(({ kind }) => kind === 'type-additional-properties-member');
    if (further.length > 1) {
      for (const { span } of further)
        tell('BCP315: An object type may have at most one additional properties declaration.', span, report);
    }
  }
  for (const part of typePartsOf(type)) checkTypeMembers(part, report);
}
