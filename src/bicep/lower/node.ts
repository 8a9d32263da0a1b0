import * as build from '../../expr/build.ts';
import { constantItems, constantMembers, type LoopNode, type Node, type NodeMember } from '../../expr/node.ts';
import { keyText } from '../semantics/bind.ts';
import { inLoop } from '../semantics/bindings.ts';
import { type Env, lookup } from '../semantics/compilation-unit.ts';
import { resolveResource } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { lowerExpr } from './expression.ts';
import { inlining } from './inlining.ts';
import { refused } from './problems.ts';

/**
 * Lowers an expression that stands for itself: objects, arrays and literals stay what they are, and anything else
 * becomes an expression.
 */
export function lowerNode(node: syntax.Expression, env: Env): Node {
  const { span } = node;
  switch (node.kind) {
    case 'parenthesized':
      return lowerNode(node.inner, env);
    case 'non-null':
      return lowerNode(node.target, env);
    case 'integer':
      return build.integerNode(node.value, span);
    case 'boolean':
      return build.boolNode(node.value, span);
    case 'null':
      return build.nullNode(span);
    case 'unary':
      if (node.operator === '-' && node.operand.kind === 'integer') return build.integerNode(-node.operand.value, span);
      break;
    case 'object':
      if (!node.members.some(({ kind }) => kind === 'spread')) return lowerMembers(node, node.members, env);
      break;
    case 'array':
      if (node.items.every(isItem)) {
        const items = node.items.map((item) => lowerNode(item, env));
        return { kind: 'array', items, ...constantItems(items), span };
      }
      break;
    case 'call':
      if (node.name.name === 'any' && node.args[0] && !lookup('any', env)) return lowerNode(node.args[0], env);
      break;
    case 'name': {
      const symbol = lookup(node.name, env);
      const isRefused = env.unit.replaced.has(node);
      if (!isRefused && symbol?.kind === 'variable' && env.unit.isInlined(symbol.name)) {
        return lowerInlined(symbol.statement.value, env);
      }
      break;
    }
  }
  return build.nodeOf(lowerExpr(node, env), span);
}

const lowerInlined = inlining((value, env) => lowerNode(value, env));

function isItem(item: syntax.Expression | syntax.SpreadNode): item is syntax.Expression {
  return item.kind !== 'spread';
}

/** An object of some members; those that are loops become arrays. */
export function lowerMembers(
  { span }: syntax.ObjectNode,
  members: readonly syntax.ObjectMember[],
  env: Env,
): Extract<Node, { kind: 'object' }> {
  const plain: NodeMember[] = [];
  const loops: LoopNode[] = [];
  for (const member of members) {
    if (member.kind !== 'member') continue;
    const name = keyText(member.key);
    const isLoop = member.value.kind === 'for' && !env.unit.replaced.has(member.value);
    if (isLoop && member.value.kind === 'for' && name !== undefined)
      loops.push(propertyLoop(name, member, member.value, env));
    else plain.push(lowerMember(member, env));
  }
  return { kind: 'object', members: plain, loops, ...(loops.length === 0 && constantMembers(plain)), span };
}

function lowerMember({ key, value }: syntax.PropertyMember, env: Env): NodeMember {
  const name = keyText(key);
  if (name !== undefined) return { key: build.textNode(name, key.span), name, value: lowerNode(value, env) };
  const computed = key.kind === 'identifier' ? build.textNode(key.name, key.span) : undefined;
  const lowered = computed ?? build.nodeOf(lowerExpr(key as syntax.Expression, env), key.span);
  return { key: lowered, name: '', value: lowerNode(value, env) };
}

function propertyLoop(name: string, { key }: syntax.PropertyMember, loop: syntax.ForNode, env: Env): LoopNode {
  return { name, nameSpan: key.span, count: loopCount(loop, env), input: loopInput(loop, env, name) };
}

