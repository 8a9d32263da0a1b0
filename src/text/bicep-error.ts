import type { BicepCode, DiagnosticCode } from './codes.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './source.ts';

/**
 * An error of a program. Its message begins with the number of the compiler's own error, `BCP057: ...`, which then is
 * its code.
 *
 * @param otherwise the code of an error to which armlock knows no number
 */
export function bicepError(message: string, span: Span, otherwise: DiagnosticCode): Diagnostic {
  const [, official] = /^(BCP\d{3}): /.exec(message) ?? [];
  return { severity: 'error', code: official === undefined ? otherwise : (official as BicepCode), message, span };
}
