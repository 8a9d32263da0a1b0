import type { Value } from '../../expr/value.ts';

/** One step of a path. */
type Step =
  | { readonly kind: 'name'; readonly name: string; readonly deep: boolean }
  | { readonly kind: 'index'; readonly index: number; readonly deep: boolean }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly step: number;
    }
  | { readonly kind: 'all'; readonly deep: boolean }
  | { readonly kind: 'filter'; readonly test: Test; readonly deep: boolean };

/** A condition on an item: alternatives of conjunctions of comparisons. */
type Test = readonly (readonly Comparison[])[];

interface Comparison {
  readonly path: readonly Step[];
  readonly operator: string | undefined;
  readonly value: string | number | boolean | null | undefined;
}

/**
 * Selects parts of a value by a JSON path, in the dialect that the official compiler uses.
 *
 * @returns undefined if the path cannot be read
 */
export function selectPath(value: Value, path: string): readonly Value[] | undefined {
  const reader: Reader = { text: path.trim(), at: 0 };
  if (reader.text.startsWith('$')) reader.at = 1;
  const steps = readSteps(reader, true);
  if (!steps || reader.at < reader.text.length) return undefined;
  return follow([value], steps);
}

function follow(values: readonly Value[], steps: readonly Step[]): readonly Value[] {
  return steps.reduce<readonly Value[]>((found, step) => found.flatMap((value) => take(value, step)), values);
}

function childrenOf(value: Value): readonly Value[] {
  if (value.kind === 'object') return [...value.entries.values()].map((entry) => entry.value);
  return value.kind === 'array' ? value.items : [];
}

function withDescendants(value: Value): readonly Value[] {
  return [value, ...childrenOf(value).flatMap(withDescendants)];
}

function take(value: Value, step: Step): readonly Value[] {
  if (step.kind !== 'slice' && step.deep) {
    return withDescendants(value).flatMap((one) => take(one, { ...step, deep: false }));
  }
  switch (step.kind) {
    case 'name': {
      const entry = value.kind === 'object' ? value.entries.get(step.name) : undefined;
      return entry ? [entry.value] : [];
    }
    case 'index': {
      const item = value.kind === 'array' ? value.items[step.index] : undefined;
      return item ? [item] : [];
    }
    case 'slice':
      return value.kind === 'array' ? sliceOf(value.items, step) : [];
    case 'all':
      return childrenOf(value);
    case 'filter':
      return childrenOf(value).filter((child) => step.test.some((all) => all.every((one) => holds(child, one))));
  }
}

function sliceOf(items: readonly Value[], { from, to, step }: Extract<Step, { kind: 'slice' }>): readonly Value[] {
  const within = (index: number): number => (index < 0 ? Math.max(0, items.length + index) : index);
  return items.slice(within(from ?? 0), to === undefined ? undefined : within(to)).filter((_, at) => at % step === 0);
}

function holds(value: Value, { path, operator, value: wanted }: Comparison): boolean {
  const found = follow([value], path);
  if (operator === undefined) return found.length > 0;
  return found.some((one) => compares(plain(one), operator, wanted));
}

function plain(value: Value): string | number | boolean | null | undefined {
  switch (value.kind) {
    case 'string':
    case 'bool':
    case 'float':
      return value.value;
    case 'int':
      return Number(value.value);
    case 'null':
      return null;
    default:
      return undefined;
  }
}

function compares(left: Comparison['value'], operator: string, right: Comparison['value']): boolean {
  if (operator === '==' || operator === '===') return left === right;
  if (operator === '!=' || operator === '!==') return left !== right;
  if (operator === '=~') return typeof left === 'string' && typeof right === 'string' && matches(left, right);
  const ordered = typeof left === 'number' && typeof right === 'number';
  const texts = typeof left === 'string' && typeof right === 'string';
  if (!ordered && !texts) return false;
  const order = left < right ? -1 : left > right ? 1 : 0;
  return (operator.startsWith('<') ? order < 0 : order > 0) || (operator.endsWith('=') && order === 0);
}

/** Patterns of files are not executed: they may be made to run for ever. */
function matches(text: string, pattern: string): boolean {
  return /^[\w .-]*$/.test(pattern) && text.includes(pattern);
}

