import { clauseOf, type Diagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { describe } from './access.ts';
import { withBasis } from './basis.ts';
import {
  type Environment,
  evaluate,
  type Frame,
  type Loop,
  outOfBudget,
  spend,
  stoppedValue,
  withinLimits,
} from './evaluate.ts';
import { isTooLarge } from './extent.ts';
import { ingredientsOfFailure } from './failed-ingredients.ts';
import {
  arrayValue,
  intValue,
  openValue,
  partlyKeyedObject,
  secured,
  unknownValue,
  withOrigins,
} from './make-value.ts';
import { malformed } from './malformed.ts';
import { type ArrayNode, constantOf, type LoopNode, type Node, type NodeMember, type ObjectNode } from './node.ts';
import { opaqueExpr } from './tree.ts';
import type {
  ArrayValue,
  Entry,
  Expr,
  FailedValue,
  ObjectValue,
  Origin,
  OriginRole,
  StringValue,
  UnkeyedEntry,
  UnknownReason,
  UnknownValue,
  Value,
} from './value.ts';

/** The largest number of iterations that the service accepts for any copy loop. */
export const maxIterations = 800;

/**
 * Evaluates a part of a template, leaf by leaf. A leaf that fails is reported and becomes an unknown value, so that
 * the rest of its resource can still be judged.
 *
 * @param role what the leaves contribute to the values that are made of them
 */
export function evaluateNode(node: Node, frame: Frame, role: OriginRole = 'written'): Value {
  const value = evaluateKind(node, frame, role);
  return frame.env.holdsSecret?.(node.span) ? secured(value) : value;
}

function evaluateKind(node: Node, frame: Frame, role: OriginRole): Value {
  switch (node.kind) {
    case 'constant':
      return role === 'written' ? node.value : withRole(node.value, role);
    case 'expression': {
      const value = evaluate(node.expr, frame);
      return value.kind === 'failed'
        ? failedPart(value, node.expr, node.span, frame)
        : withOrigins(value, [originAt(node.span, role, value.origins)]);
    }
    case 'broken':
      return brokenPart(node.diagnostic, node.text, node.span, frame.env);
    case 'array':
    case 'object':
      return evaluateContainer(node, frame, role);
  }
}

/** Two literals, because one with a part that may be missing takes several times as long: there is one for each value. */
function originAt(span: Span, role: OriginRole, from: readonly Origin[]): Origin {
  return from.length > 0 ? { span, role, from } : { span, role };
}

function evaluateContainer(node: ArrayNode | ObjectNode, frame: Frame, role: OriginRole): Value {
  const { budget } = frame.env;
  // What is kept is not marked as secure.
  const constant = frame.env.holdsSecret ? undefined : constantOf(node);
  if (constant?.value && constant.role === role && spend(budget, 1)) return constant.value;
  const size = node.kind === 'array' ? node.items.length : node.members.length;
  if (!spend(budget, size) || budget.depth <= 0) return stoppedValue(outOfBudget, node.span, budget);
  budget.depth -= 1;
  try {
    const value = node.kind === 'array' ? evaluateArray(node, frame, role) : evaluateObject(node, frame, role);
    if (constant?.isUsed && isWhole(value)) Object.assign(constant, { role, value });
    if (constant) constant.isUsed = true;
    const whole = node.malformed ? openValue(value, malformed, opaqueExpr(node.span)) : value;
    return withinLimits(whole, node.span, budget);
  } finally {
    budget.depth += 1;
  }
}

/** Whether neither the budget nor a limit took something out of a value. */
function isWhole(value: ObjectValue | ArrayValue): boolean {
  return !value.symbolic && !isTooLarge(value);
}

function evaluateArray({ items, span }: ArrayNode, frame: Frame, role: OriginRole): ArrayValue {
  return arrayValue(
    items.map((item) => evaluateNode(item, frame, role)),
    [{ span, role }],
  );
}

/** Text is read before it is known what it is for; the role of its leaves is settled when they are used. */
function withRole(value: Value, role: OriginRole): Value {
  const [origin] = value.origins;
  return origin?.role === 'written' ? withOrigins(value, [{ ...origin, role }]) : value;
}

function evaluateObject(node: ObjectNode, frame: Frame, role: OriginRole): ObjectValue {
  const entries: Entry[] = [];
  const unkeyed: UnkeyedEntry[] = [];
  for (const member of node.members) {
    const key = evaluateNode(member.key, frame, role);
    if (key.kind === 'string') entries.push(entryFor(key, member, frame, role));
    else unkeyed.push({ key, value: evaluateNode(member.value, frame, role), after: entries.length });
  }
  for (const loop of node.loops) {
    entries.push({ key: loop.name, keySpan: loop.nameSpan, value: evaluateLoop(loop, frame, role) });
  }
  const [first] = unkeyed;
  const why = first ? reasonForKey(first.key) : unknownKey;
  return partlyKeyedObject(entries, unkeyed, why, [{ span: node.span, role }]);
}

const unknownKey: UnknownReason = { code: 'unsupported', text: 'a property name is not known' };

function entryFor(key: StringValue, member: NodeMember, frame: Frame, role: OriginRole): Entry {
  const value = evaluateNode(member.value, frame, role);
  const entry = { key: key.value, keySpan: member.key.span, value };
  return key.secure ? { ...entry, secureKey: key.secure } : entry;
}

function reasonForKey(key: Value): UnknownReason {
  if (key.kind === 'unknown') return key.why;
  if (key.kind === 'choice') return key.atom.why;
  return { code: 'failed', text: `a property name is ${describe(key)}` };
}

/** A property loop: the array that its iterations make. */
export function evaluateLoop(
  loop: LoopNode,
  frame: Frame,
  role: OriginRole,
  kind: Loop['kind'] = 'property',
): ArrayValue {
  const place: readonly Origin[] = [{ span: loop.nameSpan, role }];
  if (kind === 'property' && frame.env.loops.some((outer) => outer.kind === 'property')) {
    return openLoop(reportLoop(loop, 'A property loop cannot stand inside another one.', frame.env), place);
  }
  const count = evaluateNode(loop.count, frame);
  // What a loop runs over explains which items there are.
  const origins: readonly Origin[] = [{ span: loop.nameSpan, role, from: count.origins }];
  const length = iterationCount(count);
  if (typeof length === 'string') return openLoop(reportLoop(loop, length, frame.env), origins);
  if (typeof length !== 'number') return openLoop(length, origins);
  const items = Array.from({ length }, (_, index) => {
    const iteration: Loop = { name: loop.name, index: intValue(index), kind };
    return evaluateNode(loop.input, { ...frame, env: insideLoop(frame.env, iteration) }, role);
  });
  return arrayValue(items, origins);
}

/** The environment of one iteration. */
export function insideLoop(env: Environment, iteration: Loop): Environment {
  return { ...env, loops: [...env.loops, iteration] };
}

/** How often a loop runs; a reason if only the service knows, a message if it cannot run at all. */
export function iterationCount(count: Value): number | UnknownReason | string {
  if (count.kind === 'unknown') return loopReason(count.why);
  if (count.kind === 'choice') return loopReason(count.atom.why);
  if (count.kind !== 'int') return `The count of a loop must be an integer, not ${describe(count)}.`;
  if (count.value < 0n || count.value > BigInt(maxIterations)) {
    return `The count of a loop must be from 0 to ${maxIterations}, not ${count.value}.`;
  }
  return Number(count.value);
}

/** That a file is broken explains a loop as it is. */
function loopReason(why: UnknownReason): UnknownReason {
  return why.code === 'broken-file' ? why : { code: 'loop', text: why.text };
}

function openLoop(why: UnknownReason, origins: readonly Origin[]): ArrayValue {
  const [origin] = origins;
  return { ...arrayValue([], origins), open: why, ...(origin && { residual: opaqueExpr(origin.span) }) };
}

function reportLoop(loop: LoopNode, message: string, env: Environment): UnknownReason {
  env.report({ severity: 'error', code: 'loop', message, span: loop.count.span });
  return { code: 'failed', text: clauseOf(message) };
}

/** A failure, reported once where it happened; the place of use goes on as an unknown value. */
export function failedPart(failed: FailedValue, expr: Expr, place: Span, frame: Frame): UnknownValue {
  const span = failed.span ?? place;
  const { code, message, lossy } = failed;
  frame.env.report({ severity: 'error', code, message, span, ...(lossy && { lossy }) });
  const { basis, origins } = ingredientsOfFailure(expr, frame);
  return unknownValue({ code: 'failed', text: clauseOf(message) }, withBasis(expr, basis), [
    { span: place, role: 'written', ...(origins.length > 0 && { from: origins }) },
  ]);
}

function brokenPart(diagnostic: Diagnostic, text: string, span: Span, env: Environment): UnknownValue {
  env.report(diagnostic);
  const residual: Expr = { kind: 'literal', value: text, span };
  return unknownValue({ code: 'failed', text: clauseOf(diagnostic.message) }, residual, [{ span, role: 'written' }]);
}
