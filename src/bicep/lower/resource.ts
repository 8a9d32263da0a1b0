import { bodyOf, stackType, withPolicyRuleAsText } from '../../arm/read/read-resources.ts';
import { emptyObject } from '../../arm/read/read-template.ts';
import type { CopyDeclaration, NestedDeployment, ResourceDeclaration, Template } from '../../arm/template.ts';
import * as build from '../../expr/build.ts';
import type { Node, ObjectNode } from '../../expr/node.ts';
import type { UnknownReason } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import { decoratorNames } from '../language/decorators.ts';
import { keyText, memberValue } from '../semantics/bind.ts';
import { type Env, fileEnv, templateOfModule, type Unit } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { isRegistryReference, reportError, reportUnavailable } from '../semantics/problems.ts';
import {
  declarationEnv,
  occurrence,
  type ResolvedModule,
  type ResolvedResource,
} from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { dependenciesOf } from './dependencies.ts';
import { finish, lowerExpr } from './expression.ts';
import { deploymentType, deploymentVersion } from './ids.ts';
import { fullName, ownName } from './names.ts';
import { loopCount, lowerArgument, lowerMembers } from './node.ts';
import { refused } from './problems.ts';
import { lowerScope } from './scope-members.ts';

/** Members of a resource's body that the compiler puts elsewhere. */
const placedElsewhere: ReadonlySet<string> = new Set(['name', 'scope', 'parent', 'dependsOn']);

/** Lowers a resource; undefined if its body could not be read, or if a classic template does not hold such resources. */
export function lowerResource(symbol: ResourceSymbol, unit: Unit): ResourceDeclaration | undefined {
  const { statement, body, type } = symbol;
  if (!body || unit.model.cyclic.has(symbol)) return undefined;
  const resolved = occurrence(symbol, undefined, unit);
  const scope = lowerScope(resolved, unit, statement.name.span);
  if (statement.existing && !unit.symbolic) return undefined;
  const members = body.members.filter((member) => !isPlacedElsewhere(member));
  const whole = lowerMembers(body, members, resolved.env);
  const isForeign = symbol.extension !== undefined;
  if (!isForeign) {
    for (const { nameSpan } of whole.loops) {
      reportError(
        'A loop cannot be a member of a resource itself: the service takes it for one of resources.',
        nameSpan,
        resolved.env,
      );
    }
  }
  return {
    symbol: unit.symbolic ? symbol.symbol : undefined,
    type: isForeign && symbol.apiVersion !== undefined ? `${type}@${symbol.apiVersion}` : type,
    typeSpan: statement.type.span,
    name: isForeign ? build.textNode('', statement.name.span) : nameNode(resolved, body),
    apiVersion:
      isForeign || symbol.apiVersion === undefined ? undefined : build.textNode(symbol.apiVersion, statement.type.span),
    condition: conditionOf(symbol, unit),
    ...scope.members,
    copy: copyOf(symbol, unit),
    existing: statement.existing,
    extension: symbol.extension,
    options: optionsOf(statement),
    body: isForeign ? foreignBody(lowerMembers(body, body.members, resolved.env)) : bodyFor(whole, type, unit),
    children: [],
    deployment: nestedIn(type.toLowerCase(), whole),
    dependsOn: dependenciesOf(symbol, unit),
    span: statement.span,
  };
}

function isPlacedElsewhere(member: syntax.ObjectMember): boolean {
  return member.kind === 'member' && placedElsewhere.has(keyText(member.key) ?? '');
}

function bodyFor(whole: ObjectNode, type: string, unit: Unit): ObjectNode {
  const body = bodyOf(whole);
  return unit.symbolic ? withPolicyRuleAsText(body, type) : body;
}

/** What an extension handles is one object of properties. */
function foreignBody(whole: ObjectNode): ObjectNode {
  const { span } = whole;
  const properties = { key: build.textNode('properties', span), name: 'properties', value: whole };
  return { kind: 'object', members: [properties], loops: [], span };
}

