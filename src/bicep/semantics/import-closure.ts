import type { TypeSchema } from '../../arm/template.ts';
import { type Node, visitExpressions } from '../../expr/node.ts';
import { childrenOf } from '../../expr/tree.ts';
import type { Expr } from '../../expr/value.ts';
import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import { decoratorArgs } from '../language/decorators.ts';
import { isRegistryReference } from '../modules/reference.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typeMentions, walk } from '../syntax/visit.ts';
import {
  type ForeignKind,
  type ForeignSymbol,
  foreignKind,
  type ImportSource,
  importSource,
  jsonFunctionKey,
  type Program,
} from './compilation-unit.ts';
import { keyOf } from './file-key.ts';
import { isUnavailable } from './host.ts';
import type { Model, ModelSymbol } from './model.ts';
import { reportUnavailable } from './problems.ts';

/** A symbol of another file that becomes part of a template, because the file uses it, directly or through others. */
export interface ClosureEntry {
  readonly symbol: ForeignSymbol;
  readonly kind: ForeignKind;
  /** What it is called in the template. */
  readonly name: string;
}

export interface Closure {
  readonly entries: readonly ClosureEntry[];
  /** What is reported of imports that lead to nothing. */
  readonly diagnostics: readonly Diagnostic[];
  readonly nameOf: (symbol: ForeignSymbol) => string;
}

/** Finds all symbols of other files that the template of a file needs, and names them as the compiler does. */
export function importClosure(root: Model, program: Program): Closure {
  const found = new Map<
    string,
    { readonly symbol: ForeignSymbol; readonly kind: ForeignKind; alias: string | undefined }
  >();
  const queue: ForeignSymbol[] = [];
  const diagnostics: Diagnostic[] = [];
  const want = (symbol: ForeignSymbol, alias?: string): void => {
    const kind = foreignKind(symbol);
    if (!kind) return;
    const key = symbolKey(symbol);
    const known = found.get(key);
    if (known) known.alias ??= alias;
    else {
      found.set(key, { symbol, kind, alias });
      queue.push(symbol);
    }
  };
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  for (const symbol of root.symbols.values()) wantImported(symbol, root, program, want, report);
  for (let at = 0; at < queue.length; at += 1) {
    const symbol = queue[at];
    if (symbol) for (const other of mentionedBy(symbol, program)) want(other);
  }
  const numbers = numbersOf([...found.values()].flatMap(({ symbol, alias }) => (alias === undefined ? [symbol] : [])));
  const nameFor = (symbol: ForeignSymbol, alias: string | undefined): string =>
    alias ?? `_${numbers.get(sourceKey(symbol.source)) ?? 0}.${symbol.name}`;
  return {
    diagnostics,
    entries: [...found.values()].map(({ symbol, kind, alias }) => ({ symbol, kind, name: nameFor(symbol, alias) })),
    nameOf: (symbol) => {
      const { source, name } = symbol;
      if (source.kind === 'bicep' && source.model === root) return name;
      return nameFor(symbol, found.get(symbolKey(symbol))?.alias);
    },
  };
}

function sourceKey(source: ImportSource): string {
  return source.kind === 'bicep' ? keyOf(source.model.ref) : source.key;
}

function symbolKey({ source, name }: ForeignSymbol): string {
  return `${sourceKey(source)}#${source.kind === 'json' ? name.toLowerCase() : name}`;
}

/** Files are numbered in the order of their paths. */
function numbersOf(symbols: readonly ForeignSymbol[]): ReadonlyMap<string, number> {
  const keys = [...new Set(symbols.map(({ source }) => sourceKey(source)))].sort();
  return new Map(keys.map((key, index) => [key, index + 1]));
}

type Want = (symbol: ForeignSymbol, alias?: string) => void;

function wantImported(symbol: ModelSymbol, model: Model, program: Program, want: Want, report: Report): void {
  if (symbol.kind !== 'imported' && symbol.kind !== 'wildcard') return;
  const source = importSource(symbol, model, program);
  const { span } = symbol.statement.reference;
  if (isUnavailable(source)) {
    const reference = symbol.statement.reference;
    const name = reference.kind === 'string' ? reference.value : '';
    // Registries are not asked; what is imported from there is said where it is used.
    if (!isRegistryReference(name)) reportUnavailable(`The file '${name}'`, source, span, report);
  } else if (symbol.kind === 'wildcard') for (const name of exportsOf(source)) want({ source, name });
  else if (foreignKind({ source, name: symbol.original })) {
    want({ source, name: symbol.original }, symbol.name);
    if (source.kind === 'bicep' && !isExported(source.model, symbol.original)) {
      const message = `BCP360: The '${symbol.original}' symbol was not found in (or was not exported by) '${source.model.file.path}'.`;
      report(bicepError(message, symbol.span, 'bicep-name'));
    }
  } else {
    const message = `BCP360: The '${symbol.original}' symbol was not found in (or was not exported by) the imported template.`;
    report(bicepError(message, symbol.span, 'bicep-name'));
  }
}

