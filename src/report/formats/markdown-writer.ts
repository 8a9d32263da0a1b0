import path from 'node:path';
import type { Finding } from '../../engine/result.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Span, startOf } from '../../text/source.ts';
import { clipped } from '../writing/order.ts';
import { helpPage, type Links } from '../writing/urls.ts';
import { code, link, prose } from './markdown-text.ts';

/** Longer texts of templates are cut in a cell. */
export const maxCell = 200;

/** Writes what the host may have a page for. */
export interface Writer {
  /** A place in head, as a link if the host shows it. */
  readonly place: (span: Span) => string;
  /** The same in a cell, where the name of the file is enough if a link has its folder. */
  readonly shortPlace: (span: Span) => string;
  readonly rule: (rule: Rule) => string;
}

export function writerOf(links: Links): Writer {
  const linked = (span: Span, text: string): string | undefined => {
    const address = links.addressOf?.(span);
    return address === undefined ? undefined : link(text, address);
  };
  return {
    place: (span) => linked(span, placeText(span)) ?? placeText(span),
    shortPlace: (span) => linked(span, placeText(span, path.posix.basename(span.file.path))) ?? wrappingPlace(span),
    rule: (rule) => {
      const page = helpPage(rule, links);
      return /^https:\/\//.test(page) ? link(prose(rule.title), page) : prose(rule.title);
    },
  };
}

/** A place without a link, such as one in base. */
export function placeText(span: Span, file = span.file.path): string {
  return code(clipped(`${file}:${startOf(span).line}`, maxCell));
}

/** Name and folder as two texts, between which a cell can break. */
function wrappingPlace(span: Span): string {
  const folder = path.posix.dirname(span.file.path);
  const name = placeText(span, path.posix.basename(span.file.path));
  return folder === '.' ? name : `${name} in ${code(clipped(folder, maxCell))}`;
}

/** Where a finding is, in a cell. */
export function whereText({ anchor, gone }: Finding, write: Writer): string {
  return gone ? `${placeText(anchor)} (base; deleted)` : write.shortPlace(anchor);
}

/** Texts that are no longer are not broken in a cell. */
const maxWhole = 16;

/** `35 days → 14 days`. */
export function changeText({ before, after }: Pick<Finding, 'before' | 'after'>): string {
  const whole = (text: string): string => (text.length > maxWhole ? text : text.replaceAll(' ', '\u00a0'));
  const [was, is] = [before, after].map((text) => code(whole(clipped(text, maxCell))));
  return was === '' ? (is ?? '') : `${was} → ${is}`;
}

export function certaintyOf({ verdict, confidence }: Finding): string | undefined {
  if (verdict === 'unknown') return 'cannot be determined';
  return confidence === 'possible' ? 'possible' : undefined;
}
