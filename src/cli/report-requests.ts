import path from 'node:path';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { UsageError } from './io.ts';
import type { ParsedOptions } from './options.ts';

/** A report that is asked for with `--report format[=file]`. */
export interface RequestedReport<F extends string> {
  readonly format: F;
  /** Undefined for standard output. */
  readonly file: string | undefined;
}

/** The reports that a command can write. */
export interface ReportForms<F extends string> {
  readonly formats: readonly F[];
  /** What is said of another format, such as `Unknown report format 'x'`. */
  readonly unknown: (format: string) => string;
  /** Forms of which standard output takes several, because each is lines of a log. */
  readonly isLog?: (format: F) => boolean;
  /** A form with its file, for the advice to use one. */
  readonly example: string;
}

/** The reports of a command line; text if it asks for none. Throws a UsageError before any work is done. */
export function requestedReports<F extends string>(
  options: ParsedOptions,
  forms: ReportForms<F>,
): readonly RequestedReport<F>[] {
  const texts = options.values('report');
  const requests = (texts.length === 0 ? ['text'] : texts).map((text) => requested(text, forms));
  const files = requests.flatMap(({ file }) => (file === undefined ? [] : [path.resolve(file)]));
  const twice = files.find((file, index) => files.indexOf(file) < index);
  if (twice !== undefined) throw new UsageError(`Two reports have the same file '${path.relative('', twice)}'`);
  const printed = requests.filter(({ file }) => file === undefined);
  if (printed.length > 1 && !printed.every(({ format }) => forms.isLog?.(format))) {
    throw new UsageError(`Only one report can go to standard output; give the others a file, as in ${forms.example}`);
  }
  return requests;
}

function requested<F extends string>(text: string, { formats, unknown }: ReportForms<F>): RequestedReport<F> {
  const [name = '', ...rest] = text.split('=');
  const format = formats.find((one) => one === name);
  if (format === undefined) {
    const nearest = didYouMean(nearestName(formats, name));
    throw new UsageError(`${unknown(name)}; use ${formats.join(', ')}.${nearest}`);
  }
  const file = rest.length === 0 ? undefined : rest.join('=');
  if (file === '') throw new UsageError(`'--report ${text}' names no file`);
  return { format, file: file === '-' ? undefined : file };
}
