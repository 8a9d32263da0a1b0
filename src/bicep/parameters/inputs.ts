import { inputValue } from '../../arm/evaluate/input-value.ts';
import { anyArgs, lazy } from '../../expr/apply.ts';
import { evaluate, type Frame, type TemplateFunction } from '../../expr/evaluate.ts';
import { refuse } from '../../expr/failure.ts';
import { stringValue } from '../../expr/make-value.ts';
import type { CallExpr, Value } from '../../expr/value.ts';

/** What is known of the environment variables of the deployer. */
export interface Environment {
  readonly values: ReadonlyMap<string, string>;
  /** Whether variables that are not among the values do not exist, so that defaults take their place. */
  readonly complete: boolean;
}

export const unknownEnvironment: Environment = { values: new Map(), complete: false };

/** The functions that only parameter files have: they bring in something from outside. */
export function inputFunctions(environment: Environment): readonly TemplateFunction[] {
  return [
    lazy('readEnvironmentVariable', 1, 2, (call, frame) => environmentVariable(call, frame, environment)),
    anyArgs('externalInput', 1, 2, (args, call) => inputValue(call, args)),
    anyArgs('readCliArg', 1, 1, (args, call) => inputValue(call, args)),
    anyArgs('readEnvVar', 1, 1, (args, call) => inputValue(call, args)),
    lazy('getSecret', 0, Number.POSITIVE_INFINITY, () => refuse('a secret can only be the whole value of a parameter')),
  ];
}

/** The default is evaluated only if it counts. */
function environmentVariable(call: CallExpr, frame: Frame, { values, complete }: Environment): Value {
  const [name, otherwise] = call.args;
  const asked = name && evaluate(name, frame);
  if (!asked || asked.kind === 'failed') return asked ?? refuse('it needs a name');
  if (asked.kind !== 'string') return refuse('its name must be a literal string');
  const given = values.get(asked.value);
  if (given !== undefined) return stringValue(given, [{ span: call.span, role: 'parameters' }]);
  if (!complete) {
    const fallback = otherwise && evaluate(otherwise, frame);
    if (fallback?.kind === 'failed') return fallback;
    return inputValue(
      call,
      [asked, ...(fallback ? [fallback] : [])],
      `environment variable '${asked.value}' is not known here`,
    );
  }
  return otherwise
    ? evaluate(otherwise, frame)
    : refuse(`BCP427: environment variable "${asked.value}" does not exist and there's no default value set`);
}
