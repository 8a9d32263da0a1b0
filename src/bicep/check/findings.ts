import type { UnknownReason } from '../../expr/value.ts';
import type { DiagnosticCode } from '../../text/codes.ts';
import { clauseOf, type Diagnostic } from '../../text/diagnostic.ts';
import type { Env, FileUnit, Replaced, Scope, Unit } from '../semantics/compilation-unit.ts';
import { reportError } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';

/** What the checks of a file find. */
export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  /** Expressions of which nothing is made, and why. */
  readonly replaced: Replaced;
}

/** A file while it is checked: what one check refuses, the next ones leave alone. */
export interface CheckUnit extends Unit {
  readonly replaced: Map<syntax.Expression, UnknownReason>;
}

export type CheckEnv = Env<CheckUnit>;
export type CheckScope = Scope<CheckUnit>;

/** Runs checks on a file and collects what they find. */
export function findingsOf(file: FileUnit, check: (unit: CheckUnit) => void): Findings {
  const diagnostics: Diagnostic[] = [];
  const replaced = new Map<syntax.Expression, UnknownReason>();
  check({ ...file, replaced, report: (diagnostic) => diagnostics.push(diagnostic) });
  return { diagnostics, replaced };
}

/** Reports an error of an expression, of which nothing is made then, so that it has no others. */
export function refuse(node: syntax.Expression, message: string, env: CheckEnv, code?: DiagnosticCode): void {
  const { replaced } = env.unit;
  if (replaced.has(node)) return;
  reportError(message, node.span, env, code);
  replaced.set(node, { code: 'failed', text: clauseOf(message) });
}

/** Makes nothing of an expression, because what is wrong with it is reported elsewhere. */
export function drop(node: syntax.Expression, { unit }: CheckEnv): void {
  unit.replaced.set(node, { code: 'failed', text: 'a part of the file cannot be read' });
}
