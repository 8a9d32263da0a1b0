import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Env } from './compilation-unit.ts';
import type { Unavailable } from './host.ts';

export { isRegistryReference } from '../modules/reference.ts';

/** Reports an error of the program at a place. */
export function reportError(message: string, span: Span, { unit }: Env, code = 'bicep-expression'): void {
  unit.report({ severity: 'error', code, message, span });
}

/** Reports what keeps a reference from being followed. */
export function reportUnavailable(what: string, { reason }: Unavailable, span: Span, report: Report): void {
  report({ severity: 'error', code: 'bicep-reference', message: `${what} cannot be read: ${reason}.`, span });
}