function nameNode(resolved: ResolvedResource, { span }: syntax.ObjectNode): Node {
  const written = memberValue(resolved.symbol.body, 'name');
  return build.nodeOf(finish(fullName(resolved, written?.span ?? span)), written?.span ?? span);
}

/** A nested resource is deployed only where those around it are. */
function conditionOf(symbol: ResourceSymbol, unit: Unit): Node | undefined {
  const conditions: ReturnType<typeof lowerExpr>[] = [];
  for (let at: ResourceSymbol | undefined = symbol; at; at = at.enclosing) {
    if (at.condition) conditions.unshift(lowerExpr(at.condition, declarationEnv(at, undefined, unit)));
  }
  const [first, ...rest] = conditions;
  const { span } = symbol.condition ?? symbol.statement;
  const all = first && rest.reduce((left, right) => build.call('and', [left, right], span), first);
  return all && build.nodeOf(all, span);
}

function copyOf(symbol: ResourceSymbol, unit: Unit): CopyDeclaration | undefined {
  let looped: ResourceSymbol | undefined = symbol;
  while (looped && !looped.loop) looped = looped.enclosing;
  if (!looped?.loop) return undefined;
  const env = looped.enclosing ? declarationEnv(looped.enclosing, undefined, unit) : fileEnv(unit);
  return loopOf(looped.symbol, looped.loop, env);
}

function loopOf(name: string, loop: syntax.ForNode, env: Env): CopyDeclaration {
  return { name, count: loopCount(loop, env), span: loop.span };
}

function optionsOf({ decorators }: syntax.ResourceStatement): ReadonlySet<string> {
  const names = decoratorNames(decorators).filter((name) => /^(?:onlyIfNotExists|retryOn|waitUntil)$/.test(name));
  return new Set(names.map((name) => name.toLowerCase()));
}

/** A deployment that is written as a resource. */
/** What a deployment holds, or a stack whose template is beside it. */
function nestedIn(type: string, whole: ObjectNode): NestedDeployment | undefined {
  if (type === deploymentType.toLowerCase()) return plainDeployment(whole);
  if (type !== stackType) return undefined;
  const nested = plainDeployment(whole);
  return nested.template && { ...nested, scope: 'outer', mode: undefined, isStack: true };
}

function plainDeployment(whole: ObjectNode): NestedDeployment {
  const member = (node: Node | undefined, name: string): Node | undefined =>
    node?.kind === 'object' ? node.members.find((one) => one.name === name)?.value : undefined;
  const properties = member(whole, 'properties');
  const scope = member(member(properties, 'expressionEvaluationOptions'), 'scope');
  const isInner = scope?.kind === 'constant' && scope.value.kind === 'string' && /^inner$/i.test(scope.value.value);
  return {
    template: member(properties, 'template'),
    link: member(properties, 'templateLink'),
    parametersLink: member(properties, 'parametersLink'),
    parameters: member(properties, 'parameters'),
    scope: isInner ? 'inner' : 'outer',
    mode: member(properties, 'mode'),
  };
}

