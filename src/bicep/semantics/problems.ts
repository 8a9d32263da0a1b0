import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import { clauseOf } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import type { Env, Program } from './compilation-unit.ts';
import type { Unavailable } from './host.ts';

/** Reports an error of the program at a place, and goes on with an unknown value there. */
export function refused(message: string, span: Span, { unit }: Env, code = 'bicep-expression'): Expr {
  unit.program.report({ severity: 'error', code, message, span });
  return build.unknown({ code: 'failed', text: clauseOf(message) }, span);
}

/** Reports an error of an expression, of which nothing is made then, so that it has no others. */
export function refusedAt(node: syntax.Expression, message: string, env: Env, code?: string): void {
  const { refusals } = env.unit.program;
  if (refusals.has(node)) return;
  refusals.set(node, refused(message, node.span, env, code));
}

/** What could not be read is told by the parser already. */
export function unread(span: Span): Expr {
  return build.unknown({ code: 'failed', text: 'a part of the file cannot be read' }, span);
}

/** A symbol of a file that cannot be had: told where it is imported. */
export function unavailable(name: string, reason: string, span: Span): Expr {
  return build.unknown({ code: 'gap', text: `'${name}' is imported from a file that cannot be read: ${reason}` }, span);
}

/** Reports what keeps a reference from being followed. */
export function reportUnavailable(what: string, { reason }: Unavailable, span: Span, report: Program['report']): void {
  report({ severity: 'error', code: 'bicep-reference', message: `${what} cannot be read: ${reason}.`, span });
}

/** Whether a module reference names a registry or a template spec rather than a file. */
export function isExternal(reference: string): boolean {
  return /^(?:br|ts|oci)[:/]/i.test(reference);
}
