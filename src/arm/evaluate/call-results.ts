import type { Value } from '../../expr/value.ts';
import type { UserFunction } from '../template.ts';

/** What calls of user-defined functions came to: the same arguments give the same again. */
export interface CallResults {
  readonly find: (called: UserFunction, args: readonly Value[]) => Value | undefined;
  readonly keep: (called: UserFunction, args: readonly Value[], result: Value) => void;
}

interface Step {
  readonly next: Map<Value, Step>;
  result?: Value;
}

/** More calls than this are hardly the same ones again. */
const maxKept = 2000;

/** Arguments are the same if they are one object: equal ones may come from different places of the text. */
export function callResults(): CallResults {
  const calls = new Map<UserFunction, Step>();
  let kept = 0;
  return {
    find: (called, args) => {
      let step = calls.get(called);
      for (const arg of args) step = step?.next.get(arg);
      return step?.result;
    },
    keep: (called, args, result) => {
      if (kept >= maxKept) return;
      kept += 1;
      let step = stepIn(calls, called);
      for (const arg of args) step = stepIn(step.next, arg);
      step.result = result;
    },
  };
}

function stepIn<K>(steps: Map<K, Step>, key: K): Step {
  const step = steps.get(key) ?? { next: new Map<Value, Step>() };
  steps.set(key, step);
  return step;
}
