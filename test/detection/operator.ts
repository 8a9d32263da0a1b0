import type { DeploymentMode } from '../../src/model/mode.ts';
import type { OutcomeKind } from '../../src/protection/outcome/outcome.ts';
import { type Declared, type Members, type Steps, type Value, valueAt, withValue } from './estate.ts';

/** The part of a resource that an operator changes. */
export interface Slot {
  readonly symbol: string;
  /** `condition` says whether the resource is there at all. */
  readonly steps: Steps;
}

/** One way to weaken protection, and what a report must say of it. The author of the operator states both. */
export interface Operator {
  readonly group: string;
  readonly name: string;
  readonly resources: readonly Declared[];
  readonly slot: Slot;
  readonly from: Value;
  readonly to: Value;
  /** The rule that must report it. */
  readonly rule: string;
  /** Rules that may report something beside it, because it follows from the change. */
  readonly also: readonly string[];
  /** What Azure does with it; undefined where its author does not know. */
  readonly outcome: OutcomeKind | undefined;
  /** Whether the change is a loss on the way back, too. */
  readonly bothWays: boolean;
  readonly mode: DeploymentMode;
}

interface More {
  readonly also?: readonly string[];
  readonly bothWays?: boolean;
  readonly mode?: DeploymentMode;
}

type Told = readonly [rule: string, outcome?: OutcomeKind, more?: More];

export function operator(
  name: string,
  resources: readonly Declared[],
  slot: Slot,
  [from, to]: readonly [Value, Value],
  [rule, outcome, { also = [], bothWays = false, mode = 'undeclared' } = {}]: Told,
): Operator {
  return { group: '', name, resources, slot, from, to, rule, also, outcome, bothWays, mode };
}

function stepsOf(path: string): Steps {
  const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return steps[0] === 'name' || steps[0] === 'apiVersion' ? steps : ['body', ...steps];
}

function found(resources: readonly Declared[], { symbol, steps }: Slot): Value {
  const resource = resources.find((one) => one.symbol === symbol);
  const value = valueAt(resource as unknown as Members, steps);
  if (value === undefined) throw new Error(`${symbol} has no ${steps.join('.')}`);
  return value;
}

/** The last of the resources gets another value at a path. */
export function changed(
  name: string,
  resources: readonly Declared[],
  path: string,
  to: Value,
  ...told: Told
): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: stepsOf(path) };
  return operator(name, resources, slot, [found(resources, slot), to], told);
}

/** The last of the resources no longer says something. */
export function leftOut(name: string, resources: readonly Declared[], path: string, ...told: Told): Operator {
  const steps = stepsOf(path);
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: steps.slice(0, -1) };
  const from = found(resources, slot);
  return operator(name, resources, slot, [from, withValue(from, steps.slice(-1), undefined)], told);
}

/** The last of the resources goes. */
export function gone(name: string, resources: readonly Declared[], ...told: Told): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: ['condition'] };
  return operator(name, resources, slot, [true, false], told);
}

/** The last of the resources is new. */
export function added(name: string, resources: readonly Declared[], ...told: Told): Operator {
  const slot = { symbol: resources.at(-1)?.symbol ?? '', steps: ['condition'] };
  return operator(name, resources, slot, [false, true], told);
}

/** A resource with other values at some paths. */
export function but(resource: Declared, values: Readonly<Record<string, Value | undefined>>): Declared {
  return Object.entries(values).reduce<Declared>((made, [path, value]) => {
    return withValue(made as unknown as Value, stepsOf(path), value) as unknown as Declared;
  }, resource);
}
