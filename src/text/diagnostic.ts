import type { DiagnosticCode } from './codes.ts';
import type { Span } from './source.ts';

export type DiagnosticSeverity = 'error' | 'warning';

/** Something wrong with an input. It never stops a run; a gap says what it hides. */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  /** Stable, name of the kind of problem: kebab-case, or the number of the Bicep compiler's error. */
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly span: Span;
  /** Set if a part of the input is lost with it, so that losses may be missed: a run that has one is not complete. */
  readonly lossy?: true;
}

/** Collects diagnostics in the order in which they are found. */
export type Report = (diagnostic: Diagnostic) => void;

/** What a message says as a clause of another sentence: without its full stop, and without a capital to begin with. */
export function clauseOf(message: string): string {
  const open = message.endsWith('.') ? message.slice(0, -1) : message;
  return /^[A-Z][a-z]* /.test(open) ? open.charAt(0).toLowerCase() + open.slice(1) : open;
}
