import { RefusalError } from '../dotnet/refusal.ts';
import type { DiagnosticCode } from '../text/codes.ts';

/**
 * Thrown by the implementation of a template function that refuses its arguments, and caught where functions are
 * applied: it becomes a failed value there and never leaves the evaluator.
 */
export class EvaluationFailure extends RefusalError {
  readonly code: DiagnosticCode;

  constructor(code: DiagnosticCode, message: string) {
    super(message);
    this.name = 'EvaluationFailure';
    this.code = code;
  }
}

const refusedArguments = 'function-arguments';

export function refuse(message: string): never {
  throw new EvaluationFailure(refusedArguments, message);
}

/** What a caught error refuses, with the code of the failed value; any other error is thrown again. */
export function failureOf(error: unknown): { readonly code: DiagnosticCode; readonly message: string } {
  if (error instanceof EvaluationFailure) return error;
  if (error instanceof RefusalError) return { code: refusedArguments, message: error.message };
  throw error;
}
