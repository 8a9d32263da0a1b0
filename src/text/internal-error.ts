import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './source.ts';
import { tool } from './tool.ts';

/** A mistake in armlock that one input brought to light. What else there is to judge is judged. */
export function internalError(error: unknown, span: Span): Diagnostic {
  const message = `armlock failed here (${internalErrorText(error)}). This is a bug in armlock; please report it.`;
  return { severity: 'error', code: 'internal-error', lossy: true, message, span };
}

/** What was thrown and by which version: what a report of the bug needs. `ARMLOCK_DEBUG` adds the stack. */
export function internalErrorText(error: unknown, env: NodeJS.ProcessEnv = process.env): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error && isDebugged(env) ? (error.stack ?? '') : '';
  const frames = stack.split('\n').flatMap((line) => (/^ {4}at /.test(line) ? [line.trim()] : []));
  return [`armlock ${tool.version} on Node.js ${process.versions.node}: ${message}`, ...frames].join('; ');
}

/** Whether the stacks of internal errors are wanted. */
export function isDebugged(env: Readonly<Record<string, string | undefined>>): boolean {
  return (env['ARMLOCK_DEBUG'] ?? '') !== '' && env['ARMLOCK_DEBUG'] !== '0';
}
