import { canonicalExpr } from '../expr/basis.ts';
import { call, property } from '../expr/build.ts';
import { printExpr } from '../expr/print.ts';
import { isRepeatable } from '../expr/repeatable.ts';
import type { CallExpr, Expr, IndexExpr, Value } from '../expr/value.ts';
import { memo } from '../text/memo.ts';
import type { Span } from '../text/source.ts';

/** A part of a name or an id between slashes. */
export interface Segment {
  /** As written, with what is not known as an expression in brackets. */
  readonly written: string;
  /** The same in lower case, for comparing. */
  readonly text: string;
  /** Whether the whole text is known. */
  readonly isKnown: boolean;
  /** Whether the same text means the same segment: each `newGuid()` is another one. */
  readonly isRepeatable: boolean;
  /** The known text before the first and after the last expression, in lower case; all of it if it is known. */
  readonly start: string;
  readonly end: string;
  /** The expressions in it with what they are made of, as one text to compare; empty if it is known. */
  readonly unknowns: string;
}

/**
 * The parts of a name or an id between slashes. What is not known stays an expression in brackets, so that
 * `format('{0}/daily', parameters('vault'))` has the segments `[parameters('vault')]` and `daily`, and so has
 * `concat(parameters('vault'), '/daily')`.
 */
export const nameSegments: (value: Value) => readonly Segment[] = memo((value) => {
  const segments = [segmentOf('')];
  for (const piece of textPieces(value)) {
    const [first = segmentOf(''), ...rest] =
      typeof piece === 'string' ? piece.split('/').map(segmentOf) : [unknownSegment(piece)];
    segments.push(joinedSegment(segments.pop() ?? segmentOf(''), first), ...rest);
  }
  return segments;
});

function segmentOf(written: string): Segment {
  const text = written.toLowerCase();
  return { written, text, isKnown: true, isRepeatable: true, start: text, end: text, unknowns: '' };
}

function unknownSegment(expr: Expr): Segment {
  const segment = segmentOf(`[${printExpr(expr)}]`);
  return {
    ...segment,
    isKnown: false,
    isRepeatable: isRepeatable(expr),
    start: '',
    end: '',
    unknowns: canonicalExpr(expr).toLowerCase(),
  };
}

function joinedSegment(one: Segment, other: Segment): Segment {
  return {
    ...segmentOf(one.written + other.written),
    isKnown: one.isKnown && other.isKnown,
    isRepeatable: one.isRepeatable && other.isRepeatable,
    start: one.isKnown ? one.start + other.start : one.start,
    end: other.isKnown ? one.end + other.end : other.end,
    unknowns: one.unknowns + other.unknowns,
  };
}

/**
 * Whether two names or ids may turn out as the same text. The known text at the beginning and at the end of each part
 * decides; between them, what is not known may be anything. The same expressions have the same values.
 */
export function mayBeEqual(one: readonly Segment[], other: readonly Segment[]): boolean {
  if (one.length === other.length) {
    return one.every((segment, index) => {
      const counterpart = other[index];
      return counterpart !== undefined && segmentsMayBeEqual(segment, counterpart);
    });
  }
  // What is not known in the id of a group or a subscription is a name or a GUID, which has no slash.
  return !(isSubscriptionPath(one) && isSubscriptionPath(other)) && segmentsMayBeEqual(whole(one), whole(other));
}

function isSubscriptionPath([first, second]: readonly Segment[]): boolean {
  return first?.text === '' && second?.text === 'subscriptions';
}

function segmentsMayBeEqual(one: Segment, other: Segment): boolean {
  const isDecided = one.unknowns === other.unknowns && one.isRepeatable && other.isRepeatable;
  if (isDecided) return one.text === other.text;
  const isLongEnough = (known: Segment, open: Segment): boolean =>
    !known.isKnown || known.text.length >= open.start.length + open.end.length;
  return (
    (one.start.startsWith(other.start) || (!one.isKnown && other.start.startsWith(one.start))) &&
    (one.end.endsWith(other.end) || (!one.isKnown && other.end.endsWith(one.end))) &&
    isLongEnough(one, other) &&
    isLongEnough(other, one)
  );
}

/** All segments as one, slashes included. */
function whole([first = segmentOf(''), ...rest]: readonly Segment[]): Segment {
  return rest.reduce((joined, segment) => joinedSegment(joinedSegment(joined, segmentOf('/')), segment), first);
}

/** The texts of the segments, in lower case. */
export function segmentsOf(value: Value): readonly string[] {
  return nameSegments(value).map(({ text }) => text);
}

/** The expressions that a name or an id is made of, in lower case; none if it is known. */
export function unknownPieces(value: Value): readonly string[] {
  return textPieces(value).flatMap((piece) => (typeof piece === 'string' ? [] : [printExpr(piece).toLowerCase()]));
}

function textPieces(value: Value): readonly (string | Expr)[] {
  return value.kind === 'string' ? [value.value] : piecesOf({ kind: 'value', value });
}

