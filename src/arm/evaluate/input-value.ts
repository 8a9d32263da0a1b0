import { residualCall } from '../../expr/apply.ts';
import { unknownValue } from '../../expr/make-value.ts';
import { printExpr } from '../../expr/print.ts';
import type { CallExpr, Value } from '../../expr/value.ts';

/**
 * A value that the deployer brings in. The same call stands for the same value, in either language.
 *
 * @param text why it is not known, as a phrase
 */
export function inputValue(call: CallExpr, args: readonly Value[], text?: string): Value {
  const residual = residualCall(call, args);
  const why = { code: 'context' as const, text: text ?? `${printExpr(residual)} is known only at deployment` };
  return unknownValue(why, residual, [{ span: call.span, role: 'parameters' }]);
}
