import { type Document, isCollection, isMap, isNode, isScalar, type Pair, parseDocument, visit } from 'yaml';
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

/** Characters that a configuration or a rule may have. The library takes a second for as many, and a gigabyte for more. */
export const maxYamlLength = 256 * 1024;

/** Aliases that a document may have: the library looks through all of it for each. */
export const maxYamlAliases = 1000;

/** Problems that are reported for one document. */
const maxProblems = 20;

/** Reads a YAML file of one document. Problems of its syntax are diagnostics, and then there is no document. */
export function readYaml(file: SourceFile): YamlDocument | readonly Diagnostic[] {
  if (file.text.length > maxYamlLength) {
    return [problemAt(file, 0, 0, `The file has more than ${maxYamlLength / 1024} Ki characters.`)];
  }
  try {
    return readDocument(file);
  } catch (error) {
    // The library refuses aliases that multiply; what is too deep overflows its stack.
    const isTooDeep = error instanceof RangeError;
    const message = isTooDeep
      ? 'The file is nested too deeply.'
      : error instanceof Error
        ? error.message
        : String(error);
    return [problemAt(file, 0, 0, message)];
  }
}

function readDocument(file: SourceFile): YamlDocument | readonly Diagnostic[] {
  // The library looks for keys that are there twice in quadratic time, and has Node print warnings.
  const document = parseDocument(file.text, { version: '1.2', strict: true, uniqueKeys: false, logLevel: 'error' });
  const problems = [...document.errors, ...document.warnings].map(({ message, pos: [start, end] }): Diagnostic => {
    const [first = message] = message.split(/ at line \d/);
    return problemAt(file, start, end, first);
  });
  const all = [...problems, ...partProblems(document, file)];
  if (all.length > 0) return all.sort((left, right) => left.span.start - right.span.start).slice(0, maxProblems);
  const data: unknown = document.toJS({ maxAliasCount: 100 });
  return {
    data,
    spanAt: (path) => spanAt(document, file, path),
    spanOfKey: (path, key) => spanOfKey(document, file, path, key),
  };
}

function problemAt(file: SourceFile, start: number, end: number, message: string): Diagnostic {
  return { severity: 'error', code: 'yaml-syntax', message, span: spanOf(file, start, end) };
}

/** Keys that are there twice or are no texts, and aliases that are too many. */
function partProblems(document: Document, file: SourceFile): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  let aliases = 0;
  visit(document, {
    Map: (_, { items }) => {
      const known = new Set<string>();
      for (const item of items) {
        const problem = keyProblem(item, known);
        const [start = 0, end = 0] = (isNode(item.key) && item.key.range) || [];
        if (problem !== undefined) found.push(problemAt(file, start, end, problem));
      }
    },
    Alias: (_, { range }) => {
      aliases += 1;
      const [start, end] = range ?? [0, 0];
      if (aliases === maxYamlAliases + 1)
        found.push(problemAt(file, start, end, `The file has more than ${maxYamlAliases} aliases.`));
    },
  });
  return found;
}

/** @param known the keys before it, to which it is added */
function keyProblem({ key }: Pair, known: Set<string>): string | undefined {
  if (!isScalar(key) || typeof key.value !== 'string') return 'A key must be a text.';
  if (known.has(key.value)) return 'Map keys must be unique';
  known.add(key.value);
  return undefined;
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
