import { bicepError } from '../../text/bicep-error.ts';
import type { DiagnosticCode } from '../../text/codes.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Env } from './compilation-unit.ts';
import type { Unavailable } from './host.ts';

export { isRegistryReference } from '../modules/reference.ts';

/** Reports an error of the program at a place. */
export function reportError(
  message: string,
  span: Span,
  { unit }: Env,
  otherwise: DiagnosticCode = 'bicep-expression',
): void {
  unit.report(bicepError(message, span, otherwise));
}

/** Reports what keeps a reference from being followed: a part of the input is missing. */
export function reportUnavailable(what: string, { reason }: Unavailable, span: Span, report: Report): void {
  report({ ...bicepError(`${what} cannot be read: ${reason}.`, span, 'bicep-reference'), lossy: true });
}

/** The compiler's message about a name that is that of a namespace. */
export function reservedText(name: string): string {
  return `BCP084: The symbolic name "${name}" is reserved. Please use a different symbolic name. Reserved namespaces are "az", "sys".`;
}
