import { memberValue } from '../semantics/bind.ts';
import type { Model, ResourceSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import { declarationEnv, possibleResources } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { type CheckEnv, refuse } from './findings.ts';

/** Reports names and parents that do not fit the type of a resource. */
export function checkChildren(model: Model, resources: readonly ResourceSymbol[], env: CheckEnv): void {
  for (const symbol of resources) {
    if (model.cyclic.has(symbol)) continue;
    checkParent(symbol, env);
    checkName(symbol, env);
  }
}

/** The parent has to be a resource of the type around, and says where its child is. */
function checkParent(symbol: ResourceSymbol, env: CheckEnv): void {
  const { body, type, enclosing } = symbol;
  const parent = memberValue(body, 'parent');
  const scope = memberValue(body, 'scope');
  if (scope && (parent || enclosing)) {
    refuse(
      scope,
      `BCP164: A child resource's scope is computed based on the scope of its ancestor resource. The "scope" property of '${symbol.name}' is unsupported.`,
      env,
    );
  }
  if (!parent) return;
  if (enclosing || type.split('/').length <= 2) {
    refuse(parent, `'${symbol.name}' cannot have a parent here.`, env);
    return;
  }
  if (!isReference(parent)) {
    refuse(
      parent,
      'BCP240: The "parent" property only permits direct references to resources. Expressions are not supported.',
      env,
    );
    return;
  }
  const [found] = possibleResources(parent, { env: declarationEnv(symbol, undefined, env.unit), bound: new Set() });
  const wanted = type.slice(0, type.lastIndexOf('/'));
  if (found?.symbol.kind === 'module' || (found?.symbol.kind === 'resource' && !isType(found.symbol, wanted))) {
    refuse(parent, `BCP036: The property "parent" expected a value of type "${wanted}" at '${symbol.name}'.`, env);
  }
}

function isReference(node: syntax.Expression): boolean {
  const target = node.kind === 'index' ? node.target : node;
  return target.kind === 'name' || target.kind === 'nested-resource' || target.kind === 'error';
}

function isType({ type }: ResourceSymbol, wanted: string): boolean {
  return type.toLowerCase() === wanted.toLowerCase();
}

/** A name has one segment for each of the type, without those that a parent gives. */
function checkName(symbol: ResourceSymbol, env: CheckEnv): void {
  const { body, type, enclosing } = symbol;
  const name = memberValue(body, 'name');
  if (body && !name) reportError(`Resource '${symbol.name}' has no name.`, symbol.statement.name.span, env);
  const texts = name?.kind === 'string' ? [name.value] : name?.kind === 'interpolation' ? name.texts : undefined;
  if (!name || !texts || !type.includes('/')) return;
  const slashes = texts.join('').split('/').length - 1;
  const hasParent = enclosing !== undefined || memberValue(body, 'parent') !== undefined;
  const wanted = hasParent ? 0 : type.split('/').length - 2;
  const fits = name.kind === 'string' ? slashes === wanted : slashes <= wanted;
  if (wanted < 0 || fits) return;
  const message = hasParent
    ? 'BCP170: Expected resource name to not contain any "/" characters. Child resources with a parent must not contain a fully-qualified name.'
    : `BCP169: Expected resource name to contain ${wanted} "/" character(s), but it has ${slashes}. The number of name segments must match the number of segments in the resource type '${type}'.`;
  refuse(bare(name), message, env);
}
