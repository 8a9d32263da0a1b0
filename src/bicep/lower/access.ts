import { isReadable } from '../../azure-types/resource-members.ts';
import * as build from '../../expr/build.ts';
import type { CallExpr, Expr } from '../../expr/value.ts';
import { type Env, foreignKind, importSource, lookup } from '../semantics/compilation-unit.ts';
import { writtenTexts } from '../semantics/constant-values.ts';
import { isUnavailable } from '../semantics/host.ts';
import { refused, unavailable } from '../semantics/problems.ts';
import { type Denoted, denote } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { conditional, knownProperty, moduleOutput, referenceTo, templateOf } from './reference.ts';

type Access = syntax.PropertyAccess | syntax.IndexAccess;

/** Lowers `a.b`, `a[b]` and their safe forms, on values, resources, modules and imports. */
export function lowerAccess(node: Access, env: Env): Expr {
  return (
    lowerDenoted(node, env) ??
    lowerModuleOutput(node, env) ??
    lowerWildcard(node, env) ??
    lowerMember(node, env) ??
    lowerValueAccess(node, env)
  );
}

/** An item of a loop of resources, or a property of a resource or module. */
function lowerDenoted(node: Access, env: Env): Expr | undefined {
  const self = node.kind === 'index' ? denote(node, env) : undefined;
  if (self) return referenceTo(self, true, node.span);
  const denoted = denote(node.target, env);
  if (!denoted || denoted.isCollection) return undefined;
  const name = nameOfAccess(node);
  if (name === undefined) return node.kind === 'index' ? lowerChosenProperty(node, denoted, env) : undefined;
  const plain = knownProperty(denoted, name, node.span);
  if (plain) return node.safe ? conditional(denoted, plain, node.span) : plain;
  if (node.safe) {
    const target = conditional(denoted, referenceTo(denoted, true, node.span), node.span);
    return build.call('tryGet', [target, build.text(name, node.span)], node.span);
  }
  if (denoted.kind === 'resource' && name === 'properties') return referenceTo(denoted, false, node.span);
  return isMissing(denoted, name)
    ? refused(`'${denoted.symbol.name}' has no property '${name}'.`, node.span, env)
    : undefined;
}

/** Whether a resource or module certainly has no property of that name to ask for. */
function isMissing(denoted: Denoted, name: string): boolean {
  if (denoted.kind === 'module') return name !== 'outputs' && name !== 'identity';
  const { extension, type } = denoted.symbol;
  return extension === undefined && !isReadable(name, type);
}

/** A property whose name the file tells in another place. What is known of the resource need not be asked for. */
function lowerChosenProperty(node: syntax.IndexAccess, denoted: Denoted, env: Env): Expr | undefined {
  const names = writtenTexts(node.index, { env, bound: new Set() }) ?? [];
  const known = names.flatMap((name) => {
    const value = knownProperty(denoted, name, node.span);
    return value ? [build.text(name, node.index.span), value] : [];
  });
  if (known.length === 0 || known.length < 2 * names.length) return undefined;
  const properties = build.call('createObject', known, node.span);
  return build.item(properties, env.unit.lower.expr(node.index, env), node.span);
}

/** The name that an access asks for, if that is written out. */
function nameOfAccess(node: Access): string | undefined {
  if (node.kind === 'property') return node.name.name;
  return node.index.kind === 'string' && !node.fromEnd ? node.index.value : undefined;
}

/** `m.outputs.x`: the service keeps outputs with their types, so that the value is one step further. */
function lowerModuleOutput(node: Access, env: Env): Expr | undefined {
  const { target } = node;
  if (target.kind !== 'property' || target.name.name !== 'outputs' || !isModule(target.target, env)) return undefined;
  const denoted = denote(target.target, env);
  checkOutput(node, denoted, env);
  const secure = denoted && moduleOutput(denoted, target, node);
  if (secure) return secure;
  if (node.kind !== 'property') return undefined;
  const output = lowerValueAccess(node, env);
  return node.safe || isSafeChain(output)
    ? appended(output, build.text('value', node.span), node)
    : build.property(output, 'value', node.span);
}

/** A safe access may ask for what is not there. */
function checkOutput(node: Access, denoted: Denoted | undefined, env: Env): void {
  const name = nameOfAccess(node);
  if (node.safe || name === undefined || denoted?.kind !== 'module') return;
  const template = templateOf(denoted);
  if (!template || [...template.outputs.values()].some((output) => output.name === name)) return;
  refused(`The module '${denoted.symbol.name}' has no output '${name}'.`, node.span, env, 'bicep-name');
}

/** `m.?outputs.?x` asks for the value safely, too; `m.?outputs.x` goes on in the same chain. */
function appended(output: Expr, name: Expr, node: syntax.PropertyAccess): Expr {
  if (node.safe) return build.call('tryGet', [output, name], node.span);
  return output.kind === 'call' ? { ...output, args: [...output.args, name] } : output;
}

/** Whether an expression stands for one module. */
function isModule(node: syntax.Expression, env: Env): boolean {
  const inner = bare(node);
  if (inner.kind === 'conditional') return isModule(inner.whenTrue, env) && isModule(inner.whenFalse, env);
  if (inner.kind === 'name') {
    const symbol = lookup(inner.name, env);
    if (symbol?.kind === 'local') return symbol.isModule === true;
  }
  // Behind any(), the compiler does not see that something is a module.
  const denoted = inner.kind === 'call' || inner.kind === 'method-call' ? undefined : denote(inner, env);
  return denoted?.kind === 'module' && !denoted.isCollection;
}

/** A variable of a wildcard import. */
function lowerWildcard(node: Access, env: Env): Expr | undefined {
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
  return refused(`There is no variable '${name}' to import.`, span, env, 'bicep-name');
}

function lowerMember(node: Access, env: Env): Expr | undefined {
  const local = node.target.kind === 'name' ? lookup(node.target.name, env) : undefined;
  const name = nameOfAccess(node);
  return local?.kind === 'local' && name !== undefined ? local.member?.(name, node.span) : undefined;
}

/** What follows a safe access in the same chain is safe as well. */
function lowerValueAccess(node: Access, env: Env): Expr {
  const { target, span, safe } = node;
  const base = env.unit.lower.expr(target, env);
  const key =
    node.kind === 'property' ? build.text(node.name.name, node.name.span) : env.unit.lower.expr(node.index, env);
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
