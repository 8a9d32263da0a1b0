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