function isExported(model: Model, name: string): boolean {
  const symbol = model.symbols.get(name);
  const isDeclared = symbol?.kind === 'variable' || symbol?.kind === 'function' || symbol?.kind === 'type';
  return isDeclared && decoratorArgs(symbol.statement.decorators, 'export') !== undefined;
}

function exportsOf(source: ImportSource): readonly string[] {
  if (source.kind === 'bicep') return [...source.model.symbols.keys()].filter((name) => isExported(source.model, name));
  const { variables, definitions, functions, exported } = source.template;
  const names = new Set([...exported.values()]);
  const declared = [...variables.values()].map(({ name }) => name).filter((name) => names.has(name.toLowerCase()));
  const types = [...definitions.keys()].filter((name) => names.has(name));
  const called = [...functions.values()].map(({ name }) => name.replace(/^__bicep\./, ''));
  return [...declared, ...types, ...called.filter((name) => names.has(name.toLowerCase()))];
}

/** The symbols of any file that the declaration of a symbol mentions. */
function mentionedBy(symbol: ForeignSymbol, program: Program): readonly ForeignSymbol[] {
  const { source, name } = symbol;
  if (source.kind === 'json') return mentionedByJson(source, name);
  const declared = source.model.symbols.get(name);
  const found: ForeignSymbol[] = [];
  const mention = (mentioned: string, member?: string): void => {
    const other = source.model.symbols.get(mentioned);
    if (other?.kind === 'variable' || other?.kind === 'function' || other?.kind === 'type') {
      found.push({ source, name: mentioned });
    }
    if (other?.kind !== 'imported' && other?.kind !== 'wildcard') return;
    const from = importSource(other, source.model, program);
    if (isUnavailable(from)) return;
    const wanted = other.kind === 'imported' ? other.original : member;
    if (wanted !== undefined) found.push({ source: from, name: wanted });
  };
  if (declared) mentionsOf(declared, mention);
  return found;
}

type Mention = (name: string, member?: string) => void;

function mentionsOf(symbol: ModelSymbol, mention: Mention): void {
  const inType = (type: TypeNode | undefined): void => {
    for (const { name, member } of type ? typeMentions(type) : []) mention(name, member);
  };
  switch (symbol.kind) {
    case 'variable':
      mentionsInValue(symbol.statement.value, mention);
      return;
    case 'function':
      mentionsInValue(symbol.statement.body, mention);
      for (const parameter of symbol.statement.parameters) inType(parameter.type);
      inType(symbol.statement.returnType);
      return;
    case 'type':
      inType(symbol.statement.value);
  }
}

function mentionsInValue(value: syntax.Expression, mention: Mention): void {
  walk(value, (node, bound) => {
    if (node.kind === 'name' && !bound.has(node.name)) mention(node.name);
    if (node.kind === 'call') mention(node.name.name);
    if (node.kind === 'property' && node.target.kind === 'name') mention(node.target.name, node.name.name);
    if (node.kind === 'method-call' && node.target.kind === 'name') mention(node.target.name, node.name.name);
    return true;
  });
}

function mentionedByJson(source: Extract<ImportSource, { kind: 'json' }>, name: string): readonly ForeignSymbol[] {
  const { variables, functions, definitions } = source.template;
  const found: ForeignSymbol[] = [];
  const inExpr = (expr: Expr): void => {
    if (expr.kind === 'call') {
      const [first] = expr.args;
      if (expr.name.toLowerCase() === 'variables' && first?.kind === 'literal') {
        found.push({ source, name: String(first.value) });
      }
      if (expr.namespace !== undefined) found.push({ source, name: expr.name });
    }
    for (const child of childrenOf(expr)) inExpr(child);
  };
  const inNode = (node: Node | undefined): void => {
    if (node) visitExpressions(node, inExpr);
  };
  const variable = variables.get(name.toLowerCase());
  inNode(variable?.value);
  inNode(variable?.loop?.count);
  inNode(functions.get(jsonFunctionKey(name))?.body);
  const schema = definitions.get(name.toLowerCase());
  if (schema) for (const ref of refsOf(schema)) found.push({ source, name: ref });
  return found;
}

function refsOf(schema: TypeSchema): readonly string[] {
  const parts = [
    ...(schema.properties?.values() ?? []),
    ...(schema.additionalProperties ? [schema.additionalProperties] : []),
    ...(schema.items ? [schema.items] : []),
    ...(schema.prefixItems ?? []),
    ...(schema.discriminator?.mapping.values() ?? []),
  ];
  const own = schema.ref?.[0];
  return [...(own === undefined ? [] : [own]), ...parts.flatMap(refsOf)];
}
