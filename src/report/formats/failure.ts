import { printable, printableLines, withoutCommands } from '../writing/sanitize.ts';
import { issueLine } from './azure-pipelines.ts';
import { annotation } from './github.ts';
import { failedRun } from './junit.ts';
import { fenced } from './markdown-text.ts';

const title = 'armlock could not judge this change';

/** Formats in which a run that judged nothing can say so: a step that shows a report must not fail for want of it. */
const writers: Readonly<Record<string, (message: string) => string>> = {
  markdown: (message) => `### ${title}\n\n${fenced('', printableLines(message))}\n`,
  junit: failedRun,
  github: (message) => `${annotation('error', title, printable(message))}\n`,
  'azure-pipelines': (message) => `${issueLine('error', `${title}: ${printable(message)}`)}\n`,
};

/** What a report says of a run that ended without a verdict; undefined for formats that have no word for it. */
export function failureReport(format: string, message: string): string | undefined {
  const write = Object.hasOwn(writers, format) ? writers[format] : undefined;
  const text = write?.(message);
  return format === 'markdown' && text !== undefined ? withoutCommands(text) : text;
}
