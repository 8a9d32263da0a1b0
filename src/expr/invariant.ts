import type { CallExpr, Expr, Value } from './value.ts';

/** What expressions of one template come to that are the same in all iterations of its loops. */
export interface Invariants {
  /** Names in lower case of functions whose result depends on their arguments and on the template alone. */
  readonly functions: ReadonlySet<string>;
  readonly values: Map<Expr, Value>;
}

/** What is cheaper to evaluate than to look up. */
const smallest = 4;

/** Functions that make much of little: a loop over a range looks into all of it for each iteration. */
const makers: ReadonlySet<string> = new Set(['range']);

interface Dependence {
  /** How many expressions there are in it. */
  readonly size: number;
  /** Names of the lambda variables that it needs from around it; undefined if it depends on more than these. */
  readonly free: ReadonlySet<string> | undefined;
}

const nothing: ReadonlySet<string> = new Set();
const known = new WeakMap<Expr, Dependence>();

/** Whether an expression has one value in its template, whatever loop or lambda it stands in, and is worth keeping. */
export function isInvariant(expr: Expr, functions: ReadonlySet<string>): boolean {
  const { size, free } = dependenceOf(expr, functions);
  return size >= smallest && free?.size === 0;
}

function dependenceOf(expr: Expr, functions: ReadonlySet<string>): Dependence {
  if (expr.kind === 'literal' || expr.kind === 'value') return { size: 1, free: nothing };
  const found = known.get(expr) ?? examined(expr, functions);
  known.set(expr, found);
  return found;
}

function examined(expr: Exclude<Expr, { kind: 'literal' | 'value' }>, functions: ReadonlySet<string>): Dependence {
  const parts = (...inner: readonly Expr[]): Dependence => joined(inner.map((one) => dependenceOf(one, functions)));
  switch (expr.kind) {
    case 'property':
      return parts(expr.target);
    case 'index':
      return parts(expr.target, expr.index);
    case 'call':
      return ofCall(expr, parts(...expr.args), functions);
  }
}

function ofCall(call: CallExpr, { size, free }: Dependence, functions: ReadonlySet<string>): Dependence {
  const name = call.name.toLowerCase();
  if (call.namespace !== undefined || !free) return { size, free: undefined };
  if (name === 'lambdavariables') return { size, free: namesIn(call.args) };
  const worth = makers.has(name) ? size + smallest : size;
  if (name !== 'lambda') return { size: worth, free: functions.has(name) ? free : undefined };
  const own = namesIn(call.args.slice(0, -1));
  return { size, free: own && without(free, own) };
}

/** Names that are literal, in lower case; undefined if one is computed. */
function namesIn(args: readonly Expr[]): ReadonlySet<string> | undefined {
  const names = args.map((arg) => {
    if (arg.kind === 'literal') return arg.value;
    return arg.kind === 'value' && arg.value.kind === 'string' ? arg.value.value : undefined;
  });
  return names.every((name) => typeof name === 'string') ? new Set(names.map((name) => name.toLowerCase())) : undefined;
}

function without(all: ReadonlySet<string>, some: ReadonlySet<string>): ReadonlySet<string> {
  return all.size === 0 ? all : new Set([...all].filter((name) => !some.has(name)));
}

function joined(parts: readonly Dependence[]): Dependence {
  let size = 1;
  const free = new Set<string>();
  let isOpen = false;
  for (const part of parts) {
    size += part.size;
    if (part.free) for (const name of part.free) free.add(name);
    else isOpen = true;
  }
  return { size, free: isOpen ? undefined : free.size === 0 ? nothing : free };
}
