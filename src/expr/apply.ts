import { assume, mapCases } from './choice.ts';
import { charge, evaluate, type Frame, type TemplateFunction } from './evaluate.ts';
import { failureOf } from './failure.ts';
import {
  failedValue,
  isKnown,
  isSymbolic,
  mergeOrigins,
  unknownValue,
  withOrigins,
  withResidual,
} from './make-value.ts';
import type { CallExpr, Expr, UnknownReason, Value } from './value.ts';

/**
 * Computes from evaluated arguments, or gives undefined if their unknown parts matter. It refuses arguments by
 * throwing an EvaluationFailure.
 */
export type Compute = (args: readonly Value[], call: CallExpr) => Value | undefined;

/** A function of its arguments alone that needs to know all of them, at every depth. */
export function known(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'everything' });
}

/** A function that arranges its arguments: it can work on arrays and objects whose parts are not all known. */
export function structural(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'structure' });
}

/** A function that can say something even if arguments are wholly unknown. Choices it need not mind. */
export function unknownTolerant(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'decision' });
}

/** A function that puts its arguments into its result without looking into them. */
export function anyArgs(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'nothing' });
}

/** A function that decides itself which arguments to evaluate. */
export function lazy(
  name: string,
  minArgs: number,
  maxArgs: number,
  run: (call: CallExpr, frame: Frame) => Value,
): TemplateFunction {
  return { name, minArgs, maxArgs, run: (call, frame) => refusing(name, () => run(call, frame)) };
}

/** An eager function, and how much of its arguments must be known before it can compute. */
interface EagerFunction {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly compute: Compute;
  readonly needs: 'everything' | 'structure' | 'decision' | 'nothing';
}

function eager(definition: EagerFunction): TemplateFunction {
  const { name, minArgs, maxArgs } = definition;
  return { name, minArgs, maxArgs, run: (call, frame) => runEager(definition, call, frame) };
}

function runEager(definition: EagerFunction, call: CallExpr, frame: Frame): Value {
  const args: Value[] = [];
  for (const arg of call.args) {
    const value = evaluate(arg, frame);
    if (value.kind === 'failed') return value;
    args.push(value);
  }
  charge(frame.env.budget, args);
  const result = applyTo(args, definition, call);
  charge(frame.env.budget, [result]);
  return result;
}

/** Applies a function to evaluated arguments: through choices, and as far as unknown parts allow. */
function applyTo(args: readonly Value[], definition: EagerFunction, call: CallExpr): Value {
  const residual = (): Expr => residualCall(call, args);
  const choice = definition.needs === 'nothing' ? undefined : args.find((arg) => arg.kind === 'choice');
  if (choice) {
    return mapCases(choice, residual(), (one) => {
      const assumed = args.map((arg) => (arg === choice ? one.value : assume(arg, choice.atom.key, one.when)));
      return applyTo(assumed, definition, call);
    });
  }
  const undecided = args.find((arg) => isTooLittle(arg, definition));
  if (undecided) return unknownValue(reasonFor(undecided), residual(), mergeOrigins(args));
  const computed = refusing(definition.name, () => definition.compute(args, call));
  if (!computed) return unknownValue(reasonFor(...args), residual(), mergeOrigins(args));
  const located = computed.origins.length === 0 ? withOrigins(computed, mergeOrigins(args)) : computed;
  const value = args.some((arg) => arg.fallback) ? withFallback(located, residual()) : located;
  return args.some((arg) => isLeftToService(arg, definition)) ? withResidual(value, residual()) : value;
}

/** What is made of a declared resource is read from the service, too, where it lacks something. */
export function withFallback(value: Value, fallback: Expr): Value {
  const canLack = value.kind === 'object' || value.kind === 'array' || value.kind === 'null';
  return canLack && !value.fallback ? { ...value, fallback } : value;
}

function isTooLittle(arg: Value, { needs }: EagerFunction): boolean {
  if (needs === 'everything') return !isKnown(arg);
  return needs === 'structure' && arg.kind === 'unknown';
}

/** Whether the service cannot compute the call before it deploys, even if we can. */
function isLeftToService(arg: Value, { needs }: EagerFunction): boolean {
  if (needs === 'nothing') return false;
  return needs === 'everything' ? isSymbolic(arg) : arg.residual !== undefined;
}

/** The call with what is evaluated in place of its arguments. */
export function residualCall(call: CallExpr, args: readonly Value[]): CallExpr {
  return { ...call, args: args.map((value, index) => evaluatedExpr(value, call.args[index])) };
}

export function evaluatedExpr(value: Value, written?: Expr): Expr {
  return { kind: 'value', value, ...(written?.span && { span: written.span }) };
}

/** Why a value that is not wholly known is not: the reason of its first unknown part. */
export function reasonFor(...values: readonly Value[]): UnknownReason {
  for (const value of values) {
    const reason = reasonIn(value);
    if (reason) return reason;
  }
  return { code: 'unsupported', text: 'armlock cannot evaluate it' };
}

function reasonIn(value: Value): UnknownReason | undefined {
  switch (value.kind) {
    case 'unknown':
      return value.why;
    case 'choice':
      return value.atom.why;
    case 'array':
      return value.open ?? (value.symbolic ? firstReason(value.items) : undefined);
    case 'object':
      return value.open ?? (value.symbolic ? firstReason([...value.entries.values()].map((e) => e.value)) : undefined);
    default:
      return undefined;
  }
}

function firstReason(values: readonly Value[]): UnknownReason | undefined {
  for (const value of values) {
    const reason = reasonIn(value);
    if (reason) return reason;
  }
  return undefined;
}

/** Turns a refusal of arguments into a failed value that names the function. */
export function refusing<T>(name: string, compute: () => T): T | Value {
  try {
    return compute();
  } catch (error) {
    const { code, message } = failureOf(error);
    return failedValue(code, `Function '${name}': ${message}`);
  }
}
