import { assume, mapCases } from './choice.ts';
import { type Budget, evaluate, type Frame, spend, type TemplateFunction } from './evaluate.ts';
import { extentOf, widthOf } from './extent.ts';
import { failureOf } from './failure.ts';
import {
  failedValue,
  isKnown,
  isSecured,
  isSymbolic,
  mergeOrigins,
  secured,
  unknownValue,
  withOrigins,
  withResidual,
} from './make-value.ts';
import type { CallExpr, Expr, FailedValue, UnknownReason, Value } from './value.ts';

/**
 * Computes from evaluated arguments, or gives undefined if their unknown parts matter. It refuses arguments by
 * throwing an EvaluationFailure.
 */
export type Compute = (args: readonly Value[], call: CallExpr) => Value | undefined;

/** A function of its arguments alone that needs to know all of them, at every depth. */
export function known(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'everything', reach: 'whole' });
}

/** A function that arranges its arguments: it can work on arrays and objects whose parts are not all known. */
export function structural(
  name: string,
  minArgs: number,
  maxArgs: number,
  compute: Compute,
  reach: Reach = 'top',
): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'structure', reach });
}

/** A function that can say something even if arguments are wholly unknown. Choices it need not mind. */
export function unknownTolerant(
  name: string,
  minArgs: number,
  maxArgs: number,
  compute: Compute,
  reach: Reach = 'top',
): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'decision', reach });
}

/** A function that puts its arguments into its result without looking into them. */
export function anyArgs(name: string, minArgs: number, maxArgs: number, compute: Compute): TemplateFunction {
  return eager({ name, minArgs, maxArgs, compute, needs: 'nothing', reach: 'top' });
}

/** A function that decides itself which arguments to evaluate. */
export function lazy(
  name: string,
  minArgs: number,
  maxArgs: number,
  run: (call: CallExpr, frame: Frame) => Value,
): TemplateFunction {
  const runRefusing = (call: CallExpr, frame: Frame): Value => {
    try {
      return run(call, frame);
    } catch (error) {
      return refusalOf(name, error);
    }
  };
  return { name, minArgs, maxArgs, run: runRefusing };
}

/**
 * How much of its arguments and of its result a function goes through: everything, only what is at the top, or nothing,
 * because it hands over what is there already.
 */
export type Reach = 'whole' | 'top' | 'none' | ((args: readonly Value[]) => 'whole' | 'top');

/** An eager function, and how much of its arguments must be known before it can compute. */
interface EagerFunction {
  readonly name: string;
  readonly minArgs: number;
  readonly maxArgs: number;
  readonly compute: Compute;
  readonly needs: 'everything' | 'structure' | 'decision' | 'nothing';
  readonly reach: Reach;
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
  const { budget } = frame.env;
  const charged = chargedFor(args, definition);
  for (const arg of args) charge(arg, charged, budget);
  const result = applyTo(args, definition, call);
  charge(result, charged, budget);
  return result;
}

/** What a function goes through of its arguments and of its result. */
function chargedFor(args: readonly Value[], { reach, needs }: EagerFunction): 'whole' | 'top' | 'none' {
  const asked = typeof reach === 'function' ? reach(args) : reach;
  if (asked !== 'whole') return asked;
  // What cannot be computed is put together, without a look at it.
  return needs === 'everything' && args.some(isUnknown) ? 'top' : 'whole';
}

/** Takes off the budget what a function does with a value. What it only passes on costs nothing, however large. */
function charge(value: Value, charged: ReturnType<typeof chargedFor>, budget: Budget): void {
  if (charged !== 'none') spend(budget, charged === 'top' ? widthOf(value) : extentOf(value).size);
}

function isUnknown({ kind }: Value): boolean {
  return kind === 'unknown';
}

/** The reach of comparisons: a scalar is compared at once, whatever the other value holds. */
export function comparing(args: readonly Value[]): 'whole' | 'top' {
  return args.some(isPlainScalar) ? 'top' : 'whole';
}

function isPlainScalar({ kind, residual }: Value): boolean {
  return residual === undefined && kind !== 'object' && kind !== 'array';
}

/** Applies a function to evaluated arguments: through choices, and as far as unknown parts allow. */
function applyTo(args: readonly Value[], definition: EagerFunction, call: CallExpr): Value {
  const choice = definition.needs === 'nothing' ? undefined : args.find(isChoice);
  if (choice?.kind === 'choice') {
    return mapCases(choice, residualCall(call, args), (one) => {
      const assumed = args.map((arg) => (arg === choice ? one.value : assume(arg, choice.atom.key, one.when)));
      return applyTo(assumed, definition, call);
    });
  }
  for (const arg of args) {
    if (isTooLittle(arg, definition)) return unknownValue(reasonFor(arg), residualCall(call, args), mergeOrigins(args));
  }
  const told = computedBy(definition, args, call);
  if (!told) return unknownValue(reasonFor(...args), residualCall(call, args), mergeOrigins(args));
  const computed = args.some(isSecured) ? ofSecureArguments(told, args, definition) : told;
  const from = computed.origins.length === 0 ? mergeOrigins(args) : [];
  const located = from.length === 0 ? computed : withOrigins(computed, from);
  return asService(located, args, definition, call);
}

function computedBy({ name, compute }: EagerFunction, args: readonly Value[], call: CallExpr): Value | undefined {
  try {
    return compute(args, call);
  } catch (error) {
    return refusalOf(name, error);
  }
}

/** A result with what the service makes of the call, where that may be more or comes later. */
function asService(located: Value, args: readonly Value[], definition: EagerFunction, call: CallExpr): Value {
  let [canLack, isLeft] = [false, false];
  for (const arg of args) {
    if (arg.fallback) canLack = true;
    if (isLeftToService(arg, definition)) isLeft = true;
  }
  if (!canLack && !isLeft) return located;
  const residual = residualCall(call, args);
  const value = canLack ? withFallback(located, residual) : located;
  return isLeft ? withResidual(value, residual) : value;
}

function isChoice({ kind }: Value): boolean {
  return kind === 'choice';
}

/** What is made of secure values is secure, unless it keeps its parts as they were. A refusal quotes its arguments. */
function ofSecureArguments(value: Value, args: readonly Value[], { name, needs }: EagerFunction): Value {
  if (value.kind === 'failed') return withheldFailure(value, name);
  const keepsParts = needs !== 'everything' && !madeOfKeys.has(name.toLowerCase());
  const isKeySecure = name === 'createObject' && args.some((arg, index) => index % 2 === 0 && isSecured(arg));
  return keepsParts && !isKeySecure && (value.kind === 'array' || value.kind === 'object') ? value : secured(value);
}

/** Functions that make values of the names of properties. */
const madeOfKeys: ReadonlySet<string> = new Set(['items', 'objectkeys']);

/** A failure that does not show what the arguments are. */
export function withheldFailure(failed: FailedValue, name: string): FailedValue {
  return { ...failed, message: `Function '${name}': it refuses its arguments, which are secure and not shown` };
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
    return refusalOf(name, error);
  }
}

function refusalOf(name: string, error: unknown): FailedValue {
  const { code, message } = failureOf(error);
  return failedValue(code, `Function '${name}': ${message}`);
}
