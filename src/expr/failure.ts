import { FormatFailure } from '../dotnet/failure.ts';

/**
 * Thrown by the implementation of a template function that refuses its arguments, and caught where functions are
 * applied: it becomes a failed value there and never leaves the evaluator.
 */
export class EvaluationFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'EvaluationFailure';
    this.code = code;
  }
}

export function refuse(message: string): never {
  throw new EvaluationFailure('function-arguments', message);
}

/** What a caught error refuses, of the evaluator or of .NET's formats; any other error is thrown again. */
export function failureOf(error: unknown): Pick<EvaluationFailure, 'code' | 'message'> {
  if (error instanceof EvaluationFailure) return error;
  if (error instanceof FormatFailure) return { code: 'function-arguments', message: error.message };
  throw error;
}
