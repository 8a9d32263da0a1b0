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
    shortPlace: (span) => linked(span, placeText(span, path.posix.basename(span.file.path))) ?? placeText(span),
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

/** Where a finding is, in a cell. */
export function whereText({ anchor, gone }: Finding, write: Writer): string {
  return gone ? `${placeText(anchor)} (base; deleted)` : write.shortPlace(anchor);
}

/** `35 days → 14 days`. */
export function changeText({ before, after }: Pick<Finding, 'before' | 'after'>): string {
  const [was, is] = [before, after].map((text) => code(clipped(text, maxCell)));
  return was === '' ? (is ?? '') : `${was} → ${is}`;
}

export function certaintyOf({ verdict, confidence }: Finding): string | undefined {
  if (verdict === 'unknown') return 'cannot be determined';
  return confidence === 'possible' ? 'possible' : undefined;
}