/** Lowers a module to the deployment of its template; undefined if its body could not be read. */
export function lowerModule(symbol: ModuleSymbol, unit: Unit): ResourceDeclaration | undefined {
  const { statement, body, loop, condition } = symbol;
  if (!body || unit.model.cyclic.has(symbol)) return undefined;
  const resolved: ResolvedModule = {
    kind: 'module',
    symbol,
    index: undefined,
    isCollection: false,
    env: declarationEnv(symbol, undefined, unit),
  };
  const { env } = resolved;
  const nameSpan = memberValue(body, 'name')?.span ?? statement.name.span;
  const scope = lowerScope(resolved, unit, statement.name.span);
  const module = moduleTemplate(symbol, unit);
  return {
    symbol: unit.symbolic ? symbol.symbol : undefined,
    type: deploymentType,
    typeSpan: statement.reference.span,
    name: build.nodeOf(finish(ownName(resolved, nameSpan)), nameSpan),
    apiVersion: build.textNode(deploymentVersion, statement.reference.span),
    condition: condition && build.nodeOf(lowerExpr(condition, env), condition.span),
    ...scope.members,
    copy: loop && loopOf(symbol.symbol, loop, fileEnv(unit)),
    existing: false,
    extension: undefined,
    options: new Set(),
    body: scope.kind === 'resourceGroup' ? emptyObject(body.span) : locationBody(unit, body.span),
    children: [],
    deployment: {
      template: undefined,
      module,
      link: undefined,
      ...registryReference(symbol, unit),
      parametersLink: undefined,
      parameters: argumentsOf(body, module, env),
      scope: 'inner',
      mode: undefined,
    },
    dependsOn: dependenciesOf(symbol, unit),
    span: statement.span,
  };
}

/** Deployments to other scopes than groups have a location of their own. */
function locationBody({ model }: Unit, span: Span): ObjectNode {
  const around = model.scopeKind === 'resourceGroup' ? 'resourceGroup' : 'deployment';
  const location = build.nodeOf(build.property(build.call(around, [], span), 'location', span), span);
  return {
    kind: 'object',
    members: [{ key: build.textNode('location', span), name: 'location', value: location }],
    loops: [],
    span,
  };
}

/** The template of a module. What is not available from a registry is not an error of the file, only a gap. */
function moduleTemplate(symbol: ModuleSymbol, unit: Unit): Template | UnknownReason {
  const { statement } = symbol;
  const found = templateOfModule(symbol, unit);
  if (!isUnavailable(found)) return found;
  const reference = statement.reference.kind === 'string' ? statement.reference.value : '';
  if (!isRegistryReference(reference)) {
    reportUnavailable(`The module '${reference}'`, found, statement.reference.span, unit.report);
  }
  return { code: 'gap', text: `the module '${reference}' cannot be read: ${found.reason}` };
}

function registryReference(symbol: ModuleSymbol, unit: Unit): Pick<NestedDeployment, 'reference' | 'resolved'> {
  const { reference } = symbol.statement;
  if (reference.kind !== 'string' || !isRegistryReference(reference.value)) return {};
  const found = templateOfModule(symbol, unit);
  const resolved = isUnavailable(found) && found.resolved !== reference.value ? found.resolved : undefined;
  return {
    reference: build.textNode(reference.value, reference.span),
    ...(resolved !== undefined && { resolved: build.textNode(resolved, reference.span) }),
  };
}

function argumentsOf(body: syntax.ObjectNode, module: Template | UnknownReason, env: Env): Node | undefined {
  const given = memberValue(body, 'params');
  if (!given) return undefined;
  if (given.kind !== 'object') {
    return build.nodeOf(
      refused(
        'BCP401: The parameters of a module must be a literal object: the spread operator "..." is not permitted in this location.',
        given.span,
        env,
      ),
      given.span,
    );
  }
  const members = given.members.flatMap((member) => {
    if (member.kind !== 'member') {
      if (member.kind === 'spread')
        reportError(
          'BCP401: The parameters of a module must be a literal object: the spread operator "..." is not permitted in this location.',
          member.span,
          env,
        );
      return [];
    }
    const name = keyText(member.key);
    if (name === undefined) return [];
    const declared = 'parameters' in module ? module.parameters.get(name.toLowerCase())?.name : undefined;
    if (declared !== undefined && declared !== name) {
      reportError(
        `BCP037: The property "${name}" is not allowed on objects of type "params". Did you mean "${declared}"? Case counts.`,
        member.key.span,
        env,
      );
    }
    return [{ key: build.textNode(name, member.key.span), name, value: lowerArgument(member.value, env) }];
  });
  return { kind: 'object', members, loops: [], span: given.span };
}
