/** Encodings that Bicep knows, by their names there. */
const decoders: Readonly<Record<string, (bytes: Buffer) => string>> = {
  'utf-8': (bytes) => bytes.toString('utf8'),
  'utf-16': (bytes) => new TextDecoder('utf-16le').decode(bytes),
  'utf-16BE': (bytes) => new TextDecoder('utf-16be').decode(bytes),
  'us-ascii': (bytes) => bytes.toString('latin1').replace(/[\u0080-\u00FF]/g, '?'),
  'iso-8859-1': (bytes) => bytes.toString('latin1'),
};

const marks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16', [0xff, 0xfe]],
  ['utf-16BE', [0xfe, 0xff]],
];

/** The text that bytes mean. A byte order mark overrides a given encoding; undefined for other encodings. */
export function decoded(bytes: Buffer, told: string): string | undefined {
  if (!Object.hasOwn(decoders, told)) return undefined;
  const [encoding, mark = []] = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [told];
  return decoders[encoding]?.(bytes.subarray(mark.length));
}
