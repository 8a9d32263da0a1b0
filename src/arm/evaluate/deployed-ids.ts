import { describe } from '../../expr/access.ts';
import { call as callExpr } from '../../expr/build.ts';
import type { Environment } from '../../expr/evaluate.ts';
import { failedValue, stringValue, textFrom, unknownValue } from '../../expr/make-value.ts';
import type { CallExpr, Expr, UnknownReason, Value } from '../../expr/value.ts';
import { nameText } from '../../model/identity.ts';
import { clauseOf } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import { type DeploymentContext, scopeIdOf } from '../context.ts';
import type { ResourceDeclaration, ScopeKind } from '../template.ts';
import { contextAt, type Placement } from './placement.ts';
import { idOfCall, pathSegments } from './resource-ids.ts';

export interface NamedResource {
  /** With the types of its parents. */
  readonly type: string;
  readonly name: Value;
  /** What it extends, and where it is, if that is not the scope of the deployment. */
  readonly placement: Placement;
  readonly declaration: ResourceDeclaration;
  readonly environment: Environment;
}

/** The function that makes ids at each scope. */
const idFunctions: Readonly<Record<ScopeKind, string>> = {
  resourceGroup: 'resourceId',
  subscription: 'subscriptionResourceId',
  managementGroup: 'managementGroupResourceId',
  tenant: 'tenantResourceId',
};

/** The id that a declared resource gets, and the id of the scope in which it gets it. */
export interface DeployedId {
  readonly id: Value;
  readonly scope: Value;
}

/** Where a declared resource is when it is deployed to a context. */
export function deployedId(resource: NamedResource, around: DeploymentContext): DeployedId {
  const { type, name, declaration, environment, placement } = resource;
  const { target, scope } = placed(declaration, placement, around);
  const { span } = declaration.name;
  const depth = pathSegments(type).length - 1;
  const problem = nameProblem(type, name, depth);
  if (problem) return { id: failedId(problem, name, span, environment), scope: scopeIdOf(target) };
  const names = nameSegments(name, depth, span);
  const found: DeployedId = scope
    ? extensionId(type, names, scope, target, span)
    : {
        id: idOfCall(callExpr(idFunctions[target.kind], [], span), [stringValue(type), ...names], target),
        scope: scopeIdOf(target),
      };
  if (found.id.kind !== 'failed') return found;
  return { ...found, id: failedId(found.id.message, name, span, environment) };
}

/** A deployment or an existing resource may be elsewhere; what is deployed here may extend something by `scope`. */
function placed(
  { deployment, existing }: ResourceDeclaration,
  placement: Placement,
  around: DeploymentContext,
): { readonly target: DeploymentContext; readonly scope: Value | undefined } {
  if (deployment) return { target: contextAt(around, placement), scope: undefined };
  if (!existing) return { target: around, scope: placement.scope };
  return { target: contextAt(around, { ...placement, scope: undefined }), scope: placement.scope };
}

function nameProblem(type: string, name: Value, depth: number): string | undefined {
  if (name.kind === 'unknown' || name.kind === 'choice') return undefined;
  if (name.kind !== 'string') return `The name of a resource must be a string, not ${describe(name)}.`;
  if (name.value === '') return 'The name of a resource must not be empty.';
  // Where a type needs one segment, the service takes the name as a whole.
  const count = (depth === 1 ? name.value.split('/') : pathSegments(name.value)).length;
  if (count === depth) return undefined;
  return `The name '${nameText(name)}' has ${count} segments, but type '${type}' needs ${depth}.`;
}

function failedId(message: string, name: Value, span: Span, environment: Environment): Value {
  environment.report({ severity: 'error', code: 'resource-name', message, span });
  return unknownValue({ code: 'failed', text: clauseOf(message) }, { kind: 'value', value: name }, name.origins);
}

