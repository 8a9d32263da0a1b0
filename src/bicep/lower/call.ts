import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import { callProblem } from '../language/functions.ts';
import { bindingsOfLambda } from '../semantics/bindings.ts';
import { calledFunction } from '../semantics/called-function.ts';
import { type Env, type ForeignSymbol, jsonFunctionKey, lookup, withLocals } from '../semantics/compilation-unit.ts';
import { refused, unavailable, unread } from '../semantics/problems.ts';
import { denote } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import { loadFunctions } from './load-functions.ts';
import { listCall } from './reference.ts';

/** Lowers a call of a built-in or user-defined function, or of a function of a resource. */
export function lowerCall(node: syntax.CallNode | syntax.MethodCallNode, env: Env): Expr {
  const { name, args, span } = node;
  const called = calledFunction(node, env);
  switch (called.kind) {
    case 'user':
      return userCall(called.function, node, env);
    case 'built-in':
      return builtIn(name, args, span, env);
    case 'unavailable':
      return unavailable(called.name, called.reason, span);
    case 'missing':
      return refused(`There is no function '${name.name}' to import.`, name.span, env, 'bicep-name');
    case 'no-function':
      return refused(`'${name.name}' is no function here.`, name.span, env, 'bicep-name');
    case 'unread':
      return unread(span);
    case 'method':
      return node.kind === 'method-call' ? lowerMethodCall(node, env) : unread(span);
  }
}

function lowerMethodCall(node: syntax.MethodCallNode, env: Env): Expr {
  const { target, name, span } = node;
  const denoted = denote(target, env);
  if (denoted?.kind === 'resource') {
    const { extension, type } = denoted.symbol;
    if (extension !== undefined) {
      return build.unknown({ code: 'runtime', text: `'${name.name}' is answered by the extension` }, span);
    }
    if (/^list/.test(name.name)) return listCall(denoted, node, env);
    if (name.name === 'getSecret' && /^microsoft\.keyvault\/vaults$/i.test(type)) {
      return refused('A secret of a key vault can only be passed to a module.', span, env);
    }
  }
  return refused(`There is no function '${name.name}' here.`, name.span, env, 'bicep-name');
}

/** A user-defined function is called in the namespace that the template gives it. */
function userCall(foreign: ForeignSymbol, node: syntax.CallNode | syntax.MethodCallNode, env: Env): Expr {
  const { namespace, name } = functionName(env.unit.foreignName(foreign));
  const expected = arityOf(foreign);
  if (expected !== undefined && expected !== node.args.length) {
    const message = `Function '${node.name.name}' takes ${expected} arguments, but is given ${node.args.length}.`;
    return refused(message, node.span, env);
  }
  const args = node.args.map((arg) => env.unit.lower.expr(arg, env));
  return { kind: 'call', name, namespace, args, span: node.span, nameSpan: node.name.span };
}

function arityOf({ source, name }: ForeignSymbol): number | undefined {
  if (source.kind === 'json') return source.template.functions.get(jsonFunctionKey(name))?.parameters.length;
  const symbol = source.model.symbols.get(name);
  return symbol?.kind === 'function' ? symbol.statement.parameters.length : undefined;
}

/** Names of symbols that another file needs are `_1.name`; the others are in the compiler's own namespace. */
export function functionName(name: string): { readonly namespace: string; readonly name: string } {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? { namespace: '__bicep', name } : { namespace: name.slice(0, dot), name: name.slice(dot + 1) };
}

function builtIn(name: syntax.Identifier, args: readonly syntax.Expression[], span: Span, env: Env): Expr {
  const [first] = args;
  if (name.name === 'any' && first) return env.unit.lower.expr(first, env);
  if (name.name === 'nameof' && first) return nameOf(first, env);
  const load = loadFunctions.get(name.name);
  if (load) return load(args, span, env);
  const problem = callProblem(name.name, args.length);
  if (problem !== undefined) return refused(problem, name.span, env, 'bicep-name');
  const source = first && denote(first, env);
  const ofModules = source?.kind === 'module' && source.isCollection;
  const lowered = args.map((arg) =>
    arg.kind === 'lambda' ? lowerLambda(arg, env, ofModules) : env.unit.lower.expr(arg, env),
  );
  return build.call(name.name, lowered, span, name.span);
}

function nameOf(node: syntax.Expression, env: Env): Expr {
  const inner = bare(node);
  switch (inner.kind) {
    case 'name':
      if (!lookup(inner.name, env)) return refused(`There is no '${inner.name}' here.`, inner.span, env, 'bicep-name');
      return build.text(inner.name, node.span);
    case 'property':
    case 'nested-resource':
      return build.text(inner.name.name, node.span);
    case 'index':
      if (inner.index.kind === 'string') return build.text(inner.index.value, node.span);
  }
  return refused(`'nameof' takes the name of a symbol or of a property.`, node.span, env);
}

/** @param ofModules whether what it is called with are modules of a loop */
export function lowerLambda({ parameters, body, span }: syntax.LambdaNode, env: Env, ofModules: boolean): Expr {
  const inner = withLocals(env, bindingsOfLambda(parameters, ofModules));
  const names = parameters.map((parameter) => build.text(parameter.name, parameter.span));
  return build.call('lambda', [...names, inner.unit.lower.expr(body, inner)], span);
}
