import { type Document, isCollection, isMap, isNode, isScalar, parseDocument } from 'yaml';
import type { Diagnostic } from '../text/diagnostic.ts';
import { type SourceFile, type Span, spanOf } from '../text/source.ts';

/** A YAML document as data, with the places of its parts. */
export interface YamlDocument {
  readonly data: unknown;
  /** The span of the value at a path, or of the nearest thing around it. */
  readonly spanAt: (path: readonly (string | number)[]) => Span;
  /** The span of a key of the map at a path. */
  readonly spanOfKey: (path: readonly (string | number)[], key: string) => Span;
}

/** Reads a YAML file of one document. Problems of its syntax are diagnostics, and then there is no document. */
export function readYaml(file: SourceFile): YamlDocument | readonly Diagnostic[] {
  const document = parseDocument(file.text, { version: '1.2', strict: true, uniqueKeys: true });
  const problems = [...document.errors, ...document.warnings].map(({ message, pos: [start, end] }): Diagnostic => {
    const [first = message] = message.split(/ at line \d/);
    return { severity: 'error', code: 'yaml-syntax', message: first, span: spanOf(file, start, end) };
  });
  if (problems.length > 0) return problems;
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 });
    return {
      data,
      spanAt: (path) => spanAt(document, file, path),
      spanOfKey: (path, key) => spanOfKey(document, file, path, key),
    };
  } catch (error) {
    // The library refuses aliases that multiply.
    const message = error instanceof Error ? error.message : String(error);
    return [{ severity: 'error', code: 'yaml-syntax', message, span: spanOf(file, 0, 0) }];
  }
}

function spanAt(document: Document, file: SourceFile, path: readonly (string | number)[]): Span {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return spanOf(file, node.range[0], node.range[1]);
  }
  return spanOf(file, 0, 0);
}

function spanOfKey(document: Document, file: SourceFile, path: readonly (string | number)[], key: string): Span {
  const map: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair =
    isCollection(map) && isMap(map)
      ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
  const node: unknown = pair?.key;
  return isNode(node) && node.range ? spanOf(file, node.range[0], node.range[1]) : spanAt(document, file, path);
}
