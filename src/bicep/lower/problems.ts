import * as build from '../../expr/build.ts';
import type { Expr, UnknownReason } from '../../expr/value.ts';
import { bicepError } from '../../text/bicep-error.ts';
import type { DiagnosticCode } from '../../text/codes.ts';
import { clauseOf } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Env } from '../semantics/compilation-unit.ts';
import { reportError } from '../semantics/problems.ts';

/** Reports an error of the program at a place, and goes on with an unknown value there. */
export function refused(message: string, span: Span, env: Env, code?: DiagnosticCode): Expr {
  reportError(message, span, env, code);
  return build.unknown({ code: 'failed', text: clauseOf(message) }, span);
}

/** The same for a part of the input that is missing. */
export function missing(message: string, span: Span, { unit }: Env): Expr {
  unit.report({ ...bicepError(message, span, 'bicep-file'), lossy: true });
  return build.unknown({ code: 'failed', text: clauseOf(message) }, span);
}

const unreadReason: UnknownReason = { code: 'failed', text: 'a part of the file cannot be read' };

/** The parser has reported what could not be read. */
export function unread(span: Span): Expr {
  return build.unknown(unreadReason, span);
}

/** A symbol of a file that is not available: reported where it is imported. */
export function unavailable(name: string, reason: string, span: Span): Expr {
  return build.unknown({ code: 'gap', text: `'${name}' is imported from a file that cannot be read: ${reason}` }, span);
}
