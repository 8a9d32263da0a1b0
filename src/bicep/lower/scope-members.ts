import * as build from '../../expr/build.ts';
import type { Node } from '../../expr/node.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../semantics/bind.ts';
import type { Unit } from '../semantics/compilation-unit.ts';
import {
  managementGroupType,
  type ScopeName,
  scopeOfModule,
  scopeOfResource,
  type TargetScope,
} from '../semantics/deployment-scope.ts';
import { ancestorsOf, type Resolved } from '../semantics/resource-references.ts';
import * as draft from './draft.ts';
import { finish, lowerExpr } from './expression.ts';
import { idOf, managementGroupId, scopeName, subscriptionId } from './ids.ts';
import { indexOf } from './names.ts';

/** The members of a declaration that say where it goes. */
export interface ScopeMembers {
  readonly scope: Node | undefined;
  readonly subscriptionId: Node | undefined;
  readonly resourceGroup: Node | undefined;
}

const noMembers: ScopeMembers = { scope: undefined, subscriptionId: undefined, resourceGroup: undefined };

/** Where a resource or module goes, and the members of its declaration that say so in a template. */
export interface LoweredScope {
  readonly kind: TargetScope['kind'];
  readonly members: ScopeMembers;
}

/** Lowers what a declaration says of its scope, and looks at what is written there although nothing is made of it. */
export function lowerScope(resolved: Resolved, unit: Unit, span: Span): LoweredScope {
  const scope = resolved.kind === 'module' ? scopeOfModule(resolved) : scopeOfResource(resolved);
  lookAtParts(resolved);
  return { kind: scope.kind, members: membersOf(scope, unit, span, resolved.kind === 'module') };
}

/** A function that gives a scope may be given more than it takes, and an item of a loop may have the name of all. */
function lookAtParts(resolved: Resolved): void {
  const ancestors = resolved.kind === 'resource' ? ancestorsOf(resolved) : [];
  for (const { index } of ancestors) if (index) finish(draft.pendingAt(index));
  const { symbol, env } = ancestors.at(-1) ?? resolved;
  const isForeign = symbol.kind === 'resource' && symbol.extension !== undefined;
  const value = isForeign ? undefined : memberValue(symbol.body, 'scope');
  if (!value || env.unit.replaced.has(value)) return;
  if (value.kind === 'call' || value.kind === 'method-call') for (const arg of value.args) lowerExpr(arg, env);
}

function membersOf(scope: TargetScope, unit: Unit, span: Span, isModule: boolean): ScopeMembers {
  const here = unit.model.scopeKind;
  switch (scope.kind) {
    case 'tenant':
      return here === 'tenant' && !isModule ? noMembers : { ...noMembers, scope: build.textNode('/', span) };
    case 'managementGroup':
      return { ...noMembers, scope: scope.name && managementGroupScope(scope.name, unit, span, isModule) };
    case 'subscription': {
      const around = here === 'resourceGroup' ? nodeOf(subscriptionId(span), span) : undefined;
      return { ...noMembers, subscriptionId: named(scope.subscription, span) ?? around };
    }
    case 'resourceGroup':
      return {
        ...noMembers,
        subscriptionId: named(scope.subscription, span),
        resourceGroup: named(scope.group, span),
      };
    case 'resource':
      return { ...noMembers, scope: nodeOf(draft.beside(indexOf(scope.resource), idOf(scope.resource, span)), span) };
  }
}

/** At the scopes above subscriptions, the service expects a path without the leading provider. */
function managementGroupScope(name: ScopeName, { model }: Unit, span: Span, isModule: boolean): Node {
  const isAbove = model.scopeKind === 'tenant' || model.scopeKind === 'managementGroup';
  if (!isModule || !isAbove) return nodeOf(managementGroupId(scopeName(name), span), span);
  return nodeOf(draft.call('format', [build.text(`${managementGroupType}/{0}`, span), scopeName(name)], span), span);
}

function named(name: ScopeName | undefined, span: Span): Node | undefined {
  return name && nodeOf(scopeName(name), span);
}

function nodeOf(expr: draft.Draft, otherwise: Span): Node {
  const finished = finish(expr);
  return build.nodeOf(finished, finished.span ?? otherwise);
}
