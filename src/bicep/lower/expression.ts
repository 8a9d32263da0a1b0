import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import { memo } from '../../text/memo.ts';
import type { Span } from '../../text/source.ts';
import { type Env, foreignKind, foreignSymbol, lookup, type Place } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { ModelSymbol } from '../semantics/model.ts';
import { resolveResource } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { accessDraft } from './access.ts';
import { callDraft, lambdaDraft } from './call.ts';
import type { Draft } from './draft.ts';
import { inlining } from './inlining.ts';
import { localDraft } from './locals.ts';
import { refused, unavailable, unread } from './problems.ts';
import { referenceTo } from './reference.ts';

/** Lowers an expression to that of a template, as the official compiler writes it. Never throws. */
export function lowerExpr(node: syntax.Expression, env: Env): Expr {
  const { span } = node;
  const replaced = env.unit.replaced.get(node);
  if (replaced) return build.unknown(replaced, span);
  switch (node.kind) {
    case 'string':
      return build.text(node.value, span);
    case 'interpolation':
      return lowerInterpolation(node, env);
    case 'integer':
      return build.integer(node.value, span);
    case 'boolean':
      return build.call(node.value ? 'true' : 'false', [], span);
    case 'null':
      return build.call('null', [], span);
    case 'object':
      return lowerObject(node, env);
    case 'array':
      return lowerArray(node, env);
    case 'for':
      return refused('BCP138: For-expressions are not supported in this context.', span, env);
    case 'name':
      return lowerName(node, env);
    case 'call':
    case 'method-call':
      return finish(callDraft(node, env));
    case 'property':
    case 'index':
      return finish(accessDraft(node, env));
    case 'nested-resource':
      return lowerNested(node, env);
    case 'non-null':
      return lowerExpr(node.target, env);
    case 'parenthesized':
      return lowerExpr(node.inner, env);
    case 'unary':
      return lowerUnary(node, env);
    case 'binary':
      return lowerBinary(node, env);
    case 'conditional': {
      const parts = [node.condition, node.whenTrue, node.whenFalse];
      return build.call(
        'if',
        parts.map((part) => lowerExpr(part, env)),
        span,
      );
    }
    case 'lambda':
      return finish(lambdaDraft(node, env, []));
    case 'error':
      return unread(span);
  }
}

/** Lowers what is still to be lowered in an expression. */
export function finish(draft: Draft): Expr {
  switch (draft.kind) {
    case 'pending':
      return lowerPlace(draft.place);
    case 'made':
      return finishMade(draft);
    default:
      return draft;
  }
}

/** Several expressions may need the same one, and each of those several others. */
const lowerPlace = memo(({ node, env }: Place) => lowerExpr(node, env));

const finishMade = memo(({ parts, make }: Extract<Draft, { kind: 'made' }>) => make(parts.map(finish)));

function lowerInterpolation({ texts, parts, span }: syntax.InterpolationNode, env: Env): Expr {
  const escaped = texts.map((text) => text.replaceAll('{', '{{').replaceAll('}', '}}'));
  const format = escaped.map((text, index) => (index === 0 ? text : `{${index - 1}}${text}`)).join('');
  return build.call('format', [build.text(format, span), ...parts.map((part) => lowerExpr(part, env))], span);
}

/** Objects with spread parts are merged from those; the others are made at once. */
function lowerObject({ members, span }: syntax.ObjectNode, env: Env): Expr {
  const chunks: Expr[] = [];
  let open: Expr[] = [];
  const close = (): void => {
    if (open.length > 0) chunks.push(build.call('createObject', open, span));
    open = [];
  };
  for (const member of members) {
    if (member.kind === 'spread') {
      close();
      chunks.push(lowerExpr(member.value, env));
    } else if (member.kind === 'member') open.push(lowerKey(member.key, env), lowerExpr(member.value, env));
  }
  close();
  if (!members.some(({ kind }) => kind === 'spread')) return chunks[0] ?? build.call('createObject', [], span);
  return build.call('shallowMerge', [build.call('createArray', chunks, span)], span);
}

function lowerKey(key: syntax.PropertyMember['key'], env: Env): Expr {
  return key.kind === 'identifier' ? build.text(key.name, key.span) : lowerExpr(key, env);
}

