import type { RunResult } from '../../engine/result.ts';
import type { Severity } from '../../rules/rule.ts';
import { endOf, startOf } from '../../text/source.ts';
import { clipped } from '../writing/order.ts';
import { printable } from '../writing/sanitize.ts';
import { type Annotation, annotationsOf } from './annotations.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** GitHub shows this many annotations of each kind for a step, and drops the others. */
const maxShown = 10;

/** Longer titles are refused. */
const maxTitle = 255;

/** Writes a run as workflow commands of GitHub Actions, which become annotations of the lines. */
export function githubReport(result: RunResult): string {
  const annotations = annotationsOf(result);
  const kinds: readonly Severity[] = ['error', 'warning', 'note'];
  return kinds
    .flatMap((kind) => withinLimit(annotations.filter(({ severity }) => severity === kind)))
    .map((annotation) => `${command(annotation)}\n`)
    .join('');
}

/** The last annotation that is shown says how many are not. */
function withinLimit(annotations: readonly Annotation[]): readonly Annotation[] {
  const [first] = annotations;
  if (!first || annotations.length <= maxShown) return annotations;
  const more = annotations.length - (maxShown - 1);
  const rest: Annotation = {
    severity: first.severity,
    code: 'more',
    title: `armlock: ${more} more`,
    paragraphs: [`${more} more of this severity are not shown here; see the other reports.`],
    span: undefined,
  };
  return [...annotations.slice(0, maxShown - 1), rest];
}

/** A command that shows a message which is about no file. */
export function annotation(severity: Severity, title: string, message: string): string {
  return `::${commands[severity]} title=${escapeProperty(title)}::${escapeData(message)}`;
}

function command({ severity, code, title, paragraphs, span }: Annotation): string {
  const properties = {
    ...(span && placeOf(span)),
    title: clipped(code === 'more' ? title : `${title} [${code}]`, maxTitle),
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${written.join(',')}::${escapeData(paragraphs.join('\n'))}`;
}

function placeOf(span: NonNullable<Annotation['span']>): Readonly<Record<string, string | number>> {
  const [start, end] = [startOf(span), endOf(span)];
  return {
    file: printable(span.file.path),
    line: start.line,
    endLine: end.line,
    col: start.column,
    endColumn: end.column,
  };
}

/** What the runner turns back after it has split the command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
