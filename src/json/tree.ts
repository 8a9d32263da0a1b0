import type { Span } from '../text/source.ts';

/** A JSON value with the span at which it is written. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonWord;

export interface JsonObject {
  readonly kind: 'object';
  /** In the order written; a key that is written twice occurs twice. */
  readonly members: readonly JsonMember[];
  /** Set where the file has a syntax error, so that members may be missing here, or be elsewhere. */
  readonly malformed?: true;
  readonly span: Span;
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
  readonly malformed?: true;
  readonly span: Span;
}

export interface JsonString {
  readonly kind: 'string';
  /** The text with its escapes resolved. */
  readonly value: string;
  /** Includes the quotes. */
  readonly span: Span;
}

export interface JsonNumber {
  readonly kind: 'number';
  /** As written, so that 64-bit integers stay exact. */
  readonly text: string;
  readonly span: Span;
}

export interface JsonWord {
  readonly kind: 'word';
  readonly value: true | false | null;
  readonly span: Span;
}

/** The member of that name. Template sections compare without case; of duplicates the last one counts. */
export function memberOf(object: JsonObject, name: string): JsonMember | undefined {
  const wanted = name.toLowerCase();
  let found: JsonMember | undefined;
  for (const member of object.members) {
    if (member.key.value === name || member.key.value.toLowerCase() === wanted) found = member;
  }
  return found;
}

const escapeLength: Readonly<Record<string, number>> = { u: 6 };

/**
 * Maps an index into a string's value to the offset at which that character is written in the file.
 * An index equal to the length gives the offset of the closing quote.
 */
export function offsetInString(node: JsonString): (index: number) => number {
  const { file, start, end } = node.span;
  const first = start + 1;
  if (node.value.length === end - start - 2) return (index) => first + index;
  const offsets: number[] = [];
  let offset = first;
  while (offsets.length < node.value.length) {
    offsets.push(offset);
    offset += file.text[offset] === '\\' ? (escapeLength[file.text[offset + 1] ?? ''] ?? 2) : 1;
  }
  offsets.push(offset);
  return (index) => offsets[index] ?? end - 1;
}
