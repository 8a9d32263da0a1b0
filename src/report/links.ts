import type { Rule } from '../rules/rule.ts';

/**
 * The base of links to armlock's own pages, with a slash at its end. Until the project has a public home, links lead to
 * Microsoft's documentation instead.
 */
const pagesBase: string | undefined = undefined;

/** Where to read about armlock, or about what it guards. */
export const homePage = pagesBase ?? 'https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept';

/** The page that explains a rule. */
export function helpPage({ id, references: [first] }: Rule): string {
  return pagesBase === undefined ? (first ?? homePage) : `${pagesBase}rules/${id}.md`;
}
