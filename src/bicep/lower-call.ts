import type { Expr } from '../expr/tree.ts';
import type { Span } from '../text/source.ts';
import { namespaces } from './bind.ts';
import { bindingsOfLambda } from './bindings.ts';
import * as build from './build.ts';
import { callProblem } from './built-in.ts';
import {
  type Env,
  type ForeignSymbol,
  foreignKind,
  foreignSymbol,
  importSource,
  jsonFunctionKey,
  lookup,
  withLocals,
} from './environment.ts';
import { isUnavailable } from './host.ts';
import { loadFunctions } from './load-functions.ts';
import { listCall } from './lower-reference.ts';
import { denote } from './occurrences.ts';
import { refused, unavailable, unread } from './problems.ts';
import type * as syntax from './syntax/tree.ts';
import { bare } from './walk.ts';

export function lowerCall(node: syntax.CallNode, env: Env): Expr {
  const { name, args, span } = node;
  const symbol = lookup(name.name, env);
  if (symbol?.kind === 'function') {
    const foreign: ForeignSymbol = { source: { kind: 'bicep', model: env.unit.model }, name: symbol.name };
    return userCall(foreign, node, env);
  }
  if (symbol?.kind === 'imported') {
    const foreign = foreignSymbol(symbol, env);
    if (isUnavailable(foreign)) return unavailable(symbol.name, foreign.reason, span);
    if (foreignKind(foreign) === 'function') return userCall(foreign, node, env);
  }
  if (symbol?.kind === 'broken') return unread(span);
  return builtIn(name, args, span, env);
}

export function lowerMethodCall(node: syntax.MethodCallNode, env: Env): Expr {
  const { target, name, args, span } = node;
  const inner = bare(target);
  const symbol = inner.kind === 'name' ? lookup(inner.name, env) : undefined;
  if (inner.kind === 'name' && !symbol && namespaces.has(inner.name)) return builtIn(name, args, span, env);
  if (symbol?.kind === 'wildcard') {
    const source = importSource(symbol, env.unit.model, env.unit.program);
    if (isUnavailable(source)) return unavailable(symbol.name, source.reason, span);
    const foreign = { source, name: name.name };
    if (foreignKind(foreign) === 'function') return userCall(foreign, node, env);
    return refused(`There is no function '${name.name}' to import.`, name.span, env, 'bicep-name');
  }
  const denoted = denote(target, env);
  if (denoted?.kind === 'resource' && /^list/i.test(name.name)) return listCall(denoted, node, env);
  if (denoted?.kind === 'resource' && name.name === 'getSecret') {
    return refused('A secret of a key vault can only be passed to a module.', span, env);
  }
  if (denoted) return build.unknown({ code: 'runtime', text: `'${name.name}' is answered by the service` }, span);
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
