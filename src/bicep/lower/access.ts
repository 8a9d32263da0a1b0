import { isReadable } from '../../azure-types/resource-members.ts';
import * as build from '../../expr/build.ts';
import type { CallExpr, Expr } from '../../expr/value.ts';
import { type Env, foreignKind, importSource, lookup } from '../semantics/compilation-unit.ts';
import { writtenTexts } from '../semantics/constant-values.ts';
import { isUnavailable } from '../semantics/host.ts';
import { shapeOf } from '../semantics/module-shapes.ts';
import { reportError } from '../semantics/problems.ts';
import { type Resolved, resolveOwner, resolveResource } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import * as draft from './draft.ts';
import { baseMemberDraft } from './locals.ts';
import { indexOf } from './names.ts';
import { refused, unavailable } from './problems.ts';
import { conditional, knownProperty, moduleOutput, referenceTo, templateOf } from './reference.ts';

type Access = syntax.PropertyAccess | syntax.IndexAccess;

/** `a.b`, `a[b]` and their safe forms, on values, resources, modules and imports. */
export function accessDraft(node: Access, env: Env): draft.Draft {
  return (
    resourceDraft(node, env) ??
    moduleOutputDraft(node, env) ??
    wildcardDraft(node, env) ??
    baseDraft(node, env) ??
    valueDraft(node, env)
  );
}

/** An item of a loop of resources, or a property of a resource or module. */
function resourceDraft(node: Access, env: Env): draft.Draft | undefined {
  const self = node.kind === 'index' ? resolveResource(node, env) : undefined;
  if (self) return referenceTo(self, true, node.span);
  const owner = resolveOwner(node.target, env);
  if (!owner || owner.isCollection) return undefined;
  const name = nameOfAccess(node);
  if (name === undefined) return node.kind === 'index' ? chosenPropertyDraft(node, env) : undefined;
  const plain = knownProperty(owner, name, node.span);
  if (plain) return node.safe ? conditional(owner, plain, node.span) : plain;
  if (node.safe) {
    const target = conditional(owner, referenceTo(owner, true, node.span), node.span);
    return draft.call('tryGet', [target, build.text(name, node.span)], node.span);
  }
  if (owner.kind === 'resource' && name === 'properties') return referenceTo(owner, false, node.span);
  if (!isMissing(owner, name)) return undefined;
  const refusal = refused(
    `BCP053: The type of '${owner.symbol.name}' does not contain property "${name}".`,
    node.span,
    env,
  );
  return draft.beside(indexOf(owner), refusal);
}

/** Whether a resource or module certainly has no property of that name to ask for. */
function isMissing(resolved: Resolved, name: string): boolean {
  if (resolved.kind === 'module') return name !== 'outputs' && name !== 'identity';
  const { extension, type } = resolved.symbol;
  return extension === undefined && !isReadable(name, type);
}

/** A property whose name is in another place of the file. What is known of the resource need not be asked for. */
function chosenPropertyDraft(node: syntax.IndexAccess, env: Env): draft.Draft | undefined {
  const owner = resolveResource(node.target, env);
  if (!owner) return undefined;
  const names = writtenTexts(node.index, { env, bound: new Set() }) ?? [];
  const known = names.flatMap((name) => {
    const value = knownProperty(owner, name, node.span);
    return value ? [build.text(name, node.index.span), value] : [];
  });
  if (known.length === 0 || known.length < 2 * names.length) return undefined;
  const properties = draft.call('createObject', known, node.span);
  return draft.item(properties, draft.pending(node.index, env), node.span);
}

/** The name that an access asks for, if that is literal. */
function nameOfAccess(node: Access): string | undefined {
  if (node.kind === 'property') return node.name.name;
  return node.index.kind === 'string' && !node.fromEnd ? node.index.value : undefined;
}

/** `m.outputs.x`: the service keeps outputs with their types, so that the value is one step further. */
function moduleOutputDraft(node: Access, env: Env): draft.Draft | undefined {
  const { target } = node;
  if (target.kind !== 'property' || target.name.name !== 'outputs') return undefined;
  if (shapeOf(target.target, env)?.kind !== 'module') return undefined;
  const module = resolveOwner(target.target, env);
  checkOutput(node, module, env);
  const secure = module && moduleOutput(module, target, node);
  if (secure) return secure;
  if (node.kind !== 'property') return undefined;
  return draft.made([valueDraft(node, env)], ([output]) =>
    node.safe || isSafeChain(output)
      ? appended(output, build.text('value', node.span), node)
      : build.property(output, 'value', node.span),
  );
}

