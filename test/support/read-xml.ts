/** An element of XML; text directly within it is joined. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const token = /<\?xml[^>]*\?>|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads a document without comments, sections and doctypes. Throws where it is not well formed. */
export function readXml(document: string): XmlElement {
  const stack: OpenElement[] = [{ name: '', attributes: {}, children: [], text: '' }];
  token.lastIndex = 0;
  while (token.lastIndex < document.length) {
    const at = token.lastIndex;
    const found = token.exec(document);
    if (!found) throw new Error(`not well formed at ${at}: ${document.slice(at, at + 40)}`);
    const [, close, open, attributes = '', empty, text] = found;
    const top = stack.at(-1);
    if (!top) throw new Error('more is closed than opened');
    if (text !== undefined) top.text += decoded(text);
    if (open !== undefined) {
      const element = { name: open, attributes: readAttributes(attributes), children: [], text: '' };
      top.children.push(element);
      if (empty === '') stack.push(element);
    }
    if (close !== undefined) {
      if (top.name !== close) throw new Error(`</${close}> closes <${top.name}>`);
      stack.pop();
    }
  }
  const [root, ...more] = stack[0]?.children ?? [];
  if (!root || more.length > 0 || stack.length !== 1) throw new Error('there must be one root element');
  return root;
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decoded(value)]);
  if (new Set(pairs.map(([name]) => name)).size !== pairs.length) throw new Error(`an attribute twice:${text}`);
  return Object.fromEntries(pairs);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold.
  const bad = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&(?!(?:amp|lt|gt|quot|apos);)/.exec(text);
  if (bad) throw new Error(`not allowed in XML: ${JSON.stringify(bad[0])}`);
  return text.replace(/&(\w+);/g, (_, name: string) => entities[name] ?? '');
}
