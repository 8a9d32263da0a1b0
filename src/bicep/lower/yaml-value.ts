import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml';
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

/** Aliases may repeat a part over and over; a file that makes more values than this is refused. */
const maxValues = 100_000;

/** Reads a YAML file as data. Returns a message if that is not possible. */
export function readYamlValue(file: SourceFile): Value | string {
  const document = parseDocument(file.text, { schema: 'core', merge: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return `The file is not YAML: ${error.message.split('\n')[0]}`;
  let count = 0;
  const resolved = new Set<unknown>();
  const read = (node: unknown): Value => {
    count += 1;
    if (count > maxValues) throw new TooLarge();
    if (isAlias(node)) {
      const target = node.resolve(document);
      // What contains itself has no end.
      if (resolved.has(target)) throw new TooLarge();
      resolved.add(target);
      const value = read(target);
      resolved.delete(target);
      return value;
    }
    const origins = originsOf(node, file);
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): Entry => ({ key: keyOf(key), value: read(value) }));
      return objectValue(entries, origins);
    }
    if (isSeq(node)) return arrayValue(node.items.map(read), origins);
    return isScalar(node) ? scalar(node, file, origins) : nullValue(origins);
  };
  try {
    return read(document.contents as Node | null);
  } catch (problem) {
    if (problem instanceof TooLarge) return 'The file is too large.';
    throw problem;
  }
}

function originsOf(node: unknown, file: SourceFile): readonly Origin[] {
  const [start, end] = (isNode(node) && node.range) || [0, 0];
  return [{ span: spanOf(file, start, end), role: 'written' }];
}

class TooLarge extends Error {}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

/** Plain words are told by the rules of YAML 1.2, with more ways to write a number. */
function scalar(node: Scalar, file: SourceFile, origins: readonly Origin[]): Value {
  const text = node.source ?? '';
  if (node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED) {
    // At the end of the file, the official compiler sees no line break behind a block.
    const rest = file.text.slice(node.range?.[1]).replace(/#.*|\.\.\./g, '');
    return stringValue(rest.trim() === '' ? text.replace(/\n+$/, '') : text, origins);
  }
  if (node.type !== Scalar.PLAIN || node.tag === 'tag:yaml.org,2002:str')
    return stringValue(String(node.value), origins);
  if (/^(?:true|false)$/i.test(text)) return boolValue(text.toLowerCase() === 'true', origins);
  if (/^(?:null|~|)$/i.test(text)) return nullValue(origins);
  return numberIn(text, origins) ?? stringValue(text, origins);
}

const integers = /^[-+]?(?:0b[01_]*[01]|0o[0-7_]*[0-7]|0x[\da-f_]*[\da-f]|\d[\d_]*)$/i;
const floats = /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.[\d_]*\d)(?:e[-+]?[\d_]*\d)?$/i;

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
