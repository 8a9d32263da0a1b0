import { isExpressionText, readTemplateText } from '../arm/read/expression.ts';
import { deploymentType } from '../arm/read/read-resources.ts';
import { parseJson } from '../json/parse.ts';
import type { JsonNode } from '../json/tree.ts';
import { type SourceFile, sourceFile } from '../text/source.ts';
import { carrierTypes, type On, type Seen, seenNothing, typeByScope } from './seen.ts';

/** JSON as data, without places. */
export type Plain = null | boolean | number | string | readonly Plain[] | PlainObject;
interface PlainObject {
  readonly [name: string]: Plain;
}

/** A JSON file without places, and what keeps it from being taken for what it says. */
export interface JsonOutline {
  readonly root: Plain;
  readonly doubt: string | undefined;
  /** Whether the file is JSON without comments and other freedoms. */
  readonly isStrict: boolean;
}

/** Deeper nesting is left to the reader that gives places to what it reads. */
const maxDepth = 200;

/**
 * Reads a JSON file as fast as that is possible, for a look at what it deploys. Where the reader that counts could see
 * something else in it - a key that is written twice, an escape, a broken expression - there is a doubt.
 */
export function jsonOutline(file: SourceFile): JsonOutline {
  const parsed = strictJson(file.text) ?? lenientJson(file);
  if (parsed.doubt !== undefined) return parsed;
  return { ...parsed, doubt: strangeness(parsed.root, file.text, parsed.isStrict) };
}

function strictJson(text: string): JsonOutline | undefined {
  try {
    return { root: JSON.parse(text) as Plain, doubt: undefined, isStrict: true };
  } catch {
    return undefined;
  }
}

/** JSON with comments, or JSON that is broken. */
function lenientJson(file: SourceFile): JsonOutline {
  const { root, diagnostics } = parseJson(file);
  const doubt = diagnostics.length > 0 || !root ? 'it is broken' : undefined;
  return { root: root ? plainOf(root) : null, doubt, isStrict: false };
}

function plainOf(node: JsonNode): Plain {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainOf(value)]));
    case 'array':
      return node.items.map(plainOf);
    case 'number':
      return Number(node.text);
    default:
      return node.value;
  }
}

/** What makes a file more than its data says. */
function strangeness(root: Plain, text: string, isStrict: boolean): string | undefined {
  if (/\\u/i.test(text)) return 'it has escaped characters';
  if (text.includes('armlock-allow')) return 'it asks for a waiver';
  const counts = { keys: 0, quoted: 0 };
  const problem = strangeIn(root, 0, counts);
  if (problem !== undefined || !isStrict) return problem;
  // Of a key that is written twice, the data has one. Strings can have what looks like a key.
  return colons(text) === counts.keys + counts.quoted ? undefined : 'a key is written twice';
}

/** Places that look like the end of a key. A string that has one has it escaped in the text, and unescaped as data. */
function colons(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
    let next = at + 1;
    while (isBlank(text.charCodeAt(next))) next += 1;
    if (text.charCodeAt(next) === 0x3a) count += 1;
  }
  return count;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Of a file, how many keys there are, and what in strings looks like one. */
interface Counts {
  keys: number;
  quoted: number;
}

function strangeIn(node: Plain, depth: number, counts: Counts): string | undefined {
  if (typeof node === 'string') return strangeText(node, counts);
  if (node === null || typeof node !== 'object') return undefined;
  if (depth > maxDepth) return 'it is nested deep';
  return Array.isArray(node)
    ? strangeInItems(node, depth + 1, counts)
    : strangeInMembers(node as PlainObject, depth + 1, counts);
}

