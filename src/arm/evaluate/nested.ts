import { type Ingredients, ingredientsOf } from '../../expr/basis.ts';
import { type Frame, frameOf, settled } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import { entryOf, mergeOrigins, objectValue, unknownValue } from '../../expr/make-value.ts';
import { type Node, nodeMember, type ObjectNode } from '../../expr/node.ts';
import { opaqueExpr } from '../../expr/tree.ts';
import type { ObjectValue, UnknownReason, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { memo } from '../../text/memo.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import { contextExpr, type DeploymentContext, unknownContext } from '../context.ts';
import { nodeFromValue } from '../read/nodes.ts';
import { groupType } from '../read/read-resources.ts';
import { readTemplate } from '../read/read-template.ts';
import type { NestedDeployment, Template } from '../template.ts';
import type { Run } from './evaluation-session.ts';
import type { Instance } from './instances.ts';
import type { Arguments } from './parameters.ts';
import { contextAt, placementOf } from './placement.ts';
import { secretOf } from './secrets.ts';

/** Reads a template that another one links to by a relative path; undefined if there is none. */
export type LoadTemplate = (relativePath: string, from: SourceFile, report: Run['report']) => Template | undefined;

/** A nested deployment in its place. */
export interface NestedSource {
  readonly deployment: NestedDeployment;
  readonly instance: Instance;
  /** The context that decides about the ids of its siblings. */
  readonly target: DeploymentContext;
  /** The context that expressions beside it see. */
  readonly context: DeploymentContext;
  readonly run: Run;
}

/** The template of a nested deployment, or why it cannot be seen. */
export function nestedTemplate(source: NestedSource, load: LoadTemplate | undefined): Template | UnknownReason {
  const { deployment, run } = source;
  if (deployment.module) return deployment.module;
  if (deployment.template) {
    const inner = deployment.scope === 'inner';
    const node = inner ? deployment.template : evaluatedByParent(deployment.template, source);
    if (deployment.isStack && node.kind !== 'object') return { code: 'unsupported', text: 'its template is not known' };
    const { template, diagnostics } = inner ? readOnce(node) : templateIn(node);
    diagnostics.forEach(run.report);
    return template ?? { code: 'failed', text: 'its template is not an object' };
  }
  return linkedTemplate(source, load);
}

function templateIn(node: Node): {
  readonly template: Template | undefined;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  return { template: readTemplate(node, (diagnostic) => diagnostics.push(diagnostic)), diagnostics };
}

/** The compiler writes modules into the templates that use them, where loops deploy them many times. */
const readOnce = memo(templateIn);

/**
 * The template of a deployment as it is written, if that says which types it has and nothing is wrong with it. One of
 * outer scope is data to its parent, which can put resources into it only where none are written.
 *
 * @param variables those of its parent, which is where the compiler writes a template that is loaded from a file
 */
export function writtenTemplate(
  { template, scope }: NestedDeployment,
  variables: Template['variables'],
): Template | undefined {
  const node = template && scope === 'outer' ? (variableOf(template, variables) ?? template) : template;
  if (!node) return undefined;
  const { template: found, diagnostics } = readOnce(node);
  if (!found || diagnostics.length > 0) return undefined;
  return scope === 'inner' || hasWrittenResources(node) ? found : undefined;
}

function variableOf(node: Node, variables: Template['variables']): Node | undefined {
  const call = node.kind === 'expression' && node.expr.kind === 'call' ? node.expr : undefined;
  const name = call?.name.toLowerCase() === 'variables' && call.args.length === 1 ? call.args[0] : undefined;
  if (name?.kind !== 'literal' || typeof name.value !== 'string') return undefined;
  const variable = variables.get(name.value.toLowerCase());
  return variable && !variable.loop ? variable.value : undefined;
}

function hasWrittenResources(node: Node): boolean {
  if (!isWritten(node)) return false;
  const resources = nodeMember(node, 'resources')?.value;
  if (!resources) return true;
  return resources.kind === 'array' && resources.items.every(isWritten);
}

/** Whether an object has no members but those that are written in it. */
function isWritten(node: Node): node is ObjectNode {
  return node.kind === 'object' && node.loops.length === 0 && node.members.every(({ key }) => key.kind === 'constant');
}

/** Whether the template of a deployment is made anew for each of its instances. */
export function isMadeAnew({ module, template, scope }: NestedDeployment): boolean {
  return !module && template !== undefined && scope !== 'inner';
}

/**
 * A template of outer scope, the default, is evaluated by its parent: names mean the parent's. Strings that are
 * expressions afterwards are evaluated again in the template itself.
 */
function evaluatedByParent(template: Node, source: NestedSource): Node {
  return nodeFromValue(evaluateNode(template, propertiesFrame(source)), template.span);
}

function propertiesFrame({ instance }: NestedSource): Frame {
  return frameOf(instance.environment('properties'));
}

function linkedTemplate(source: NestedSource, load: LoadTemplate | undefined): Template | UnknownReason {
  const { deployment, run } = source;
  const { link } = deployment;
  if (!link) return { code: 'gap', text: 'it has no template' };
  const part = (name: string): string | undefined => textOf(link, name, source);
  const path = part('relativePath');
  if (path !== undefined) {
    const found = load?.(path, link.span.file, run.report);
    return found ?? { code: 'gap', text: `the linked template '${path}' cannot be read` };
  }
  const member = nodeMember(link, 'uri') ?? nodeMember(link, 'id');
  // What comes after a question mark may be a token that gives access.
  const target = member
    ? ` to ${nameText(evaluateNode(member.value, propertiesFrame(source))).replace(/\?.*$/s, '?...')}`
    : '';
  return { code: 'gap', text: `it is linked${target}, which armlock does not download` };
}

/** What is passed to a deployment that is not followed. */
export interface UnseenContent extends Ingredients {
  /** Its template by name, and its arguments. */
  readonly body: ObjectValue;
  /** Whether the template is a file, which can change unseen under the same name. */
  readonly isFile: boolean;
}

export function unseenContent(source: NestedSource): UnseenContent {
  const { link, reference, resolved, parameters, parametersLink } = source.deployment;
  const frame = propertiesFrame(source);
  const parts = { module: reference, resolved, templateLink: link, parameters, parametersLink };
  const entries = Object.entries(parts).flatMap(([key, node]) =>
    node ? [{ key, value: evaluateNode(node, frame, 'argument') }] : [],
  );
  const body = objectValue(entries, [{ span: source.instance.declaration.span, role: 'written' }]);
  const isFile = !reference && (!link || nodeMember(link, 'relativePath') !== undefined);
  const { basis } = ingredientsOf([body]);
  return { basis, origins: mergeOrigins(entries.map(({ value }) => value)), body, isFile };
}

function textOf(node: Node, name: string, source: NestedSource): string | undefined {
  const member = nodeMember(node, name);
  const value = member && evaluateNode(member.value, propertiesFrame(source));
  return value?.kind === 'string' ? value.value : undefined;
}

/** What a nested template is deployed to: for expressions in it, and for the ids of its resources. */
export interface NestedContexts {
  readonly context: DeploymentContext;
  readonly target: DeploymentContext;
}

export function nestedContexts(
  { instance, context, target }: NestedSource,
  template: Template,
  deployed: readonly Resource[],
): NestedContexts {
  const { declaration } = instance;
  const named = { deploymentName: instance.name(), contentVersion: template.contentVersion, span: declaration.span };
  const placement = placementOf(declaration, frameOf(instance.environment('early')));
  const inside = { ...contextAt(context, placement), ...named };
  // The official evaluator predicts the ids of a tenant deployment in a management group as if they were in the group.
  const isTenant = placement.scope?.kind === 'string' && placement.scope.value === '/';
  const idTarget = isTenant && target.kind === 'managementGroup' ? target : contextAt(target, placement);
  if (inside.kind !== 'resourceGroup') {
    const later = unknownContext(contextExpr('deployment', 'location', declaration.span));
    return { context: { ...inside, location: entryOf(instance.body(), 'location')?.value ?? later }, target: idTarget };
  }
  return { context: inGroup(inside, context, deployed), target: idTarget };
}

/** A context in a resource group: the current one, one that is created in the same run, or one that is not seen. */
function inGroup(
  inside: DeploymentContext,
  around: DeploymentContext,
  deployed: readonly Resource[],
): DeploymentContext {
  const { subscriptionId, resourceGroup, span } = inside;
  if (around.kind === 'resourceGroup' && sameText(around.subscriptionId, subscriptionId)) {
    if (sameText(around.resourceGroup, resourceGroup)) return { ...inside, resourceGroup: around.resourceGroup };
  }
  const created = deployed.find((resource) => isGroup(resource, subscriptionId, resourceGroup));
  const location = created && entryOf(created.body, 'location')?.value;
  return {
    ...inside,
    resourceGroup: created?.name ?? resourceGroup,
    location: location ? normalised(location) : unknownContext(contextExpr('resourceGroup', 'location', span)),
  };
}

/** The service knows regions by their names in lower case, without blanks or marks. */
function normalised(location: Value): Value {
  return location.kind === 'string'
    ? { ...location, value: location.value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '') }
    : location;
}