function lowerArray({ items, span }: syntax.ArrayNode, env: Env): Expr {
  const chunks: Expr[] = [];
  let open: Expr[] = [];
  const close = (): void => {
    if (open.length > 0) chunks.push(build.call('createArray', open, span));
    open = [];
  };
  for (const item of items) {
    if (item.kind === 'spread') {
      close();
      chunks.push(lowerExpr(item.value, env));
    } else open.push(lowerExpr(item, env));
  }
  close();
  if (!items.some(({ kind }) => kind === 'spread')) return chunks[0] ?? build.call('createArray', [], span);
  return build.call('flatten', [build.call('createArray', chunks, span)], span);
}

function lowerName(node: syntax.NameNode, env: Env): Expr {
  const { name, span } = node;
  const found = lookup(name, env);
  if (!found)
    return refused(`BCP057: The name "${name}" does not exist in the current context.`, span, env, 'bicep-name');
  if (found.kind === 'local') return finish(localDraft(found, span, env));
  if (found.kind === 'resource' || found.kind === 'module') {
    const resolved = resolveResource(node, env);
    return resolved ? finish(referenceTo(resolved, true, span)) : unread(span);
  }
  return lowerSymbol(found, span, env);
}

type Named = Exclude<ModelSymbol, { kind: 'resource' | 'module' }>;

function lowerSymbol(symbol: Named, span: Span, env: Env): Expr {
  switch (symbol.kind) {
    case 'parameter':
      return build.call('parameters', [build.text(symbol.name, span)], span);
    case 'variable':
      return env.unit.isInlined(symbol.name)
        ? lowerInlined(symbol.statement.value, env)
        : build.call('variables', [build.text(variableName(symbol.name, env), span)], span);
    case 'imported':
      return importedVariable(symbol, span, env);
    case 'broken':
      return unread(span);
    case 'type':
    case 'function':
    case 'wildcard':
    case 'extension':
      return refused(`'${symbol.name}' is a ${wordFor[symbol.kind]}, not a value.`, span, env);
  }
}

const wordFor = { type: 'type', function: 'function', wildcard: 'name of imports', extension: 'name of an extension' };

/** A variable of the file that is lowered, which need not be the one for whose template it is. */
function variableName(name: string, { unit }: Env): string {
  return unit.foreignName({ source: { kind: 'bicep', model: unit.model }, name });
}

function importedVariable(symbol: Extract<Named, { kind: 'imported' }>, span: Span, env: Env): Expr {
  const foreign = foreignSymbol(symbol, env);
  if (isUnavailable(foreign)) return unavailable(symbol.name, foreign.reason, span);
  const kind = foreignKind(foreign);
  if (kind === 'variable') return build.call('variables', [build.text(env.unit.foreignName(foreign), span)], span);
  const why = kind
    ? `'${symbol.name}' is a ${kind}, not a value.`
    : `BCP360: The '${symbol.original}' symbol was not found in (or was not exported by) the imported template.`;
  return refused(why, span, env, kind ? 'bicep-expression' : 'bicep-name');
}

/** Variables have no local names around them. */
const lowerInlined = inlining((value, env) => lowerExpr(value, env));

function lowerNested(node: syntax.NestedResourceAccess, env: Env): Expr {
  const resolved = resolveResource(node, env);
  if (resolved) return finish(referenceTo(resolved, true, node.span));
  return refused(
    `BCP159: The resource does not contain a nested resource named "${node.name.name}".`,
    node.name.span,
    env,
    'bicep-name',
  );
}

function lowerUnary({ operator, operand, span }: syntax.UnaryNode, env: Env): Expr {
  if (operator === '-' && operand.kind === 'integer') return build.integer(-operand.value, span);
  const inner = lowerExpr(operand, env);
  if (operator === '+') return inner;
  if (operator === '!') return build.call('not', [inner], span);
  return build.call('sub', [build.integer(0n, span), inner], span);
}

const functions: Readonly<Record<syntax.BinaryOperator, string>> = {
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '+': 'add',
  '-': 'sub',
  '<': 'less',
  '<=': 'lessOrEquals',
  '>': 'greater',
  '>=': 'greaterOrEquals',
  '==': 'equals',
  '!=': 'equals',
  '=~': 'equals',
  '!~': 'equals',
  '&&': 'and',
  '||': 'or',
  '??': 'coalesce',
};

function lowerBinary({ operator, left, right, operatorSpan, span }: syntax.BinaryNode, env: Env): Expr {
  const ignoreCase = operator === '=~' || operator === '!~';
  const args = [left, right].map((operand) => {
    const lowered = lowerExpr(operand, env);
    return ignoreCase ? build.call('toLower', [lowered], operand.span) : lowered;
  });
  const result = build.call(functions[operator], args, span, operatorSpan);
  return operator === '!=' || operator === '!~' ? build.call('not', [result], span, operatorSpan) : result;
}
