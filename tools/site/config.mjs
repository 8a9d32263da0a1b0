// The part of the generator's configuration that is code.

/**
 * Headings get the anchors that they have on GitHub, and braces in a text are no expression.
 *
 * @param {object} config
 */
export function withAnchors(config) {
  return { ...config, markdown: { anchor: { slugify: anchorOf }, config: withPlainBraces } };
}

/** @param {{ renderer: { rules: Record<string, (...args: unknown[]) => string> } }} markdown */
function withPlainBraces({ renderer: { rules } }) {
  for (const kind of ['text', 'code_inline']) {
    const rendered = rules[kind];
    if (rendered) rules[kind] = (...args) => escaped(rendered(...args));
  }
}

/** @param {string} html */
function escaped(html) {
  return html.replaceAll('{{', '&#123;&#123;').replaceAll('}}', '&#125;&#125;');
}

/** @param {string} heading */
function anchorOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\-_ ]/gu, '')
    .replaceAll(' ', '-');
}
