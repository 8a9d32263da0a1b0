import type { ParameterTexts } from './json-resolve.ts';

/** One token of a parameter file; whatever it does not know is a token of one character. */
const token = /\s+|\/\/[^\n]*|'''[\s\S]*?'''|'(?:[^'\\]|\\[\s\S])*'|-?\d+|[A-Za-z_]\w*|[\s\S]/y;

/**
 * Reads a `.bicepparam` file whose values are literals, into JSON texts. Returns undefined for one that imports,
 * declares or calculates anything: such a file takes a compiler.
 */
export function readLiteralParameters(text: string): ParameterTexts | undefined {
  const reader = new LiteralReader(text.replace(/^\uFEFF/, ''));
  try {
    return reader.file();
  } catch (error) {
    if (error instanceof NotLiteral) return undefined;
    throw error;
  }
}

class NotLiteral extends Error {}

class LiteralReader {
  readonly tokens: readonly string[];
  at = 0;

  constructor(text: string) {
    token.lastIndex = 0;
    const all = [...text.matchAll(new RegExp(token.source, 'gy'))].map(([match]) => match);
    this.tokens = all.filter((one) => !/^\s/.test(one) && !one.startsWith('//'));
  }

  next(): string {
    this.at += 1;
    return this.tokens[this.at - 1] ?? '';
  }

  expect(wanted: string): void {
    if (this.next() !== wanted) throw new NotLiteral();
  }

  file(): ParameterTexts {
    const found: Record<string, string> = {};
    this.expect('using');
    this.next();
    while (this.at < this.tokens.length) {
      this.expect('param');
      const name = this.next();
      this.expect('=');
      found[name] = this.value();
    }
    return found;
  }

  value(): string {
    const first = this.next();
    if (first === '{') return `{${this.list('}', () => this.member()).join(',')}}`;
    if (first === '[') return `[${this.list(']', () => this.value()).join(',')}]`;
    if (first.startsWith("'")) return JSON.stringify(stringOf(first));
    if (/^-?\d+$/.test(first) || ['true', 'false', 'null'].includes(first)) return first;
    throw new NotLiteral();
  }

  member(): string {
    const key = this.next();
    this.expect(':');
    return `${JSON.stringify(key.startsWith("'") ? stringOf(key) : key)}:${this.value()}`;
  }

  /** Items are parted by commas or by line breaks, which are no tokens here. */
  list(close: string, item: () => string): readonly string[] {
    const items: string[] = [];
    while (this.tokens[this.at] !== close) {
      if (this.tokens[this.at] === ',') this.at += 1;
      else items.push(item());
    }
    this.at += 1;
    return items;
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function stringOf(text: string): string {
  if (text.startsWith("'''")) return text.slice(3, -3).replace(/^\r?\n/, '');
  if (/(?<!\\)\$\{/.test(text)) throw new NotLiteral();
  return text
    .slice(1, -1)
    .replace(/\\(?:u\{([0-9a-fA-F]+)\}|([\s\S]))/g, (_, code: string | undefined, letter: string) =>
      code === undefined ? (escapes[letter] ?? letter) : String.fromCodePoint(Number.parseInt(code, 16)),
    );
}
