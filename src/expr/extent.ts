import type { Expr, Extent, Value } from './value.ts';

const single: Extent = { size: 1, depth: 1 };

/** A longer text counts as several values. */
const textUnit = 64;

const exprExtents = new WeakMap<Expr, Extent>();

export function extentOf(value: Value): Extent {
  const residual = value.residual === undefined ? undefined : extentOfExpr(value.residual);
  switch (value.kind) {
    case 'array':
    case 'object':
      return residual && residual.size > value.extent.size ? residual : value.extent;
    case 'string':
      return residual ?? extentOfText(value.value);
    default:
      return residual ?? single;
  }
}

/** How much a value holds at the top: itself and its parts, whatever these hold. Each case of a choice is computed with. */
export function widthOf(value: Value): number {
  switch (value.kind) {
    case 'choice':
      return value.cases.reduce((sum, one) => sum + widthOf(one.value), 1);
    case 'array':
      return 1 + value.items.length;
    case 'object':
      return 1 + value.entries.size + (value.unkeyed?.length ?? 0);
    case 'string':
      return extentOfText(value.value).size;
    default:
      return 1;
  }
}

function extentOfText(text: string): Extent {
  return text.length < textUnit ? single : { size: 1 + Math.floor(text.length / textUnit), depth: 1 };
}

/** What is smaller is measured again when it is asked for. */
const smallest = 16;

/**
 * Residual expressions share parts a lot, so that each is measured once. What is small is not remembered: there is much
 * of it, and a weak map makes all of it work for the garbage collector.
 */
function extentOfExpr(expr: Expr): Extent {
  if (expr.kind === 'literal' || expr.kind === 'value') return measure(expr);
  const known = exprExtents.get(expr);
  if (known) return known;
  const measured = measure(expr);
  if (measured.size >= smallest) exprExtents.set(expr, measured);
  return measured;
}

function measure(expr: Expr): Extent {
  switch (expr.kind) {
    case 'literal':
      return typeof expr.value === 'string' ? extentOfText(expr.value) : single;
    case 'value':
      return extentOf(expr.value);
    case 'property':
      return extentAround([extentOfExpr(expr.target)]);
    case 'index':
      return extentAround([extentOfExpr(expr.target), extentOfExpr(expr.index)]);
    case 'call': {
      let [size, depth] = [1, 0];
      for (const arg of expr.args) {
        const extent = extentOfExpr(arg);
        size += extent.size;
        depth = Math.max(depth, extent.depth);
      }
      return { size, depth: depth + 1 };
    }
  }
}

/** The extent of what consists of some parts. */
export function extentAround(parts: Iterable<Extent>): Extent {
  let [size, depth] = [1, 0];
  for (const part of parts) {
    size += part.size;
    depth = Math.max(depth, part.depth);
  }
  return { size, depth: depth + 1 };
}

/** What is larger or deeper than this counts as unknown: a small template could fill the memory, or the stack. */
const largest: Extent = { size: 1_000_000, depth: 700 };

export function isTooLarge(value: Value): boolean {
  const { size, depth } = extentOf(value);
  return size > largest.size || depth > largest.depth;
}
