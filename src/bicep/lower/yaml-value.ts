import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from 'yaml';
import {
  arrayValue,
  boolValue,
  floatValue,
  intValue,
  nullValue,
  objectValue,
  stringValue,
} from '../../expr/make-value.ts';
import type { Entry, Origin, Value } from '../../expr/value.ts';
import { type SourceFile, spanOf } from '../../text/source.ts';
import { withoutTrailing } from '../../text/trim.ts';

/** Aliases may repeat a part over and over; a file that makes more values than this is refused. */
const maxValues = 100_000;

/** Characters that a YAML file may have: the library takes a second for as many, and several for more. */
export const maxYamlValueLength = 256 * 1024;

/** Reads a YAML file as data. Returns a message if that is not possible. */
export function readYamlValue(file: SourceFile): Value | string {
  if (file.text.length > maxYamlValueLength) {
    return `armlock reads no YAML of more than ${maxYamlValueLength / 1024} Ki characters.`;
  }
  // The library looks for keys that are there twice in quadratic time.
  const document = parseDocument(file.text, { schema: 'core', merge: false, logLevel: 'silent', uniqueKeys: false });
  const [error] = document.errors;
  if (error) return `The file is not YAML: ${error.message.split('\n')[0]}`;
  const targets = aliasTargets(document);
  const contentEnd = endOfContent(file.text);
  let count = 0;
  const resolved = new Set<unknown>();
  const read = (node: unknown, isInFlow = false): Value => {
    count += 1;
    if (count > maxValues) throw new TooLarge();
    if (isAlias(node)) {
      const target = targets.get(node);
      // What contains itself has no end.
      if (resolved.has(target)) throw new TooLarge();
      resolved.add(target);
      const value = read(target);
      resolved.delete(target);
      return value;
    }
    const origins = originsOf(node, file);
    if (isMap(node)) return objectValue(entriesOf(node, read), origins);
    if (isSeq(node)) {
      const items = node.items.map((item) => read(item));
      return arrayValue(items, origins);
    }
    if (isInFlow && isEmpty(node)) return stringValue('', origins);
    return isScalar(node) ? scalar(node, contentEnd, origins) : nullValue(origins);
  };
  try {
    return read(document.contents as Node | null);
  } catch (problem) {
    if (problem instanceof TooLarge) return 'The file is too large.';
    if (problem instanceof OddMerge) return "What '<<' merges must be a mapping or a list of mappings.";
    if (problem instanceof RepeatedKey) return 'The file is not YAML: Map keys must be unique';
    throw problem;
  }
}

function originsOf(node: unknown, file: SourceFile): readonly Origin[] {
  const [start, end] = (isNode(node) && node.range) || [0, 0];
  return [{ span: spanOf(file, start, end), role: 'written' }];
}

class TooLarge extends Error {}

class OddMerge extends Error {}

class RepeatedKey extends Error {}

const mergeKey = '<<';

/** The members of a mapping with those that it is merged with: a later one wins, and one of its own over all of them. */
function entriesOf({ items, flow }: YAMLMap, read: (node: unknown, isInFlow: boolean) => Value): readonly Entry[] {
  const isMerge = ({ key }: Pair): boolean => keyOf(key) === mergeKey;
  const readMember = ({ value }: Pair): Value => read(value, flow === true);
  const entries = new Map<string, Entry>();
  const keys = items.flatMap((pair) => (isMerge(pair) ? [] : [keyOf(pair.key)]));
  const own = new Set(keys);
  if (own.size < keys.length) throw new RepeatedKey();
  for (const pair of items) {
    const key = keyOf(pair.key);
    if (!isMerge(pair)) entries.set(key, { key, value: readMember(pair) });
    else for (const entry of mergedEntries(readMember(pair))) if (!own.has(entry.key)) entries.set(entry.key, entry);
  }
  return [...entries.values()];
}

function mergedEntries(value: Value): readonly Entry[] {
  if (value.kind === 'null') return [];
  const parts = value.kind === 'array' ? value.items : [value];
  return parts.flatMap((part) => (part.kind === 'object' ? [...part.entries.values()] : oddMerge()));
}

function oddMerge(): never {
  throw new OddMerge();
}

/** In a flow mapping, the official reader takes a value that is left out for an empty text. */
function isEmpty(node: unknown): boolean {
  if (!isScalar(node)) return node === null || node === undefined;
  return node.type === Scalar.PLAIN && (node.source ?? '') === '';
}

/** What each alias stands for: the last part before it that bears the name. */
function aliasTargets(document: Document): ReadonlyMap<Alias, Node> {
  const named = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node: (_, node) => {
      const target = isAlias(node) ? named.get(node.source) : undefined;
      if (isAlias(node) && target) targets.set(node, target);
      else if (!isAlias(node) && node.anchor !== undefined) named.set(node.anchor, node);
    },
  });
  return targets;
}

/** Where the lines begin after which only blanks, comments and the mark of an end follow. */
function endOfContent(text: string): number {
  let end = text.length;
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 2) + 1;
    const line = text.slice(start, end);
    if (line.replace(/#.*|\.\.\./g, '').trim() !== '') break;
    end = start;
  }
  return end;
}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

/** Plain words are read by the rules of YAML 1.2, with more ways to write a number. */
function scalar(node: Scalar, contentEnd: number, origins: readonly Origin[]): Value {
  const text = node.source ?? '';
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) {
    // At the end of the file, the official compiler sees no line break behind a block.
    const isLast = (node.range?.[1] ?? 0) >= contentEnd;
    return stringValue(isLast ? withoutTrailing(text, '\n') : text, origins);
  }
  if (node.type !== Scalar.PLAIN || node.tag === 'tag:yaml.org,2002:str')
    return stringValue(String(node.value), origins);
  if (/^(?:true|false)$/i.test(text)) return boolValue(text.toLowerCase() === 'true', origins);
  if (/^(?:null|~|)$/i.test(text)) return nullValue(origins);
  return numberIn(text, origins) ?? stringValue(text, origins);
}

const integers = /^[-+]?(?:0b[01_]*[01]|0o[0-7_]*[0-7]|0x[\da-f_]*[\da-f]|\d[\d_]*)$/i;
const floats = /^[-+]?(?:\d[\d_]*(?:\.[\d_]*)?|\.[\d_]*\d)(?:e[-+]?[\d_]*\d)?$/i;

function numberIn(text: string, origins: readonly Origin[]): Value | undefined {
  const plain = text.replaceAll('_', '').replace(/^\+/, '').toLowerCase();
  if (integers.test(text)) {
    const magnitude = BigInt(plain.replace(/^-/, ''));
    return intValue(plain.startsWith('-') ? -magnitude : magnitude, origins);
  }
  if (floats.test(text)) return floatValue(Number(plain), origins);
  const special = /^(-)?\.(?:(inf)|nan)$/.exec(plain);
  return special ? floatValue(special[2] ? Number(`${special[1] ?? ''}Infinity`) : Number.NaN, origins) : undefined;
}
