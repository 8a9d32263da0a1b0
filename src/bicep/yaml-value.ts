import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, Scalar } from 'yaml';
import {
  arrayValue,
  boolValue,
  type Entry,
  floatValue,
  intValue,
  nullValue,
  type Origin,
  objectValue,
  stringValue,
  type Value,
} from '../expr/value.ts';
import type { SourceFile } from '../text/source.ts';

/** Aliases may repeat a part over and over; a file that makes more values than this is refused. */
const maxValues = 100_000;

/** Reads a YAML file as data. Returns a message if that is not possible. */
export function readYamlValue(file: SourceFile, origins: readonly Origin[]): Value | string {
  const document = parseDocument(file.text, { schema: 'core', merge: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) return `The file is not YAML: ${error.message.split('\n')[0]}`;
  let count = 0;
  const read = (node: unknown): Value => {
    count += 1;
    if (count > maxValues) throw new TooLarge();
    if (isAlias(node)) return read(node.resolve(document));
    if (isMap(node))
      return objectValue(
        node.items.map(({ key, value }): Entry => ({ key: keyOf(key), value: read(value) })),
        origins,
      );
    if (isSeq(node)) return arrayValue(node.items.map(read), origins);
    return isScalar(node) ? scalar(node, origins) : nullValue(origins);
  };
  try {
    return read(document.contents as Node | null);
  } catch (problem) {
    if (problem instanceof TooLarge) return 'The file is too large.';
    throw problem;
  }
}

class TooLarge extends Error {}

function keyOf(key: unknown): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

/** Plain words are told by the rules of YAML 1.2, but that numbers with leading zeros are decimal. */
function scalar(node: Scalar, origins: readonly Origin[]): Value {
  const text = node.source ?? '';
  if (node.type !== Scalar.PLAIN) return stringValue(String(node.value), origins);
  if (/^[-+]?\d+$/.test(text)) return intValue(BigInt(text.replace(/^\+/, '')), origins);
  if (/^0x[0-9a-f]+$/i.test(text) || /^0o[0-7]+$/i.test(text)) return intValue(BigInt(text.toLowerCase()), origins);
  if (/^(?:true|false)$/i.test(text)) return boolValue(text.toLowerCase() === 'true', origins);
  if (/^(?:null|~|)$/i.test(text)) return nullValue(origins);
  return typeof node.value === 'number' && Number.isFinite(node.value)
    ? floatValue(node.value, origins)
    : stringValue(text, origins);
}
