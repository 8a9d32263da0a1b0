import type { ContextOptions } from '../arm/context.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonNode } from '../json/tree.ts';
import { type SourceFile, type Span, sourceFile, whereIs } from '../text/source.ts';
import { UsageError } from './failures.ts';
import { fileNamed } from './files.ts';

const contextKeys = [
  'tenantId',
  'subscriptionId',
  'resourceGroup',
  'location',
  'deploymentName',
  'managementGroup',
] as const satisfies readonly (keyof ContextOptions)[];

/** Reads a context file: what is known of the place of a deployment. Throws a UsageError that points into the file. */
export function readContext(path: string | undefined): ContextOptions {
  return path === undefined ? {} : contextIn(sourceFile(path, readText(path)));
}

/** What a context file says. Throws a UsageError that points into it. */
export function contextIn(file: SourceFile): ContextOptions {
  const { root, diagnostics } = parseJson(file);
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  if (error) throw new UsageError(`${whereIs(error.span)}: ${error.message}`);
  if (root?.kind !== 'object') throw new UsageError(`${file.path}: a context must be a JSON object`);
  const entries = root.members.map(({ key, value }) => [contextKey(key.value, key.span), contextText(value)] as const);
  return Object.fromEntries(entries);
}

function readText(path: string): string {
  const { tree, path: file } = fileNamed(path, process.cwd());
  const read = tree.read(file);
  if (read.kind === 'text') return read.text;
  const reason = read.kind === 'missing' ? 'it does not exist' : read.reason;
  throw new UsageError(`The context file '${path}' cannot be read: ${reason}`);
}

function contextKey(name: string, span: Span): keyof ContextOptions {
  const key = contextKeys.find((one) => one === name);
  if (!key) throw new UsageError(`${whereIs(span)}: '${name}' is not part of a context; use ${contextKeys.join(', ')}`);
  return key;
}

function contextText(value: JsonNode): string {
  if (value.kind !== 'string') throw new UsageError(`${whereIs(value.span)}: a context has only strings`);
  return value.value;
}
