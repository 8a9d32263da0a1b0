import { stringValue } from '../../expr/make-value.ts';
import { type Node, type NodeMember, nodeMember, nodeText, type ObjectNode } from '../../expr/node.ts';
import { printExpr } from '../../expr/print.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { CopyDeclaration, NestedDeployment, ResourceDeclaration } from '../template.ts';

/** The type of a resource that deploys another template. */
export const deploymentType = 'microsoft.resources/deployments';
export const stackType = 'microsoft.resources/deploymentstacks';
export const groupType = 'microsoft.resources/resourcegroups';

/** Reads the resources of a template: an array, or an object of symbolic names. */
export function readResources(node: Node | undefined, report: Report): readonly ResourceDeclaration[] {
  if (node?.kind === 'array') return node.items.flatMap((item) => readResource(item, undefined, report) ?? []);
  if (node?.kind === 'object') {
    return node.members.flatMap((member) => readResource(member.value, member.name, report) ?? []);
  }
  if (node) {
    const message = `'resources' must be an array or an object.`;
    report({ severity: 'error', code: 'template-shape', lossy: true, message, span: node.span });
  }
  return [];
}

function readResource(node: Node, symbol: string | undefined, report: Report): ResourceDeclaration | undefined {
  const part = (name: string): Node | undefined => nodeMember(node, name)?.value;
  const type = part('type');
  const typeText = nodeText(type);
  if (node.kind !== 'object' || !type || typeText === undefined) {
    const message = `A resource must be an object with a 'type'.`;
    report({ severity: 'error', code: 'template-shape', lossy: true, message, span: node.span });
    return undefined;
  }
  for (const { nameSpan } of node.loops) {
    const message = `The 'copy' of a resource must be one loop: only properties have lists of them.`;
    report({ severity: 'error', code: 'template-shape', lossy: true, message, span: nameSpan });
  }
  const name = part('name');
  // What names it may be in what cannot be read; the gap of the file stands for it.
  if (node.malformed && !name) return undefined;
  const extension = nodeText(part('extension') ?? part('import'));
  const children = part('resources');
  return {
    symbol,
    type: typeText,
    typeSpan: type.span,
    name: name ?? { kind: 'constant', value: stringValue(''), span: node.span },
    apiVersion: part('apiVersion'),
    condition: part('condition'),
    scope: part('scope'),
    resourceGroup: part('resourceGroup'),
    subscriptionId: part('subscriptionId'),
    copy: readCopy(part('copy')),
    existing: isTrue(part('existing')),
    extension: symbol === undefined ? undefined : extension,
    options: readOptions(part('@options')),
    body: symbol === undefined ? bodyOf(node) : withPolicyRuleAsText(bodyOf(node), typeText),
    children: children?.kind === 'array' ? readResources(children, report) : [],
    deployment: nestedIn(typeText.toLowerCase(), part, symbol !== undefined, report),
    dependsOn: listOf(part('dependsOn')),
    span: node.span,
  };
}

/** Members that steer the deployment; what remains is sent to Azure. */
const controlMembers: ReadonlySet<string> = new Set([
  'type',
  'name',
  'apiversion',
  'id',
  'condition',
  'scope',
  'copy',
  'existing',
  'extension',
  'import',
  '@options',
  'asserts',
  'resources',
  'dependson',
  'comments',
  'metadata',
  'resourcegroup',
  'subscriptionid',
]);

/** What of a resource is sent to Azure. */
export function bodyOf(node: ObjectNode): ObjectNode {
  // The service leaves out a literal null; one that an expression makes is sent for properties.
  const isSent = (member: NodeMember): boolean =>
    !controlMembers.has(member.name.toLowerCase()) && !isNull(member.value);
  return { ...node, members: node.members.filter(isSent), loops: [] };
}

/**
 * The rule of an Azure Policy definition has a language of its own. Where resources have symbolic names, the service
 * does not evaluate it, escaped or not.
 */
export function withPolicyRuleAsText(body: ObjectNode, type: string): ObjectNode {
  if (type.toLowerCase() !== 'microsoft.authorization/policydefinitions') return body;
  const replaced = (node: Node, name: string, replace: (value: Node) => Node): Node =>
    node.kind !== 'object'
      ? node
      : {
          ...node,
          members: node.members.map((member) =>
            member.name.toLowerCase() === name ? { ...member, value: replace(member.value) } : member,
          ),
        };
  const withText = replaced(body, 'properties', (properties) => replaced(properties, 'policyrule', asText));
  return withText.kind === 'object' ? withText : body;
}

/** The same data with its expressions as strings, in the form in which the service reprints them. */
function asText(node: Node): Node {
  switch (node.kind) {
    case 'expression':
      return { kind: 'constant', value: stringValue(`[${printExpr(node.expr)}]`), span: node.span };
    case 'array':
      return { ...node, items: node.items.map(asText) };
    case 'object':
      return { ...node, members: node.members.map((member) => ({ ...member, value: asText(member.value) })) };
    default:
      return node;
  }
}

function isNull(node: Node): boolean {
  return node.kind === 'constant' && node.value.kind === 'null';
}

function readCopy(node: Node | undefined): CopyDeclaration | undefined {
  const count = nodeMember(node, 'count')?.value;
  const name = nodeText(nodeMember(node, 'name')?.value);
  return node && count && name !== undefined ? { name, count, span: node.span } : undefined;
}

function readOptions(node: Node | undefined): ReadonlySet<string> {
  return new Set(node?.kind === 'object' ? node.members.map((member) => member.name.toLowerCase()) : []);
}

/** What a deployment holds, or a stack whose template is beside it: the parent evaluates that, as all of a body. */
function nestedIn(
  type: string,
  part: (name: string) => Node | undefined,
  symbolic: boolean,
  report: Report,
): NestedDeployment | undefined {
  if (type === deploymentType) return readDeployment(part, symbolic, report);
  if (type !== stackType || !nodeMember(part('properties'), 'template')) return undefined;
  return { ...readDeployment(part, false, report), mode: undefined, isStack: true };
}

function readDeployment(part: (name: string) => Node | undefined, symbolic: boolean, report: Report): NestedDeployment {
  const properties = part('properties');
  const property = (name: string): Node | undefined => nodeMember(properties, name)?.value;
  return {
    template: property('template'),
    link: property('templateLink'),
    parametersLink: property('parametersLink'),
    parameters: property('parameters'),
    scope: scopeOf(nodeMember(property('expressionEvaluationOptions'), 'scope')?.value, symbolic, report),
    mode: property('mode'),
  };
}

/** Where names of a nested template are looked up. Templates with symbolic names know only the inner scope. */
function scopeOf(node: Node | undefined, symbolic: boolean, report: Report): NestedDeployment['scope'] {
  const scope = nodeText(node)?.toLowerCase();
  if (symbolic && node && scope === 'outer') {
    const message = `A template with symbolic names cannot evaluate a nested template in scope 'outer'; use 'inner'.`;
    report({ severity: 'error', code: 'template-shape', lossy: true, message, span: node.span });
  }
  return symbolic || scope === 'inner' ? 'inner' : 'outer';
}

function listOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'array' ? node.items : [];
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'constant' && node.value.kind === 'bool' && node.value.value;
}