/** How often a loop runs. */
export function loopCount({ source }: syntax.ForNode, env: Env): Node {
  return build.nodeOf(build.call('length', [lowerExpr(source, env)], source.span), source.span);
}

/** What one iteration of a loop makes; the loop itself has a name unless it is that of an output. */
export function loopInput(loop: syntax.ForNode, env: Env, name: string | undefined): Node {
  if (loop.body.kind === 'if') {
    const problem = refused('Only loops of resources and modules can have a condition.', loop.body.span, env);
    return build.nodeOf(problem, loop.body.span);
  }
  return lowerNode(loop.body, inLoop(loop, env, { kind: 'running', loop: name }));
}

/**
 * The entry of `parameters` for an argument of a module. Secrets of a key vault are passed by reference; because they
 * may stand in a condition, a condition chooses between whole entries.
 */
export function lowerArgument(value: syntax.Expression, env: Env): Node {
  const { span } = value;
  if (value.kind === 'for') {
    const input = loopInput(value, env, 'value');
    const loop: LoopNode = { name: 'value', nameSpan: span, count: loopCount(value, env), input };
    return { kind: 'object', members: [], loops: [loop], span };
  }
  if (value.kind === 'parenthesized') return lowerArgument(value.inner, env);
  if (value.kind === 'conditional') return build.nodeOf(lowerChosenArgument(value, env), span);
  const secret = secretOf(value, env);
  if (secret) {
    const { id, name, version } = secret;
    const vault = build.objectNode([['id', build.nodeOf(id, span)]], span);
    const members: (readonly [string, Node])[] = [
      ['keyVault', vault],
      ['secretName', name],
      ...(version ? [['secretVersion', version] as const] : []),
    ];
    return build.objectNode([['reference', build.objectNode(members, span)]], span);
  }
  return build.objectNode([['value', lowerNode(value, env)]], span);
}

interface SecretCall {
  readonly id: ReturnType<typeof lowerExpr>;
  readonly name: Node;
  readonly version: Node | undefined;
  readonly args: readonly syntax.Expression[];
}

function secretOf(node: syntax.Expression, env: Env): SecretCall | undefined {
  if (node.kind === 'parenthesized') return secretOf(node.inner, env);
  if (node.kind !== 'method-call' || node.name.name !== 'getSecret') return undefined;
  const [name, version] = node.args;
  if (resolveResource(node.target, env)?.kind !== 'resource' || !name) return undefined;
  const id = lowerExpr(
    { kind: 'property', target: node.target, name: idName(node), safe: false, span: node.span },
    env,
  );
  return { id, name: lowerNode(name, env), version: version && lowerNode(version, env), args: node.args };
}

function idName({ name }: syntax.MethodCallNode): syntax.Identifier {
  return { kind: 'identifier', name: 'id', span: name.span };
}

function lowerChosenArgument(node: syntax.Expression, env: Env): ReturnType<typeof lowerExpr> {
  const { span } = node;
  if (node.kind === 'parenthesized') return lowerChosenArgument(node.inner, env);
  if (node.kind === 'conditional') {
    const branches = [node.whenTrue, node.whenFalse].map((branch) => lowerChosenArgument(branch, env));
    return build.call('if', [lowerExpr(node.condition, env), ...branches], span);
  }
  const pair = (name: string, value: ReturnType<typeof lowerExpr>): readonly ReturnType<typeof lowerExpr>[] => [
    build.text(name, span),
    value,
  ];
  const secret = secretOf(node, env);
  if (!secret) return build.call('createObject', pair('value', lowerExpr(node, env)), span);
  const [name, version] = secret.args.map((arg) => lowerExpr(arg, env));
  const reference = build.call(
    'createObject',
    [
      ...pair('keyVault', build.call('createObject', pair('id', secret.id), span)),
      ...(name ? pair('secretName', name) : []),
      ...(version ? pair('secretVersion', version) : []),
    ],
    span,
  );
  return build.call('createObject', pair('reference', reference), span);
}