function strangeInItems(items: readonly Plain[], depth: number, counts: Counts): string | undefined {
  for (const item of items) {
    const found = strangeIn(item, depth, counts);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Without a list of the keys of each object: data has no others than its own. */
function strangeInMembers(object: PlainObject, depth: number, counts: Counts): string | undefined {
  for (const key in object) {
    counts.keys += 1;
    const found = strangeText(key, counts) ?? strangeIn(object[key] ?? null, depth, counts);
    if (found !== undefined) return found;
  }
  return undefined;
}

function strangeText(text: string, counts: Counts): string | undefined {
  if (text.includes('"')) counts.quoted += colons(text);
  return isReadable(text) ? undefined : 'an expression in it is broken';
}

/** Expressions that were read without a problem: most of them are in many templates. */
const readable = new Set<string>();
const maxReadable = 20_000;
const nowhere = { file: sourceFile('', ''), offsetAt: () => 0 };

function isReadable(text: string): boolean {
  if (!isExpressionText(text) || readable.has(text)) return true;
  if (readTemplateText(text, nowhere).kind === 'broken') return false;
  if (readable.size >= maxReadable) readable.clear();
  if (text.length < 1000) readable.add(text);
  return true;
}

/** What a template says that it deploys. It mirrors the reader of templates, and doubts whatever that would complain of. */
export function templateSeen(root: Plain): Seen {
  const seen = seenNothing();
  lookAtTemplate(root, undefined, seen);
  return seen;
}

/** The member of an object, whatever its case. A second one that differs only in case is doubtful. */
function member(object: PlainObject, name: string, seen: Seen): Plain | undefined {
  let found: Plain | undefined;
  for (const key of Object.keys(object)) {
    if (key !== name && key.toLowerCase() !== name) continue;
    if (found !== undefined) seen.doubts.add(`'${name}' is written twice`);
    found = object[key];
  }
  return found;
}

function isObject(node: Plain | undefined): node is PlainObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

/** What evaluates a template before it is one: a template around it, with its variables if these are known. */
interface Outer {
  readonly variables: Plain | undefined;
}

/** What is around a resource. */
interface Around {
  /** The type of the resource that it is a child of, or nothing. */
  readonly type: string;
  /** What evaluates its template first, if something does. */
  readonly outer: Outer | undefined;
  /** The variables that it sees. */
  readonly variables: Plain | undefined;
  readonly isSymbolic: boolean;
}

/** @param by what evaluates the template first; then an expression can name a variable that has it */
function lookAtTemplate(written: Plain | undefined, by: Outer | undefined, seen: Seen): void {
  const loaded = by && typeof written === 'string' ? variableNamed(written, by.variables, seen) : undefined;
  // Many deployments can name one variable.
  if (loaded && seen.loaded.size === seen.loaded.add(loaded).size) return;
  const [root, outer] = loaded ? [loaded, { variables: undefined }] : [written, by];
  if (!isObject(root)) {
    seen.doubts.add('a template is no object');
    return;
  }
  if (outer && isComputed(root, seen)) seen.doubts.add('a part of a template is computed');
  const variables = member(root, 'variables', seen);
  // The reader refuses a loop of the name of another variable.
  if (isObject(variables) && hasDoubleLoop(variables, seen)) seen.doubts.add('a variable exists twice');
  if (!areFunctions(member(root, 'functions', seen), seen)) seen.doubts.add('a function is incomplete');
  const resources = member(root, 'resources', seen);
  const around = { type: '', outer, variables: outer ? outer.variables : variables, isSymbolic: false };
  if (resources !== undefined) lookAtResources(resources, around, seen);
}

/** Where a template is loaded from a file, the compiler writes it into a variable. */
function variableNamed(written: string, variables: Plain | undefined, seen: Seen): PlainObject | undefined {
  const [, name] = /^\[variables\('([^'\\]+)'\)\]$/i.exec(written) ?? [];
  if (name === undefined || !isObject(variables)) return undefined;
  const found = member(variables, name.toLowerCase(), seen);
  return isObject(found) ? found : undefined;
}

/** Whether an object that is evaluated as data gets members which are not written in it. */
function isComputed(object: PlainObject, seen: Seen): boolean {
  return member(object, 'copy', seen) !== undefined || hasComputedKey(object);
}

function hasComputedKey(object: PlainObject): boolean {
  return Object.keys(object).some(isExpressionText);
}

function hasDoubleLoop(variables: PlainObject, seen: Seen): boolean {
  const loops = member(variables, 'copy', seen);
  if (!Array.isArray(loops)) return false;
  const names = loops.map((loop: Plain) => (isObject(loop) ? member(loop, 'name', seen) : undefined));
  const all = [...Object.keys(variables), ...names].map((name) => `${name}`.toLowerCase());
  return new Set(all).size < all.length;
}

function areFunctions(functions: Plain | undefined, seen: Seen): boolean {
  if (functions === undefined || functions === null) return true;
  if (!Array.isArray(functions)) return false;
  return functions.every((item: Plain) => {
    const members = isObject(item) ? member(item, 'members', seen) : undefined;
    return isObject(members) && Object.values(members).every((one) => hasOutput(one, seen));
  });
}

function hasOutput(declared: Plain, seen: Seen): boolean {
  const output = isObject(declared) ? member(declared, 'output', seen) : undefined;
  return isObject(output) && member(output, 'value', seen) !== undefined;
}

function lookAtResources(resources: Plain, around: Around, seen: Seen): void {
  if (Array.isArray(resources)) for (const one of resources) lookAtResource(one, around, seen);
  else if (isObject(resources) && around.type === '') {
    if (around.outer && isComputed(resources, seen)) seen.doubts.add('a part of a template is computed');
    for (const one of Object.values(resources)) lookAtResource(one, { ...around, isSymbolic: true }, seen);
  } else seen.doubts.add('resources are no list');
}

function lookAtResource(one: Plain, around: Around, seen: Seen): void {
  const type = isObject(one) ? member(one, 'type', seen) : undefined;
  if (!isObject(one) || typeof type !== 'string' || !/^[a-z]/i.test(type)) {
    seen.doubts.add('the type of a resource is computed');
    return;
  }
  if (around.outer && hasComputedKey(one)) seen.doubts.add('a part of a template is computed');
  const full = around.type === '' ? type.toLowerCase() : `${around.type}/${type.toLowerCase()}`;
  const scope = member(one, 'scope', seen);
  // What only exists is deployed by others.
  if (member(one, 'existing', seen) !== true) {
    for (const name of [type.toLowerCase(), full]) seen.types.add(typeByScope(name, placeOf(scope)));
  }
  if (carrierTypes.has(full)) seen.doubts.add(`it deploys ${type}`);
  if (Array.isArray(member(one, 'copy', seen))) seen.doubts.add('a resource has several loops');
  const children = member(one, 'resources', seen);
  if (children !== undefined) lookAtResources(children, { ...around, type: full, isSymbolic: false }, seen);
  if (full === deploymentType) lookAtDeployment(one, around, seen);
}

/** Looks at a deployment that stands in a template which armlock does not know, and which evaluates it. */
export function lookAtLoneDeployment(one: Plain, seen: Seen): void {
  lookAtDeployment(one, { type: '', outer: { variables: undefined }, variables: undefined, isSymbolic: false }, seen);
}

/** @param one the resource, as data */
function lookAtDeployment(one: Plain, { outer, variables, isSymbolic }: Around, seen: Seen): void {
  const properties = isObject(one) ? member(one, 'properties', seen) : undefined;
  if (!isObject(properties) || isComputed(properties, seen)) {
    seen.doubts.add('what a deployment deploys is computed');
    return;
  }
  const options = member(properties, 'expressionevaluationoptions', seen);
  const scope = isObject(options) ? member(options, 'scope', seen) : undefined;
  if (options !== undefined && (typeof scope !== 'string' || (isSymbolic && scope.toLowerCase() === 'outer'))) {
    seen.doubts.add('where a deployment is evaluated is doubtful');
  }
  const template = member(properties, 'template', seen);
  const link = member(properties, 'templatelink', seen);
  const isInner = isSymbolic || (typeof scope === 'string' && scope.toLowerCase() === 'inner');
  if (template !== undefined && link === undefined) {
    lookAtTemplate(template, outer ?? (isInner ? undefined : { variables }), seen);
    return;
  }
  const path = isObject(link) ? member(link, 'relativepath', seen) : undefined;
  const isPlain = isObject(link) && Object.keys(link).length === 1 && typeof path === 'string' && !/^\[|\\/.test(path);
  if (template === undefined && isPlain) seen.links.add(path);
  else seen.doubts.add('it links to a template');
}

/** What the scope of an extension resource begins with: `[format('Microsoft.Storage/...', ...)]`. */
function placeOf(scope: Plain | undefined): On {
  if (scope === undefined) return 'around';
  if (typeof scope !== 'string' || /providers/i.test(scope)) return undefined;
  const [, provider] = /^\[(?:format|resourceId|concat)\('([a-z]+(?:\.[a-z]+)+)\//i.exec(scope) ?? [];
  return provider === undefined ? undefined : { provider: provider.toLowerCase() };
}

/** Whether a JSON parameter file is as its reader wants it. */
export function areParameters(root: Plain): boolean {
  const seen = seenNothing();
  const parameters = isObject(root) ? member(root, 'parameters', seen) : undefined;
  const isEntry = (entry: Plain): boolean =>
    isObject(entry) &&
    ['value', 'reference', 'expression'].some((name) => {
      const given = member(entry, name, seen);
      return given !== undefined;
    });
  return isObject(parameters) && Object.values(parameters).every(isEntry) && seen.doubts.size === 0;
}

/** The parameters of a template or parameter file in lower case, each with whether it needs a value. */
export function parametersSeen(root: Plain): ReadonlyMap<string, boolean> {
  const seen = seenNothing();
  const parameters = isObject(root) ? member(root, 'parameters', seen) : undefined;
  const hasDefault = (value: Plain): boolean =>
    isObject(value) && (member(value, 'defaultvalue', seen) !== undefined || member(value, 'nullable', seen) === true);
  return new Map(
    Object.entries(isObject(parameters) ? parameters : {}).map(([name, value]) => [
      name.toLowerCase(),
      !hasDefault(value),
    ]),
  );
}

/** Whether a JSON file has what a template has, whatever its `$schema` says. */
export function isTemplateBody(root: Plain): boolean {
  const seen = seenNothing();
  if (!isObject(root) || typeof member(root, 'contentVersion', seen) !== 'string') return false;
  const resources = member(root, 'resources', seen);
  return Array.isArray(resources) || (resources !== undefined && isObject(resources));
}

/** What the `$schema` of a file says, in lower case. */
export function schemaIn(root: Plain): string {
  const schema = isObject(root) ? member(root, '$schema', seenNothing()) : undefined;
  return typeof schema === 'string' ? schema.toLowerCase() : '';
}
