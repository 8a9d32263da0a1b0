import type { RunResult } from '../../engine/result.ts';
import type { Rule } from '../../rules/rule.ts';
import { shippedPage } from '../../rules/shipped.ts';
import type { Span } from '../../text/source.ts';

/** Where a host shows what reports name. */
export interface Links {
  /** The page that explains a rule; undefined if it has none. Without it, links lead to Microsoft's documentation. */
  readonly pageOf?: (rule: Rule) => string | undefined;
  /** The address of a place in head. */
  readonly addressOf?: (span: Span) => string | undefined;
}

/** The links of a host, and the pages of rules where the configuration says where they are. */
export function linksIn({ rulePages }: Pick<RunResult, 'rulePages'>, links: Links = {}): Links {
  if (rulePages === undefined) return links;
  // Rules of a user have no page of this kind.
  const isShipped = ({ id }: Rule): boolean => shippedPage(id) !== undefined;
  return {
    ...links,
    pageOf: (rule) => (isShipped(rule) ? rulePages.replaceAll('{rule}', rule.id) : links.pageOf?.(rule)),
  };
}

/** Where to read about what armlock guards. */
export const homePage = 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept';

/** Where to read about what a rule finds. */
export function helpPage(rule: Rule, { pageOf }: Links = {}): string {
  return pageOf?.(rule) ?? rule.references[0] ?? homePage;
}

/** A path as a part of an address. Half of a pair of surrogates has no place in one. */
export function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
