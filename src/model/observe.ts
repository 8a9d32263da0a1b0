import { choiceValue, mapCases } from '../expr/choice.ts';
import { withoutEqualCases } from '../expr/equality.ts';
import { absentValue, entryOf, unknownValue } from '../expr/make-value.ts';
import type { Entry, Expr, ObjectValue, Origin, UnknownReason, Value } from '../expr/value.ts';
import { memo } from '../text/memo.ts';
import type { Span } from '../text/source.ts';
import type { Resource } from './deployment.ts';

/** A property of a resource in one revision, as it was looked for. */
export interface PropertyRead {
  /** Absent if it is not written, or if what should hold it is null. */
  readonly value: Value;
  /** The key of the property, or of the nearest thing that holds it; the name of the resource if there is none. */
  readonly near: Span;
  /** What holds it, outermost first. Most reads only compare, and there are very many: places are made when asked for. */
  readonly holders: readonly Value[];
  readonly steps: readonly Step[];
}

/** Places of what holds a property, outermost last. */
export function aroundOf({ holders }: PropertyRead): readonly Origin[] {
  return holders.toReversed().flatMap(({ origins }) => origins);
}

/** The path of a property from the body: `properties.subProtectionPolicy[Log].retentionPolicy`; empty for none. */
export function pathOf(read: PropertyRead | undefined): string {
  return read ? textOfSteps(read.steps) : '';
}

const textOfSteps = memo((steps: readonly Step[]): string => steps.reduce(pathWith, ''));

/** A step of a path: a property by name, or the item of an array that fits. */
export type Step = string | ItemStep;

export interface ItemStep {
  /** What the item is called in paths. */
  readonly label: string;
  /** Whether an item is the one, or undefined if that is not known. */
  readonly fits: (item: Value) => boolean | undefined;
}

const steps = new Map<string, readonly Step[]>();

/**
 * The steps of a dotted path, as rules and facts have them. `items[name=wanted]` is the item of an array whose property
 * has that text.
 */
export function stepsOf(path: string): readonly Step[] {
  const known = steps.get(path) ?? readSteps(path);
  steps.set(path, known);
  return known;
}

function readSteps(path: string): readonly Step[] {
  return path.split('.').flatMap((part): readonly Step[] => {
    const [, array, key, wanted] = /^([^[]+)\[(\w+)=(.+)\]$/.exec(part) ?? [];
    if (array === undefined || key === undefined || wanted === undefined) return [part];
    return [array, { label: wanted, fits: (item) => hasText(item, key, wanted) }];
  });
}

/** Whether a property of an object is a text; undefined if that is not known. Texts compare without case. */
export function hasText(value: Value, name: string, wanted: string): boolean | undefined {
  if (value.kind === 'unknown' || value.kind === 'choice') return undefined;
  const found = value.kind === 'object' ? entryOf(value, name)?.value : undefined;
  if (found?.kind === 'string') return found.value.toLowerCase() === wanted.toLowerCase();
  if (found?.kind === 'unknown' || found?.kind === 'choice') return undefined;
  return value.kind === 'object' && value.open && !found ? undefined : false;
}

/** Looks a property of a resource up. */
export function observe(resource: Resource, steps: readonly Step[]): PropertyRead {
  const holders: Value[] = [];
  let value: Value = resource.body;
  let near = resource.nameSpan;
  for (const step of steps) {
    const found = foundAt(value, step);
    holders.push(value);
    if (!found) {
      value = partOf(value, steps.slice(holders.length - 1));
      break;
    }
    value = found.value;
    near = found.span ?? near;
  }
  return { value: withoutEqualCases(value), near, holders, steps };
}

function foundAt(value: Value, step: Step): Found | undefined {
  return typeof step === 'string' ? findEntry(value, step) : findItem(value, step);
}

function pathWith(path: string, step: Step): string {
  if (typeof step !== 'string') return `${path}[${step.label}]`;
  return path === '' ? step : `${path}.${step}`;
}

interface Found {
  readonly value: Value;
  readonly span: Span | undefined;
}

function findEntry(value: Value, name: string): Found | undefined {
  if (value.kind !== 'object') return undefined;
  let first: Entry | undefined;
  for (const entry of value.entries.values()) {
    if (entry.key.length !== name.length || !isCalled(entry, name)) continue;
    if (first) return severalOf(value, name);
    first = entry;
  }
  return first && { value: first.value, span: first.keySpan };
}

function isCalled({ key }: Entry, name: string): boolean {
  return key === name || (key.length === name.length && key.toLowerCase() === name.toLowerCase());
}

/** What several entries of one name say together. */
function severalOf(object: ObjectValue, name: string): Found | undefined {
  const entry = entryOf(object, name);
  const declarations = [...object.entries.values()].filter((one) => isCalled(one, name));
  return entry && { value: anyOf(declarations), span: entry.keySpan };
}

/** Properties that differ only in case: which of them the service takes is not documented. */
function anyOf(entries: readonly Entry[]): Value {
  const names = entries.map(({ key }) => `'${key}'`).join(' and ');
  const why: UnknownReason = { code: 'unsupported', text: `${names} differ only in case, and either may count` };
  // The later one is more likely to be what was added.
  const cases = entries.toReversed().map(({ key, value }) => ({ when: key, value }));
  const origins = entries.flatMap(({ value }) => value.origins);
  return choiceValue({ key: names, why }, cases, { kind: 'value', value: absentValue(origins) });
}

function findItem(value: Value, step: ItemStep): Found | undefined {
  const item = value.kind === 'array' ? value.items.find((one) => step.fits(one) === true) : undefined;
  return item && { value: item, span: item.origins[0]?.span };
}

/** A part of a value as a value: through choices, absent if it is certainly not there. */
function partOf(value: Value, steps: readonly Step[]): Value {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const found = foundAt(value, step);
  if (found) return partOf(found.value, rest);
  switch (value.kind) {
    case 'choice':
      return mapCases(value, partExpr(value.residual, steps), (one) => partOf(one.value, steps));
    case 'unknown':
      return unknownValue(value.why, partExpr(value.residual, steps), value.origins);
    case 'object':
    case 'array':
      return openPart(value, steps);
    default:
      return absentValue(value.origins);
  }
}

/** What is not found in an object or array may be in a part of it that is not known. */
function openPart(value: Extract<Value, { kind: 'object' | 'array' }>, steps: readonly Step[]): Value {
  const [step] = steps;
  const unsure =
    value.kind === 'array' && typeof step === 'object' && value.items.find((item) => step.fits(item) === undefined);
  const residual = value.residual ?? (unsure ? unsure.residual : undefined);
  if (value.open && residual) return unknownValue(value.open, partExpr(residual, steps), value.origins);
  if (!unsure) return absentValue(value.origins);
  return unsure.kind === 'unknown'
    ? unknownValue(unsure.why, partExpr(unsure.residual, steps), unsure.origins)
    : unknownValue({ code: 'unsupported', text: 'an item has no known key' }, { kind: 'value', value: unsure });
}

/** The expression that reads a path from one that is left to the service. */
function partExpr(target: Expr, steps: readonly Step[]): Expr {
  const { span } = target;
  if (!span) return target;
  return steps.reduce<Expr>((inner, step) => {
    const name = typeof step === 'string' ? step : step.label;
    return { kind: 'property', target: inner, name, span, nameSpan: span };
  }, target);
}
