import { anyArgs, known, lazy, residualCall } from '../../expr/apply.ts';
import { intAt, stringAt } from '../../expr/arguments.ts';
import { evaluate, type Frame, type Loop, type TemplateFunction } from '../../expr/evaluate.ts';
import { refuse } from '../../expr/failure.ts';
import { intValue, mergeOrigins, unknownValue } from '../../expr/make-value.ts';
import type { CallExpr, Value } from '../../expr/value.ts';

const unlimited = Number.POSITIVE_INFINITY;

/** A function of which only the service knows the result; its arguments are evaluated all the same. */
export function runtimeFunction(
  name: string,
  minArgs: number,
  maxArgs: number,
  check: (args: readonly Value[]) => void = () => undefined,
): TemplateFunction {
  return anyArgs(name, minArgs, maxArgs, (args, call) => {
    check(args);
    return runtimeValue(args, call);
  });
}

/** The result of a call that only the service can make. */
export function runtimeValue(args: readonly Value[], call: CallExpr): Value {
  const why = { code: 'runtime' as const, text: `${call.name}() is known only to the service` };
  return unknownValue(why, residualCall(call, args), mergeOrigins(args));
}

function stringsOnly(args: readonly Value[]): void {
  for (const [index, arg] of args.entries()) if (arg.kind !== 'unknown' && arg.kind !== 'choice') stringAt(args, index);
}

/** Functions that the service answers about Azure itself. */
export const serviceFunctions: readonly TemplateFunction[] = [
  runtimeFunction('providers', 1, 2, stringsOnly),
  runtimeFunction('pickZones', 3, 5, (args) => stringsOnly(args.slice(0, 3))),
  runtimeFunction('roleDefinitions', 1, 1, stringsOnly),
  runtimeFunction('toLogicalZone', 0, unlimited),
  runtimeFunction('toLogicalZones', 0, unlimited),
  runtimeFunction('toPhysicalZone', 0, unlimited),
  runtimeFunction('toPhysicalZones', 0, unlimited),
  runtimeFunction('self', 0, unlimited),
  known('extensions', 1, 1, (args) => refuse(`there is no extension '${stringAt(args, 0)}' in the template`)),
];

/** Functions that give another value at every deployment; only parameter defaults may call them. */
export const defaultFunctions: readonly TemplateFunction[] = [
  runtimeFunction('utcNow', 0, unlimited),
  runtimeFunction('newGuid', 0, unlimited),
];

/** `copyIndex`: the iteration of a loop around the expression. */
export const copyIndex: TemplateFunction = {
  ...lazy('copyIndex', 0, 2, runCopyIndex),
  leave: (call, frame) => {
    const value = evaluate(call, frame);
    return value.kind === 'int' ? { kind: 'value', value, span: call.span } : undefined;
  },
};

function runCopyIndex(call: CallExpr, frame: Frame): Value {
  const args = call.args.map((arg) => evaluate(arg, frame));
  const failed = args.find((arg) => arg.kind === 'failed');
  if (failed) return failed;
  const named = args[0]?.kind === 'string';
  const name = named ? stringAt(args, 0) : undefined;
  const offsetAt = named ? 1 : 0;
  if (args.length > offsetAt + 1) return refuse('it takes a loop name and an offset, or one of them');
  const offset = args.length > offsetAt ? intAt(args, offsetAt) : 0n;
  if (offset < 0n) return refuse(`the offset must not be negative, but is ${offset}`);
  const loop = findLoop(frame, name);
  if (!loop)
    return refuse(name === undefined ? 'no loop of a resource is around it' : `there is no loop '${name}' here`);
  return loop.index.kind === 'int' ? intValue(loop.index.value + offset) : indexWithOffset(loop, call, offset);
}

/** The loop of that name; without a name, the one of the resource or output. */
function findLoop(frame: Frame, name: string | undefined): Loop | undefined {
  const { loops } = frame.env;
  if (name === undefined) return loops.findLast((loop) => loop.kind === 'resource' || loop.kind === 'output');
  const wanted = name.toLowerCase();
  return loops.findLast((loop) => loop.kind !== 'output' && loop.name.toLowerCase() === wanted);
}

function indexWithOffset(loop: Loop, call: CallExpr, offset: bigint): Value {
  if (loop.index.kind !== 'unknown') return loop.index;
  return unknownValue(loop.index.why, call, loop.index.origins, { kind: 'interval', min: offset });
}
