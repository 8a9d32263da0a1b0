import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import type { InputReader } from './inputs.ts';

/**
 * A parameter file as a template: its values become outputs, those that others use variables besides, and what comes
 * from outside becomes parameters. Its variables, types, functions and imports stay as they are.
 */
export function templateOf({ kind, span, statements }: syntax.BicepFile, inputs: InputReader): syntax.BicepFile {
  const used = new Set<string>();
  const replace = (part: Part): object | undefined => {
    if (part.kind === 'name' && typeof part['name'] === 'string') used.add(part['name']);
    return isCall(part) ? inputs.replace(part) : undefined;
  };
  const rewritten = statements.map((statement) => rewrite(statement, replace));
  const declared = rewritten.flatMap((statement): readonly syntax.Statement[] => {
    if (statement.kind !== 'parameter-assignment') return [statement];
    const { name, value } = statement;
    const rest = { name, decorators: [], span: statement.span };
    const output = {
      kind: 'output',
      type: noType(name.span),
      value: secretArguments(value) ?? value,
      ...rest,
    } as const;
    const variable = { kind: 'variable', type: undefined, value, ...rest } as const;
    return used.has(name.name) && output.value === value ? [variable, output] : [output];
  });
  const parameters = [...inputs.names].map((name): syntax.ParameterStatement => {
    const identifier = { kind: 'identifier', name, span } as const;
    return { kind: 'parameter', name: identifier, type: noType(span), defaultValue: undefined, decorators: [], span };
  });
  return { kind, span, statements: [...parameters, ...declared] };
}

/** The arguments of `az.getSecret(subscription, group, vault, secret, version?)` as an array. */
export function secretArguments(value: syntax.Expression): syntax.ArrayNode | undefined {
  if (value.kind !== 'method-call' && value.kind !== 'call') return undefined;
  const isNamespace = value.kind === 'call' || (value.target.kind === 'name' && value.target.name === 'az');
  if (value.name.name !== 'getSecret' || !isNamespace) return undefined;
  return { kind: 'array', items: value.args, span: value.span };
}

/** A type that accepts anything. */
function noType(span: Span): syntax.ErrorNode {
  return { kind: 'error', span };
}

interface Part {
  readonly kind: string;
  readonly [key: string]: unknown;
}

function isPart(part: object): part is Part {
  return 'kind' in part && typeof part.kind === 'string';
}

function isCall(part: object): part is syntax.CallNode | syntax.MethodCallNode {
  return isPart(part) && (part.kind === 'call' || part.kind === 'method-call');
}

/** Replaces expressions in a part of a tree by others, the inner ones first. */
function rewrite<T>(part: T, replace: (part: Part) => object | undefined): T {
  if (typeof part !== 'object' || part === null) return part;
  // Expressions take the places of expressions only, so that the tree keeps its form.
  if (Array.isArray(part)) return part.map((item) => rewrite(item, replace)) as T;
  if (!isPart(part)) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rewrite(value, replace)]));
  return (isPart(inner) ? (replace(inner) ?? inner) : inner) as T;
}
