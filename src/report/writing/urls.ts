import type { Rule } from '../../rules/rule.ts';
import type { Span } from '../../text/source.ts';

/** Where a host shows what reports name. */
export interface Links {
  /** The page that explains a rule; undefined if it has none. Without it, links lead to Microsoft's documentation. */
  readonly pageOf?: (rule: Rule) => string | undefined;
  /** The address of a place in head. */
  readonly addressOf?: (span: Span) => string | undefined;
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
