import { canonicalValue } from '../expr/basis.ts';
import type { Origin, Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { textKey } from '../model/identity.ts';
import { nameSegments, type Segment } from '../model/segments.ts';
import { memo } from '../text/memo.ts';

/** The words of all shapes that are compared with each other. */
export interface ShapeWords {
  readonly numbers: Map<string, number>;
  /** Each word in lower case, and its parts between slashes. */
  readonly spoken: Set<string>;
}

/** No words yet. */
export function noShapeWords(): ShapeWords {
  return { numbers: new Map(), spoken: new Set() };
}

/**
 * Writes resources as one text in which names are numbers: the first name is 0, whatever it is, and so on. Two groups of
 * resources with the same text say the same of things that are called differently.
 *
 * Rules look at a name only to compare it with another one. The text keeps which of them are equal: to each other, in
 * spelling and in lower case, and to any word that is written as it is.
 */
export class ShapeText {
  readonly #parts: (string | number)[] = [];
  readonly #names = new Map<string, number>();
  readonly #words: ShapeWords;

  constructor(words: ShapeWords) {
    this.#words = words;
  }

  /** Adds a text that counts as it is. */
  word(text: string): void {
    const { numbers, spoken } = this.#words;
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
      for (const part of text.toLowerCase().split('/')) spoken.add(part);
    }
    this.#parts.push(number);
  }

  /** Adds what both revisions may be asked of a resource. False if that cannot be written without its name. */
  resource({ type, name, scope, apiVersion, body, callers = [] }: Resource): boolean {
    this.word(type);
    this.word(scopeText(scope));
    this.#parts.push(callers.length);
    this.#origins(name.origins);
    return this.#segments(nameSegments(name), undefined) && this.#value(apiVersion) && this.#value(body);
  }

  /** The names, by their numbers. */
  names(): readonly string[] {
    return [...this.#names.keys()];
  }

  /** The whole text, once all words are known: a name that is a word as well, anywhere, counts as what it is. */
  text(): string {
    const { spoken } = this.#words;
    for (const [name, number] of this.#names) if (spoken.has(name.toLowerCase())) this.#parts.push(`${number}=${name}`);
    return this.#parts.join('\n');
  }

  #value(value: Value): boolean {
    if (value.secure || value.fallback) return false;
    this.#origins(value.origins);
    switch (value.kind) {
      case 'string':
        return value.residual === undefined && this.#string(value, value.value);
      case 'int':
      case 'float':
      case 'bool':
        this.#parts.push(value.kind, String(value.value));
        return value.residual === undefined;
      case 'null':
        this.#parts.push('null');
        return value.residual === undefined;
      case 'array':
        this.#parts.push('[', value.items.length);
        return value.open === undefined && value.items.every((item) => this.#value(item));
      case 'object':
        return this.#object(value);
      case 'unknown':
        return this.#unknown(value);
      case 'choice':
      case 'failed':
      case 'absent':
        return false;
    }
  }

  /** Adds by how many steps a value comes here, so that evidence of one can be made into that of another. */
  #origins(origins: readonly Origin[]): void {
    const [only, ...others] = origins;
    if (only?.role === 'written' && only.from === undefined && others.length === 0) return;
    this.#parts.push('<', origins.length);
    for (const { role, from } of origins) {
      this.#parts.push(role);
      this.#origins(from ?? []);
    }
  }

  #object({ entries, open, unkeyed }: Extract<Value, { kind: 'object' }>): boolean {
    if (open || unkeyed) return false;
    this.#parts.push('{', entries.size);
    for (const { key, keySpan, value, secureKey } of entries.values()) {
      if (secureKey) return false;
      if (!keySpan) this.#parts.push('*');
      this.word(key);
      if (!this.#value(value)) return false;
    }
    return true;
  }

  #string(value: Value, text: string): boolean {
    if (text.startsWith('/')) return this.#id(value);
    this.#parts.push('text');
    this.word(text);
    return true;
  }

  #unknown(value: Extract<Value, { kind: 'unknown' }>): boolean {
    const { why, domain } = value;
    if (domain?.kind === 'interval') return false;
    this.#parts.push('?');
    this.word([why.code, why.text, why.parameter ?? ''].join('|'));
    const canonical = canonicalValue(value);
    this.#name(canonical);
    this.#name(canonical.toLowerCase());
    return this.#id(value);
  }

  /** Adds the id of a resource. */
  #id(value: Value): boolean {
    const segments = nameSegments(value);
    return this.#segments(segments, namePlaces(segments));
  }

  /** @param places where the names are; everywhere if it is undefined */
  #segments(segments: readonly Segment[], places: ReadonlySet<number> | undefined): boolean {
    this.#parts.push('/', segments.length);
    for (const [index, segment] of segments.entries()) {
      const { isKnown, written, text, unknowns } = segment;
      if (isKnown && (places?.has(index) ?? true)) {
        this.#name(written);
        this.#name(text);
        continue;
      }
      this.word(written);
      this.word(unknowns);
      // What is known of a name in part may fit some names and not others.
      if (!isKnown && (!segment.isRepeatable || segment.start !== '' || segment.end !== '')) return false;
    }
    return true;
  }

  #name(text: string): void {
    const number = this.#names.get(text) ?? this.#names.size;
    this.#names.set(text, number);
    this.#parts.push('#', number);
  }
}

const scopeText = memo(textKey);

/** Where in the segments of an id the names are; where it has another form, none is. */
function namePlaces(segments: readonly Segment[]): ReadonlySet<number> {
  const places = new Set<number>();
  const isWord = (index: number, word: string): boolean => segments[index]?.text === word;
  if (!isWord(0, '') || !isWord(1, 'subscriptions')) return places;
  places.add(2);
  let at = 3;
  if (isWord(at, 'resourcegroups')) {
    places.add(at + 1);
    at += 2;
  }
  // Each `providers` is followed by a provider, and then by types and names in turn.
  while (isWord(at, 'providers')) {
    for (at += 2; at + 1 < segments.length && !isWord(at, 'providers'); at += 2) places.add(at + 1);
  }
  return places;
}