/** A safe access may ask for what is not there. */
function checkOutput(node: Access, module: Resolved | undefined, env: Env): void {
  const name = nameOfAccess(node);
  if (node.safe || name === undefined || module?.kind !== 'module') return;
  const template = templateOf(module);
  if (!template || [...template.outputs.values()].some((output) => output.name === name)) return;
  reportError(
    `BCP053: The module '${module.symbol.name}' does not contain output "${name}".`,
    node.span,
    env,
    'bicep-name',
  );
}

/** `m.?outputs.?x` asks for the value safely, too; `m.?outputs.x` goes on in the same chain. */
function appended(output: Expr, name: Expr, node: syntax.PropertyAccess): Expr {
  if (node.safe) return build.call('tryGet', [output, name], node.span);
  return output.kind === 'call' ? { ...output, args: [...output.args, name] } : output;
}

/** A variable of a wildcard import. */
function wildcardDraft(node: Access, env: Env): draft.Draft | undefined {
  const { target, span } = node;
  const symbol = target.kind === 'name' ? lookup(target.name, env) : undefined;
  const name = nameOfAccess(node);
  if (symbol?.kind !== 'wildcard' || name === undefined) return undefined;
  const source = importSource(symbol, env.unit.model, env.unit.program);
  if (isUnavailable(source)) return unavailable(symbol.name, source.reason, span);
  const foreign = { source, name };
  if (foreignKind(foreign) === 'variable') {
    return build.call('variables', [build.text(env.unit.foreignName(foreign), span)], span);
  }
  return refused(
    `BCP360: The '${name}' symbol was not found in (or was not exported by) the imported template.`,
    span,
    env,
    'bicep-name',
  );
}

/** `base.name` in a parameter file. */
function baseDraft(node: Access, env: Env): draft.Draft | undefined {
  const local = node.target.kind === 'name' ? lookup(node.target.name, env) : undefined;
  const name = nameOfAccess(node);
  if (local?.kind !== 'local' || local.value.kind !== 'base' || name === undefined) return undefined;
  const member = local.value.members.get(name);
  return member && baseMemberDraft(member, node.span, env);
}

/** What follows a safe access in the same chain is safe as well. */
function valueDraft(node: Access, env: Env): draft.Draft {
  const key = node.kind === 'property' ? build.text(node.name.name, node.name.span) : draft.pending(node.index, env);
  return draft.made([draft.pending(node.target, env), key], ([base, lowered]) => valueAccess(node, base, lowered, env));
}

function valueAccess(node: Access, base: Expr, key: Expr, env: Env): Expr {
  const { target, span, safe } = node;
  const fromEnd = node.kind === 'index' && node.fromEnd;
  if (safe) return build.call(fromEnd ? 'tryIndexFromEnd' : 'tryGet', [base, key], span);
  if (isAccess(target, env) && isSafeChain(base)) {
    return { ...base, args: [...base.args, fromEnd ? fromTheEnd(key) : key], span };
  }
  if (fromEnd) return build.call('indexFromEnd', [base, key], span);
  return node.kind === 'property'
    ? build.property(base, node.name.name, span, node.name.span)
    : build.item(base, key, span);
}

function isSafeChain(expr: Expr): expr is CallExpr {
  return expr.kind === 'call' && (expr.name === 'tryGet' || expr.name === 'tryIndexFromEnd');
}

function fromTheEnd(index: Expr): Expr {
  const span = index.kind === 'value' ? undefined : index.span;
  if (!span) return index;
  const args = [build.text('value', span), index, build.text('fromEnd', span), build.call('true', [], span)];
  return build.call('createObject', args, span);
}

/** Whether a chain of accesses goes on: parentheses end it, but assertions and `any()` do not. */
function isAccess(node: syntax.Expression, env: Env): boolean {
  switch (node.kind) {
    case 'property':
    case 'index':
    case 'nested-resource':
      return true;
    case 'non-null':
      return isAccess(node.target, env);
    case 'call':
      return node.name.name === 'any' && node.args[0] !== undefined && isAccess(node.args[0], env);
    default:
      return false;
  }
}
