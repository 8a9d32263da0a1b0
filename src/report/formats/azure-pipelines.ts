import type { RunResult } from '../../engine/result.ts';
import { startOf, whereIs } from '../../text/source.ts';
import { printable, withoutCommands } from '../writing/sanitize.ts';
import { type Annotation, annotationsOf } from './annotations.ts';

/**
 * Writes a run as logging commands of Azure Pipelines, which become issues of the step. The worst come first, because
 * the page of a run shows only some of them.
 */
export function azurePipelinesReport(result: RunResult): string {
  return annotationsOf(result)
    .map((annotation) => `${line(annotation)}\n`)
    .join('');
}

function line(annotation: Annotation): string {
  const { severity, code, title, paragraphs, span } = annotation;
  const text = [`${title}: ${paragraphs[0] ?? ''}`, ...paragraphs.slice(1)].join(' ');
  // There are only errors and warnings; a note is a line of the log.
  if (severity === 'note')
    return withoutCommands(`note: ${text} [${code}]${span ? ` (${printable(whereIs(span))})` : ''}`);
  const properties = { type: severity, ...(span && placeOf(span)), code };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))};`);
  return `##vso[task.logissue ${written.join('')}]${escapeData(text)}`;
}

/** An issue that is about no file. */
export function issueLine(type: 'error' | 'warning', text: string): string {
  return `##vso[task.logissue type=${type};]${escapeData(text)}`;
}

function placeOf(span: NonNullable<Annotation['span']>): Readonly<Record<string, string | number>> {
  const { line: linenumber, column: columnnumber } = startOf(span);
  return { sourcepath: printable(span.file.path), linenumber, columnnumber };
}

/** What the agent turns back after it has split the command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}
