import { valueFromJson } from '../../arm/read/nodes.ts';
import { arrayValue, intValue, objectValue, stringValue } from '../../expr/make-value.ts';
import type { Expr, Origin, Value } from '../../expr/value.ts';
import { parseJson } from '../../json/parse.ts';
import { decoded } from '../../text/encodings.ts';
import { bytesOf, type FileRef, pathFrom } from '../../text/files.ts';
import { type SourceFile, type Span, spanOf } from '../../text/source.ts';
import { fitsWildcards } from '../../text/wildcards.ts';
import type { LoadFunctionName } from '../language/functions.ts';
import type { Env } from '../semantics/compilation-unit.ts';
import { writtenTexts } from '../semantics/constant-values.ts';
import { isUnavailable, type Unavailable } from '../semantics/host.ts';
import type * as syntax from '../syntax/tree.ts';
import { selectPath } from './json-path.ts';
import { missing, refused } from './problems.ts';
import { readYamlValue } from './yaml-value.ts';

/** A function that reads a file when the template is compiled. */
type LoadFunction = (args: readonly syntax.Expression[], span: Span, env: Env) => Expr;

/** By name: the functions that put a file in the place of their call. */
export const loadFunctions: Readonly<Record<LoadFunctionName, LoadFunction>> = {
  loadTextContent: loading(1, ({ file }, origins) => loadedAt(stringValue(file.text, wholeOf(file)), origins)),
  loadFileAsBase64: loading(1, base64),
  loadJsonContent: loading(2, selecting(jsonOf)),
  loadYamlContent: loading(2, selecting(readYamlValue)),
  loadDirectoryFileInfo: loadFolder,
};

/** A file that is loaded: what it says, and what it is made of. */
interface Loaded {
  readonly file: SourceFile;
  readonly bytes: Buffer;
}

/** What is read from a file, or a message why it cannot be. */
type Read = (loaded: Loaded, origins: readonly Origin[], path: string | undefined) => Value | string;

/** @param encodingAt the argument that may give the encoding */
function loading(encodingAt: number, read: Read): LoadFunction {
  return (args, span, env) => {
    const ref = fileNamed(args[0], env);
    if (typeof ref === 'string') return refused(ref, args[0]?.span ?? span, env, 'bicep-file');
    const loaded = load(ref, textOf(args[encodingAt], env), env);
    if (isUnavailable(loaded)) {
      return missing(`The file cannot be read: ${loaded.reason}.`, args[0]?.span ?? span, env);
    }
    const value = read(loaded, [{ span, role: 'written' }], textOf(args[1], env));
    return typeof value === 'string' ? refused(value, span, env, 'bicep-file') : { kind: 'value', value, span };
  };
}

function load(ref: FileRef, encoding: string | undefined, { unit }: Env): Loaded | Unavailable {
  const file = unit.program.file(ref);
  if (isUnavailable(file)) return file;
  const read = ref.tree.read(ref.path);
  const bytes = read.kind === 'text' ? bytesOf(read) : Buffer.from(file.text, 'utf8');
  const text = decoded(bytes, encoding ?? 'utf-8');
  if (text === undefined) return { reason: `'${encoding}' is no encoding that Bicep knows` };
  return { file: text === file.text ? file : { path: file.path, text }, bytes };
}

/** The one text that the file gives for an argument, also through parentheses and variables. */
function textOf(arg: syntax.Expression | undefined, env: Env): string | undefined {
  const [text, ...others] = (arg && writtenTexts(arg, { env, bound: new Set() })) ?? [];
  return others.length === 0 ? text : undefined;
}

/** The file that an argument names, which has to be a literal. */
function fileNamed(arg: syntax.Expression | undefined, env: Env): FileRef | string {
  const { tree, path } = env.unit.model.ref;
  const written = textOf(arg, env);
  if (written === undefined) return 'BCP032: The value must be a compile-time constant.';
  const found = pathFrom(path, written);
  return found === undefined ? 'The path leaves the folder.' : { tree, path: found };
}

function jsonOf(file: SourceFile): Value | string {
  const { root, diagnostics } = parseJson(file);
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (!root || problem) return `The file is not JSON: ${problem?.message ?? 'it is empty'}`;
  return valueFromJson(root, 'written');
}

function base64({ file, bytes }: Loaded, origins: readonly Origin[]): Value {
  return loadedAt(stringValue(bytes.toString('base64'), wholeOf(file)), origins);
}

function wholeOf(file: SourceFile): readonly Origin[] {
  return [{ span: spanOf(file, 0, file.text.length), role: 'written' }];
}

/** The compiler writes decimal numbers that are whole as integers, as long as they are not too large. */
function withIntegers(value: Value): Value {
  switch (value.kind) {
    case 'float':
      return Number.isInteger(value.value) && Math.abs(value.value) < 1e17
        ? intValue(BigInt(String(value.value)), value.origins)
        : value;
    case 'array':
      return arrayValue(value.items.map(withIntegers), value.origins);
    case 'object':
      return objectValue(
        [...value.entries.values()].map((entry) => ({ ...entry, value: withIntegers(entry.value) })),
        value.origins,
      );
    default:
      return value;
  }
}

/** With a path as second argument, only what it selects: one value as it is, several as an array. */
function selecting(read: (file: SourceFile) => Value | string): Read {
  return ({ file }, origins, path) => {
    const data = read(file);
    if (typeof data === 'string') return data;
    const whole = withIntegers(data);
    if (path === undefined) return loadedAt(whole, origins);
    const found = selectPath(whole, path);
    if (!found) return 'The path within the file cannot be read.';
    const [first, ...others] = found;
    if (!first) return 'The path selects nothing in the file.';
    return others.length === 0 ? loadedAt(first, origins) : arrayValue(found, origins);
  };
}

/** Parts of a value know where they are in the file; a plain value itself is in the file and where it is loaded. */
function loadedAt(value: Value, origins: readonly Origin[]): Value {
  const isWhole = value.kind === 'object' || value.kind === 'array';
  return { ...value, origins: isWhole ? origins : origins.map((origin) => ({ ...origin, from: value.origins })) };
}

/** The files of a folder, with their names and sizes; a second argument is a pattern with wildcards. */
function loadFolder(args: readonly syntax.Expression[], span: Span, env: Env): Expr {
  const [folder, pattern] = args;
  const ref = fileNamed(folder, env);
  if (typeof ref === 'string') return refused(ref, span, env, 'bicep-file');
  const glob = textOf(pattern, env) ?? '*';
  const root = textOf(folder, env)?.replace(/\/?$/, '') ?? '';
  const origins: readonly Origin[] = [{ span, role: 'written' }];
  const listed = ref.tree.listFolder(ref.path);
  const unlisted = ref.tree.unlisted?.().find((one) => one.folder === ref.path);
  if (unlisted) return refused(`the folder: ${unlisted.reason}`, span, env, 'bicep-file');
  const files = listed.flatMap((path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const read = !fitsWildcards(glob, name) ? undefined : ref.tree.read(path);
    if (read?.kind !== 'text') return [];
    const dot = name.lastIndexOf('.');
    const entries: readonly (readonly [string, Value])[] = [
      ['relativePath', stringValue(`${root}/${name}`)],
      ['baseName', stringValue(name)],
      ['extension', stringValue(dot < 0 ? '' : name.slice(dot))],
    ];
    return [objectValue(entries.map(([key, value]) => ({ key, value })))];
  });
  return { kind: 'value', value: arrayValue(files, origins), span };
}
