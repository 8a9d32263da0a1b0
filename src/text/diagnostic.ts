import type { Span } from './source.ts';

export type DiagnosticSeverity = 'error' | 'warning';

/** Something wrong with an input. It never stops a run; what it hides is told by a gap. */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  /** Stable, kebab-case name of the kind of problem, for instance `json-syntax`. */
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** Collects diagnostics in the order in which they are found. */
export type Report = (diagnostic: Diagnostic) => void;