interface Reader {
  readonly text: string;
  at: number;
}

function readSteps(reader: Reader, isStart: boolean): readonly Step[] | undefined {
  const steps: Step[] = [];
  let first = isStart;
  for (;;) {
    const rest = reader.text.slice(reader.at);
    const dots = /^\.{1,2}/.exec(rest)?.[0] ?? '';
    const afterDots = rest.slice(dots.length);
    const deep = dots === '..';
    const name = /^[^.[\]()'"=!<>~&|\s,]+/.exec(afterDots)?.[0];
    if (afterDots.startsWith('[')) {
      reader.at += dots.length + 1;
      const step = readBracket(reader, deep);
      if (!step) return undefined;
      steps.push(step);
    } else if (name !== undefined && (dots !== '' || first)) {
      reader.at += dots.length + name.length;
      steps.push(name === '*' ? { kind: 'all', deep } : { kind: 'name', name, deep });
    } else return dots === '' ? steps : undefined;
    first = false;
  }
}

function readBracket(reader: Reader, deep: boolean): Step | undefined {
  const rest = reader.text.slice(reader.at);
  const quoted = /^\s*'((?:[^'\\]|\\.)*)'\s*\]/.exec(rest) ?? /^\s*"((?:[^"\\]|\\.)*)"\s*\]/.exec(rest);
  if (quoted) {
    reader.at += quoted[0].length;
    return { kind: 'name', name: (quoted[1] ?? '').replace(/\\(.)/g, '$1'), deep };
  }
  const all = /^\s*\*\s*\]/.exec(rest);
  if (all) {
    reader.at += all[0].length;
    return { kind: 'all', deep };
  }
  const trimmed = rest.trimStart();
  const range = /^(-?\d*)(?::(-?\d*))?(?::(\d*))?\s*\]/.exec(trimmed);
  const rangeLength = rest.length - trimmed.length + (range?.[0].length ?? 0);
  if (range?.[0].includes(':')) {
    reader.at += rangeLength;
    const number = (text: string | undefined): number | undefined => (text ? Number(text) : undefined);
    return { kind: 'slice', from: number(range[1]), to: number(range[2]), step: number(range[3]) ?? 1 };
  }
  if (range?.[1]) {
    reader.at += rangeLength;
    return { kind: 'index', index: Number(range[1]), deep };
  }
  const filter = /^\s*\?\s*\(/.exec(rest);
  if (!filter) return undefined;
  reader.at += filter[0].length;
  const test = readTest(reader);
  const close = /^\s*\)\s*\]/.exec(reader.text.slice(reader.at));
  if (!test || !close) return undefined;
  reader.at += close[0].length;
  return { kind: 'filter', test, deep };
}

function readTest(reader: Reader): Test | undefined {
  const test: Comparison[][] = [[]];
  for (;;) {
    const comparison = readComparison(reader);
    if (!comparison) return undefined;
    test.at(-1)?.push(comparison);
    const operator = /^\s*(&&|\|\|)/.exec(reader.text.slice(reader.at));
    if (!operator) return test;
    reader.at += operator[0].length;
    if (operator[1] === '||') test.push([]);
  }
}

function readComparison(reader: Reader): Comparison | undefined {
  const start = /^\s*@/.exec(reader.text.slice(reader.at));
  if (!start) return undefined;
  reader.at += start[0].length;
  const path = readSteps(reader, false);
  if (!path) return undefined;
  const operator = /^\s*(===?|!==?|<=|>=|<|>|=~)\s*/.exec(reader.text.slice(reader.at));
  if (!operator) return { path, operator: undefined, value: undefined };
  reader.at += operator[0].length;
  const literal = /^(?:'([^']*)'|"([^"]*)"|\/([^/]*)\/i?|(-?\d+(?:\.\d+)?)|(true|false|null))/.exec(
    reader.text.slice(reader.at),
  );
  if (!literal) return undefined;
  reader.at += literal[0].length;
  const [, single, double, pattern, number, word] = literal;
  const text = single ?? double ?? pattern;
  const value = text ?? (number === undefined ? (word === 'null' ? null : word === 'true') : Number(number));
  return { path, operator: operator[1], value };
}