/** A text as literal pieces and expressions in between. */
function piecesOf(expr: Expr): readonly (string | Expr)[] {
  if (expr.kind === 'literal') return [expr.value.toString()];
  if (expr.kind === 'value') return piecesOfValue(expr.value);
  if (expr.kind === 'index') return splitPieces(expr) ?? [expr];
  if (expr.kind !== 'call' || expr.namespace !== undefined) return [expr];
  switch (expr.name.toLowerCase()) {
    case 'concat':
      return expr.args.flatMap(piecesOf);
    case 'format':
      return formatPieces(expr.args) ?? [expr];
    case 'resourceid':
      return idPieces(expr) ?? [expr];
    case 'subscriptionresourceid':
      return subscriptionIdPieces(expr) ?? [expr];
    default:
      return [expr];
  }
}

function piecesOfValue(value: Value): readonly (string | Expr)[] {
  if (value.kind === 'string') return [value.value];
  return value.residual ? piecesOf(value.residual) : [{ kind: 'value', value }];
}

/** One part of a name that is split again, as children of a parent with a long name have it: `split(name, '/')[1]`. */
function splitPieces({ target, index }: IndexExpr): readonly (string | Expr)[] | undefined {
  const split = residualOf(target);
  const [name, separator] = split.kind === 'call' && split.name.toLowerCase() === 'split' ? split.args : [];
  const wanted = intValue(index);
  if (!name || wanted === undefined || literalText(separator) !== '/') return undefined;
  const segments: (string | Expr)[][] = [[]];
  for (const piece of piecesOf(name)) {
    const [first = '', ...rest] = typeof piece === 'string' ? piece.split('/') : [piece];
    segments.at(-1)?.push(first);
    for (const text of rest) segments.push([text]);
  }
  return segments[wanted];
}

function residualOf(expr: Expr): Expr {
  return expr.kind === 'value' && expr.value.residual ? residualOf(expr.value.residual) : expr;
}

function intValue(expr: Expr): number | undefined {
  if (expr.kind === 'literal' && typeof expr.value === 'bigint') return Number(expr.value);
  return expr.kind === 'value' && expr.value.kind === 'int' ? Number(expr.value.value) : undefined;
}

/** The pieces of a format string with plain placeholders. */
function formatPieces([format, ...args]: readonly Expr[]): readonly (string | Expr)[] | undefined {
  const text = format && literalText(format);
  if (text === undefined) return undefined;
  const pieces: (string | Expr)[] = [];
  for (const part of text.split(/(\{\d+\})/)) {
    const index = /^\{(\d+)\}$/.exec(part)?.[1];
    const arg = index === undefined ? undefined : args[Number(index)];
    if (arg) pieces.push(...piecesOf(arg));
    else if (/[{}]/.test(part)) return undefined;
    else pieces.push(part);
  }
  return pieces;
}

/** The path that `resourceId` makes: from the provider on, unless a resource group or a subscription is given. */
function idPieces({ args, span }: CallExpr): readonly (string | Expr)[] | undefined {
  const typeIndex = args.findIndex((arg) => literalText(arg)?.includes('/'));
  const path = providerPieces(args.slice(typeIndex));
  return path && [...groupPieces(args.slice(0, typeIndex), span), ...path];
}

/** The path that `subscriptionResourceId` makes: that of a resource group has no provider. */
function subscriptionIdPieces({ args, span }: CallExpr): readonly (string | Expr)[] | undefined {
  const typeIndex = args.findIndex((arg) => literalText(arg)?.includes('/'));
  if (typeIndex < 0 || typeIndex > 1) return undefined;
  const [subscription] = typeIndex === 1 ? args : [currentSubscription(span)];
  const [type, name, ...more] = args.slice(typeIndex);
  const isGroup = literalText(type)?.toLowerCase() === 'microsoft.resources/resourcegroups';
  const path =
    isGroup && name && more.length === 0
      ? ['/resourceGroups/', ...piecesOf(name)]
      : providerPieces(args.slice(typeIndex));
  return path && subscription && ['/subscriptions/', ...piecesOf(subscription), ...path];
}

/** `/providers/<namespace>/<type>/<name>`, with a name for each further type. */
function providerPieces([type, ...names]: readonly Expr[]): readonly (string | Expr)[] | undefined {
  const [provider, ...types] = literalText(type)?.split('/') ?? [];
  if (provider === undefined || types.length !== names.length) return undefined;
  return ['/providers/', provider, ...types.flatMap((part, index) => [`/${part}/`, ...piecesOf(nameAt(names, index))])];
}

function groupPieces(given: readonly Expr[], span: Span): readonly (string | Expr)[] {
  const [group, subscription = currentSubscription(span)] = given.toReversed();
  return group ? ['/subscriptions/', ...piecesOf(subscription), '/resourceGroups/', ...piecesOf(group)] : [];
}

function currentSubscription(span: Span): Expr {
  return property(call('subscription', [], span), 'subscriptionId', span);
}

function nameAt(names: readonly Expr[], index: number): Expr {
  return names[index] ?? { kind: 'value', value: { kind: 'null', origins: [] } };
}

function literalText(expr: Expr | undefined): string | undefined {
  if (expr?.kind === 'literal' && typeof expr.value === 'string') return expr.value;
  return expr?.kind === 'value' && expr.value.kind === 'string' ? expr.value.value : undefined;
}
