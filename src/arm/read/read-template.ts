import { type Node, type NodeMember, nodeMember, nodeText, type ObjectNode } from '../../expr/node.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type {
  FunctionParameter,
  OutputDeclaration,
  ParameterDeclaration,
  ScopeKind,
  Template,
  TypeSchema,
  UserFunction,
  VariableDeclaration,
} from '../template.ts';
import { tornGap } from '../torn-gap.ts';
import { readResources } from './read-resources.ts';
import { readSchema } from './read-schema.ts';

/**
 * Reads the sections of a deployment template. Whatever is not as it should be is reported and left out.
 *
 * @returns undefined if the value is no object, so cannot be a template
 */
export function readTemplate(node: Node, report: Report): Template | undefined {
  if (node.kind !== 'object') {
    report({
      severity: 'error',
      code: 'template-shape',
      lossy: true,
      message: 'A template must be an object.',
      span: node.span,
    });
    return undefined;
  }
  const section = (name: string): Node | undefined => nodeMember(node, name)?.value;
  const resources = section('resources');
  return {
    file: node.span.file,
    span: node.span,
    scopeKind: scopeKindOf(nodeText(section('$schema')) ?? ''),
    symbolic: resources?.kind === 'object',
    contentVersion: nodeText(section('contentVersion')),
    parameters: readSection(section('parameters'), (member) => readParameter(member, report)),
    variables: readVariables(section('variables'), report),
    functions: readFunctions(section('functions'), report),
    definitions: readSection(section('definitions'), (member) => readSchema(member.value, report)),
    resources: readResources(resources, report),
    outputs: readSection(section('outputs'), (member) => readOutput(member, report)),
    exported: readExported(section),
    lost: node.malformed ? [tornGap(node.span)] : [],
  };
}

/** The compiler of Bicep notes what a file exports: in the metadata of types and functions, and in a list of variables. */
function readExported(section: (name: string) => Node | undefined): ReadonlySet<string> {
  const names: string[] = [];
  const variables = nodeMember(section('metadata'), '__bicep_exported_variables!')?.value;
  for (const item of itemsOf(variables)) names.push(nodeText(nodeMember(item, 'name')?.value) ?? '');
  const members = itemsOf(section('functions')).map((item) => nodeMember(item, 'members')?.value);
  for (const node of [section('definitions'), ...members]) {
    for (const { name, value } of node?.kind === 'object' ? node.members : []) {
      if (nodeMember(nodeMember(value, 'metadata')?.value, '__bicep_export!')) names.push(name);
    }
  }
  return new Set(names.map((name) => name.toLowerCase()));
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'array' ? node.items : [];
}

/** The scope for which a template is written, as its schema says; resource groups are the usual case. */
function scopeKindOf(schema: string): ScopeKind {
  const name = schema.toLowerCase();
  if (name.includes('subscriptiondeploymenttemplate')) return 'subscription';
  if (name.includes('managementgroupdeploymenttemplate')) return 'managementGroup';
  if (name.includes('tenantdeploymenttemplate')) return 'tenant';
  return 'resourceGroup';
}

/** Reads a section whose members are declarations, by name in lower case. */
function readSection<T>(node: Node | undefined, read: (member: NodeMember) => T | undefined): ReadonlyMap<string, T> {
  const declarations = new Map<string, T>();
  if (node?.kind !== 'object') return declarations;
  for (const member of node.members) {
    const declaration = read(member);
    if (declaration) declarations.set(member.name.toLowerCase(), declaration);
  }
  return declarations;
}

function readParameter(member: NodeMember, report: Report): ParameterDeclaration {
  const schema: TypeSchema = readSchema(member.value, report);
  const defaultValue = nodeMember(member.value, 'defaultValue')?.value;
  return { name: member.name, nameSpan: member.key.span, schema, ...(defaultValue && { defaultValue }) };
}

function readVariables(node: Node | undefined, report: Report): ReadonlyMap<string, VariableDeclaration> {
  const variables = new Map<string, VariableDeclaration>(
    readSection(node, (member) => ({ name: member.name, nameSpan: member.key.span, value: member.value })),
  );
  if (node?.kind !== 'object') return variables;
  for (const loop of node.loops) {
    const { name, nameSpan, count, input } = loop;
    if (variables.has(name.toLowerCase())) {
      report({
        severity: 'error',
        code: 'template-shape',
        lossy: true,
        message: `Variable '${name}' exists twice.`,
        span: nameSpan,
      });
    }
    variables.set(name.toLowerCase(), { name, nameSpan, value: input, loop: { name, count } });
  }
  if (node.loops.length === 0) return variables;
  return new Map([...variables].sort(([, left], [, right]) => left.nameSpan.start - right.nameSpan.start));
}

function readFunctions(node: Node | undefined, report: Report): ReadonlyMap<string, UserFunction> {
  const functions = new Map<string, UserFunction>();
  if (node?.kind !== 'array') return functions;
  for (const item of node.items) {
    const namespace = nodeText(nodeMember(item, 'namespace')?.value);
    const members = nodeMember(item, 'members')?.value;
    if (namespace === undefined || members?.kind !== 'object') continue;
    for (const member of members.members) {
      const declared = readFunction(`${namespace}.${member.name}`, member, report);
      if (declared) functions.set(declared.name.toLowerCase(), declared);
    }
  }
  return functions;
}

function readFunction(name: string, member: NodeMember, report: Report): UserFunction | undefined {
  const output = nodeMember(member.value, 'output')?.value;
  const body = nodeMember(output, 'value')?.value;
  const parameters = nodeMember(member.value, 'parameters')?.value;
  if (!output || !body) {
    const message = `Function '${name}' has no output.`;
    report({ severity: 'error', code: 'template-shape', lossy: true, message, span: member.key.span });
    return undefined;
  }
  const read = (item: Node): FunctionParameter => {
    return { name: nodeText(nodeMember(item, 'name')?.value) ?? '', schema: readSchema(item, report) };
  };
  return {
    name,
    parameters: parameters?.kind === 'array' ? parameters.items.map(read) : [],
    result: readSchema(output, report),
    body,
    span: member.key.span,
  };
}

function readOutput(member: NodeMember, report: Report): OutputDeclaration {
  const part = (name: string): Node | undefined => nodeMember(member.value, name)?.value;
  const copy = part('copy');
  const count = nodeMember(copy, 'count')?.value;
  const input = nodeMember(copy, 'input')?.value;
  return {
    name: member.name,
    nameSpan: member.key.span,
    schema: readSchema(member.value, report),
    condition: part('condition'),
    value: part('value'),
    copy: count && input ? { count, input } : undefined,
  };
}

/** An object without members, for declarations that lack one. */
export function emptyObject(span: Span): ObjectNode {
  return { kind: 'object', members: [], loops: [], span };
}
