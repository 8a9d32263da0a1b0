import type { Report } from '../../text/diagnostic.ts';

import { groupBy } from '../../text/group-by.ts';
import { keyText, namespaces } from '../semantics/bind.ts';
import type { Model, ResourceSymbol } from '../semantics/model.ts';
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
    checkRepeated(names, report);
  }
  const scopes = tree.statements.filter(({ kind }) => kind === 'target-scope');
  if (scopes.length > 1) {
    for (const { span } of scopes) tell(`A file has one 'targetScope'.`, span, report);
  }
  for (const statement of tree.statements) checkStatement(statement, report);
  for (const resource of resources) checkNested(resource, report);
}

function tell(message: string, span: Named['span'], report: Report): void {
  report({ severity: 'error', code: 'bicep-name', message, span });
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

function checkRepeated(names: readonly Named[], report: Report): void {
  for (const group of repeated(names, (name) => name)) {
    for (const { name, span } of group) tell(`The name '${name}' is declared twice.`, span, report);
  }
}

/** The service does not distinguish names by their case. */
function checkCases(names: readonly Named[], report: Report): void {
  for (const group of repeated(names, (name) => name.toLowerCase())) {
    if (new Set(group.map(({ name }) => name)).size < group.length) continue;
    for (const [index, { name, span }] of group.entries()) {
      const other = group[index === 0 ? 1 : 0]?.name ?? '';
      tell(`The names '${other}' and '${name}' differ only in case.`, span, report);
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
  if (name.length > maxLength) tell(`A name has at most ${maxLength} characters.`, span, report);
  const isReserved =
    (statement.kind === 'type' && name === 'resource') ||
    (statement.kind === 'variable' && name.toLowerCase() === 'copy');
  if (isReserved) tell(`The name '${name}' is reserved.`, span, report);
}

function checkLocals(names: readonly Named[], report: Report): void {
  checkRepeated(names, report);
  for (const { name, span } of names) if (namespaces.has(name)) tell(`The name '${name}' is reserved.`, span, report);
}

function checkNested({ body }: ResourceSymbol, report: Report): void {
  const nested = body?.members.flatMap((member) => (member.kind === 'resource' ? [member.name] : [])) ?? [];
  checkLocals(nested, report);
}

/** A member that is spread or computed may be the same as another one. */
function checkMembers({ members }: syntax.ObjectNode, report: Report): void {
  checkRepeated(
    members.flatMap((member) => (member.kind === 'member' ? namedBy(member.key) : [])),
    report,
  );
}

function namedBy(key: syntax.PropertyMember['key']): readonly Named[] {
  const name = keyText(key);
  return name === undefined ? [] : [{ name, span: key.span }];
}

function checkTypeMembers(type: TypeNode, report: Report): void {
  if (type.kind === 'type-object') {
    const names = type.members.flatMap((member) => (member.kind === 'type-property-member' ? namedBy(member.key) : []));
    for (const group of repeated(names, (name) => name)) {
      for (const { name, span } of group.slice(1)) tell(`The name '${name}' is declared twice.`, span, report);
    }
    checkCases(names, report);
    const further = type.members.filter(({ kind }) => kind === 'type-additional-properties-member');
    if (further.length > 1) {
      for (const { span } of further) tell('A type has one declaration of further properties.', span, report);
    }
  }
  for (const part of typePartsOf(type)) checkTypeMembers(part, report);
}