function isGroup(resource: Resource, subscriptionId: Value, name: Value): boolean {
  if (resource.type.toLowerCase() !== groupType || !sameText(resource.name, name)) return false;
  const prefix = subscriptionId.kind === 'string' ? `/subscriptions/${subscriptionId.value}/`.toLowerCase() : undefined;
  return prefix !== undefined && resource.id.kind === 'string' && resource.id.value.toLowerCase().startsWith(prefix);
}

function sameText(left: Value, right: Value): boolean {
  if (left === right) return true;
  return left.kind === 'string' && right.kind === 'string' && left.value.toLowerCase() === right.value.toLowerCase();
}

/** How a nested deployment says that it is deployed. */
export function modeOfNested(source: NestedSource): { readonly value: Value; readonly span: Span } | undefined {
  const { mode } = source.deployment;
  return mode && { value: evaluateNode(mode, propertiesFrame(source)), span: mode.span };
}

/** What a deployment passes to its template, and whether that is all of it. */
export interface NestedArguments {
  readonly values: Arguments;
  /** False if parameters come from a file that is not seen. */
  readonly complete: boolean;
}

export function nestedArguments(source: NestedSource): NestedArguments {
  const { deployment } = source;
  const values = new Map<string, Value>();
  if (deployment.parametersLink) return { values, complete: false };
  if (!deployment.parameters) return { values, complete: true };
  const { budget } = source.run;
  const { span } = deployment.parameters;
  const given = settled(evaluateNode(deployment.parameters, propertiesFrame(source), 'argument'), budget, span);
  if (given.kind === 'null') return { values, complete: true };
  if (given.kind !== 'object') return { values, complete: false };
  for (const entry of given.entries.values()) {
    values.set(entry.key.toLowerCase(), argumentOf(entry.value, entry.keySpan ?? span));
  }
  return { values, complete: given.open === undefined };
}

/** One entry of `parameters`: a value, a secret of a key vault, or an expression that makes such an entry. */
function argumentOf(entry: Value, span: Span): Value {
  if (entry.kind === 'object') {
    const value = entryOf(entry, 'value')?.value;
    if (value) return value;
    const reference = entryOf(entry, 'reference')?.value;
    if (reference?.kind === 'object') return secretOf(reference, span);
  }
  if (entry.kind === 'choice') {
    const cases = entry.cases.map((one) => ({ when: one.when, value: argumentOf(one.value, span) }));
    return { ...entry, cases, residual: opaqueExpr(span) };
  }
  const why: UnknownReason =
    entry.kind === 'unknown' ? entry.why : { code: 'unsupported', text: 'an argument has no value' };
  return unknownValue(why, opaqueExpr(span), entry.origins);
}
