import { printable } from '../../writing/sanitize.ts';

/** HTML that armlock wrote itself, or that was escaped: only it goes into a page as it is. */
export interface Markup {
  readonly kind: 'markup';
  readonly text: string;
}

/** HTML out of a text that armlock holds in its own code. */
export function markup(text: string): Markup {
  return { kind: 'markup', text };
}

/** What stands in braces of a template: text is escaped, nothing at all is left out. */
type Part = Markup | string | number | undefined | readonly Part[];

/** Writes HTML. Whatever is put into it is escaped, unless it is HTML already. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = '', ...rest] = strings;
  return markup(first + rest.map((text, index) => textOf(parts[index]) + text).join(''));
}

function textOf(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'kind' in part ? part.text : part.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of others: no markup, and nothing that changes the direction of writing. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[&<>"']/g, (char) => entities[char] ?? '')
    .replace(/[\uFFFE\uFFFF]/g, '\uFFFD');
}

/** A link that sends nothing to the page behind it; an address of another scheme is text. */
export function anchorTo(url: string | undefined, text: string): Markup {
  return url !== undefined && /^https:\/\//.test(url)
    ? html`<a href="${url}" rel="noreferrer noopener">${text}</a>`
    : html`${text}`;
}