/** The segments of a name; those of an unknown one are cut out of it by the service. */
function nameSegments(name: Value, depth: number, span: Span): readonly Value[] {
  if (depth === 1) return [name];
  if (name.kind === 'string' && name.residual === undefined) {
    return pathSegments(name.value).map((segment) => ({ ...name, value: segment }));
  }
  const x: Expr = { kind: 'literal', value: 'x', span };
  const notEmpty = callExpr('not', [callExpr('empty', [callExpr('lambdaVariables', [x], span)], span)], span);
  const separator: Expr = { kind: 'literal', value: '/', span };
  const parts = callExpr('split', [{ kind: 'value', value: name, span }, separator], span);
  const kept = callExpr('filter', [parts, callExpr('lambda', [x, notEmpty], span)], span);
  const why: UnknownReason =
    name.kind === 'unknown' ? name.why : { code: 'unsupported', text: 'the name is not decided' };
  return Array.from({ length: depth }, (_, index) => {
    const at: Expr = { kind: 'literal', value: BigInt(index), span };
    return unknownValue(why, { kind: 'index', target: kept, index: at, span }, name.origins);
  });
}

function extensionId(
  type: string,
  names: readonly Value[],
  scope: Value,
  target: DeploymentContext,
  span: Span,
): DeployedId {
  const typeAndNames = [stringValue(type), ...names];
  if (scope.kind !== 'string' || scope.residual !== undefined) {
    return { id: unknownExtensionId(typeAndNames, scope, target, span), scope };
  }
  if (scope.value === '/') return { id: idOfCall(callExpr('tenantResourceId', [], span), typeAndNames, target), scope };
  const base = scope.value.startsWith('/') ? scope : relativeScope(scope, target, span);
  return { id: idOfCall(callExpr('extensionResourceId', [], span), [base, ...typeAndNames], target), scope: base };
}

/** The id of a scope that is given without the path of the deployment. */
function relativeScope(scope: Value, target: DeploymentContext, span: Span): Value {
  const parts = scopePathParts(target);
  if ([...parts, scope].every((part) => part.kind === 'string' && part.residual === undefined)) {
    const texts = [...parts, scope].map((part) => (part.kind === 'string' ? part.value : ''));
    return textFrom([...parts, scope], texts.join(''), scope.origins);
  }
  const args: readonly Expr[] = [...parts, scope].map((value) => ({ kind: 'value', value }));
  return unknownValue(
    { code: 'context', text: 'the scope is not given' },
    callExpr('concat', args, span),
    scope.origins,
  );
}

/** The path of a context up to a provider, in the pieces in which the service prints it. */
function scopePathParts(target: DeploymentContext): readonly Value[] {
  const text = (value: string): Value => stringValue(value);
  switch (target.kind) {
    case 'resourceGroup':
      return [
        text('/subscriptions/'),
        target.subscriptionId,
        text('/resourceGroups/'),
        target.resourceGroup,
        text('/providers/'),
      ];
    case 'subscription':
      return [text('/subscriptions/'), target.subscriptionId, text('/providers/')];
    case 'managementGroup':
      return [text('/providers/Microsoft.Management/managementGroups/'), target.managementGroup, text('/providers/')];
    case 'tenant':
      return [text('/providers/')];
  }
}

/** An extension of something unknown: the service will look at what it turns out to be. */
function unknownExtensionId(
  typeAndNames: readonly Value[],
  scope: Value,
  target: DeploymentContext,
  span: Span,
): Value {
  const values = (list: readonly Value[]): readonly Expr[] => list.map((value) => ({ kind: 'value', value }));
  const text = (value: string): Expr => ({ kind: 'literal', value, span });
  const [of] = values([scope]);
  if (!of) return failedValue('scope', 'A resource has no scope.');
  const call = (name: string, ...args: readonly Expr[]): CallExpr => callExpr(name, args, span);
  let relative = call('concat', ...values(scopePathParts(target)), of);
  if (target.kind === 'managementGroup') {
    const isGroup = call('startsWith', of, text('Microsoft.Management/managementGroups'));
    relative = call('if', isGroup, call('concat', text('/providers/'), of), relative);
  }
  const parent = call('if', call('startsWith', of, text('/')), of, relative);
  const residual = call(
    'if',
    call('equals', of, text('/')),
    call('tenantResourceId', ...values(typeAndNames)),
    call('extensionResourceId', parent, ...values(typeAndNames)),
  );
  const why: UnknownReason =
    scope.kind === 'unknown' ? scope.why : { code: 'unsupported', text: 'the scope is not decided' };
  return unknownValue(why, residual, scope.origins);
}
