import * as build from '../../expr/build.ts';
import type { Span } from '../../text/source.ts';
import { callProblem, isLoadFunction } from '../language/functions.ts';
import { bindingsOfLambda } from '../semantics/bindings.ts';
import { calledFunction } from '../semantics/called-function.ts';
import {
  type Env,
  type ForeignSymbol,
  functionName,
  jsonFunctionKey,
  lookup,
  withLocals,
} from '../semantics/compilation-unit.ts';
import { lambdaShapes, type Shape } from '../semantics/module-shapes.ts';
import { resolveOwner } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { bare } from '../syntax/visit.ts';
import * as draft from './draft.ts';
import { loadFunctions } from './load-functions.ts';
import { indexOf } from './names.ts';
import { refused, unavailable, unread } from './problems.ts';
import { listCall } from './reference.ts';

/** A call of a built-in or user-defined function, or of a function of a resource. */
export function callDraft(node: syntax.CallNode | syntax.MethodCallNode, env: Env): draft.Draft {
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
      return refused(
        `BCP360: The '${name.name}' symbol was not found in (or was not exported by) the imported template.`,
        name.span,
        env,
        'bicep-name',
      );
    case 'no-function':
      return refused(`BCP265: The name "${name.name}" is not a function.`, name.span, env, 'bicep-name');
    case 'unread':
      return unread(span);
    case 'method':
      return node.kind === 'method-call' ? methodCall(node, env) : unread(span);
  }
}

function methodCall(node: syntax.MethodCallNode, env: Env): draft.Draft {
  const { target, name, span } = node;
  const resolved = resolveOwner(target, env);
  const index = resolved && indexOf(resolved);
  if (resolved?.kind === 'resource') {
    const { extension, type } = resolved.symbol;
    if (extension !== undefined) {
      const why = { code: 'runtime' as const, text: `'${name.name}' is answered by the extension` };
      return draft.beside(index, build.unknown(why, span));
    }
    if (/^list/.test(name.name)) return listCall(resolved, node, env);
    if (name.name === 'getSecret' && /^microsoft\.keyvault\/vaults$/i.test(type)) {
      return draft.beside(index, refused('A secret of a key vault can only be passed to a module.', span, env));
    }
  }
  return draft.beside(
    index,
    refused(`BCP109: The type does not contain function "${name.name}".`, name.span, env, 'bicep-name'),
  );
}

/** A user-defined function is called in the namespace that the template gives it. */
function userCall(foreign: ForeignSymbol, node: syntax.CallNode | syntax.MethodCallNode, env: Env): draft.Draft {
  const { namespace, name } = functionName(env.unit.foreignName(foreign));
  const expected = arityOf(foreign);
  if (expected !== undefined && expected !== node.args.length) {
    const message = `BCP071: Expected ${expected} arguments, but got ${node.args.length}: function '${node.name.name}'.`;
    return refused(message, node.span, env);
  }
  const args = node.args.map((arg) => draft.pending(arg, env));
  const { span, name: called } = node;
  return draft.made(args, (lowered) => ({ kind: 'call', name, namespace, args: lowered, span, nameSpan: called.span }));
}

function arityOf({ source, name }: ForeignSymbol): number | undefined {
  if (source.kind === 'json') return source.template.functions.get(jsonFunctionKey(name))?.parameters.length;
  const symbol = source.model.symbols.get(name);
  return symbol?.kind === 'function' ? symbol.statement.parameters.length : undefined;
}

function builtIn(name: syntax.Identifier, args: readonly syntax.Expression[], span: Span, env: Env): draft.Draft {
  const [first] = args;
  if (name.name === 'any' && first) return draft.pending(first, env);
  if (name.name === 'nameof' && first) return nameOf(first, env);
  if (isLoadFunction(name.name)) return loadFunctions[name.name](args, span, env);
  const problem = callProblem(name.name, args.length);
  if (problem !== undefined) return refused(problem, name.span, env, 'bicep-name');
  const lowered = args.map((arg) =>
    arg.kind === 'lambda' ? lambdaDraft(arg, env, lambdaShapes(name.name, args, env)) : draft.pending(arg, env),
  );
  return draft.call(name.name, lowered, span, name.span);
}

function nameOf(node: syntax.Expression, env: Env): draft.Draft {
  const inner = bare(node);
  switch (inner.kind) {
    case 'name':
      if (!lookup(inner.name, env))
        return refused(
          `BCP057: The name "${inner.name}" does not exist in the current context.`,
          inner.span,
          env,
          'bicep-name',
        );
      return build.text(inner.name, node.span);
    case 'property':
    case 'nested-resource':
      return build.text(inner.name.name, node.span);
    case 'index':
      if (inner.index.kind === 'string') return build.text(inner.index.value, node.span);
  }
  return refused(`BCP408: The "nameof" function can only be used with an expression which has a name.`, node.span, env);
}

/** @param shapes where there are modules in what it is called with */
export function lambdaDraft(
  { parameters, body, span }: syntax.LambdaNode,
  env: Env,
  shapes: readonly (Shape | undefined)[],
): draft.Draft {
  const inner = withLocals(env, bindingsOfLambda(parameters, shapes));
  const names = parameters.map((parameter) => build.text(parameter.name, parameter.span));
  return draft.call('lambda', [...names, draft.pending(body, inner)], span);
}
