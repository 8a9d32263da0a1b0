import type { ScopeKind } from '../../arm/template.ts';
import { spelledType } from '../../azure-types/type-names.ts';
import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import { groupBy } from '../../text/group-by.ts';
import { ownMember } from '../../text/own-member.ts';
import type { Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';
import { findCycles } from './cycles.ts';
import type { Model, ModelSymbol, ModuleSymbol, ResourceSymbol } from './model.ts';
import { reservedText } from './problems.ts';

/** Namespaces of what the language brings along: no declaration can have such a name. */
export const namespaces: ReadonlySet<string> = new Set(['sys', 'az']);

/** A file with its names, and what is wrong with those. */
export interface BoundFile {
  readonly model: Model;
  readonly diagnostics: readonly Diagnostic[];
}

/** Finds the declarations of a file. A name that exists twice is reported; the first declaration counts. */
export function bindFile(tree: syntax.BicepFile, ref: FileRef): BoundFile {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => diagnostics.push(diagnostic);
  const symbols = new Map<string, ModelSymbol>();
  const resources: ResourceSymbol[] = [];
  const modules: ModuleSymbol[] = [];
  const outputs: syntax.OutputStatement[] = [];
  const extensions = tree.statements.flatMap((statement) =>
    statement.kind === 'extension' ? [extensionName(statement)] : [],
  );
  const places: Declared[] = [];
  const declare = (symbol: ModelSymbol, span: Span): void => {
    if (symbol.name === '') return;
    if (namespaces.has(symbol.name)) {
      report(bicepError(reservedText(symbol.name), span, 'bicep-name'));
    }
    if (!symbols.has(symbol.name)) symbols.set(symbol.name, symbol);
    places.push({ symbol, span });
  };
  const binder: Binder = { resources, extensions, report };
  for (const statement of tree.statements) {
    if (statement.kind === 'output') outputs.push(statement);
    for (const { symbol, span } of symbolsOf(statement, binder)) {
      if (symbol.kind === 'module') modules.push(symbol);
      declare(symbol, span);
    }
  }
  reportExtensions(tree, resources, report);
  for (const [name, declared] of groupBy(places, ({ symbol }) => symbol.name)) {
    const message = `BCP028: Identifier "${name}" is declared multiple times. Remove or rename the duplicates.`;
    if (declared.length > 1) for (const { span } of declared) report(bicepError(message, span, 'bicep-name'));
  }
  const scopeKind = scopeKindOf(tree);
  const cycles = findCycles([...resources, ...modules], symbols);
  const model: Model = {
    ref,
    file: tree.span.file,
    tree,
    scopeKind,
    symbols,
    resources,
    modules,
    cyclic: cycles.deployables,
    cyclicUses: cycles.uses,
    outputs,
    extensions,
  };
  return { model, diagnostics };
}

/** What is no resource of Azure has no part in its backup. */
function reportExtensions(tree: syntax.BicepFile, resources: readonly ResourceSymbol[], report: Report): void {
  for (const statement of tree.statements) {
    if (statement.kind !== 'extension') continue;
    const name = extensionName(statement);
    if (!resources.some(({ extension }) => extension === name)) continue;
    const message = `Resources of extension '${name}' are not Azure resources: armlock lists them but does not check them.`;
    report({ severity: 'warning', code: 'extension', message, span: statement.span });
  }
}

interface Binder {
  readonly resources: ResourceSymbol[];
  readonly extensions: readonly string[];
  readonly report: Report;
}

interface Declared {
  readonly symbol: ModelSymbol;
  readonly span: Span;
}

function symbolsOf(statement: syntax.Statement, binder: Binder): readonly Declared[] {
  switch (statement.kind) {
    case 'parameter':
    case 'variable':
    case 'type':
    case 'function': {
      const { name, span } = statement.name;
      const symbol = { kind: statement.kind, name, statement } as ModelSymbol;
      return [{ symbol, span }];
    }
    case 'parameter-assignment': {
      const { name, span } = statement.name;
      return [{ symbol: { kind: 'variable', name, statement }, span }];
    }
    case 'resource':
      return [{ symbol: resourceSymbol(statement, undefined, binder), span: statement.name.span }];
    case 'module':
      return [{ symbol: moduleSymbol(statement), span: statement.name.span }];
    case 'import':
      return importedSymbols(statement);
    case 'extension':
      return [{ symbol: { kind: 'extension', name: extensionName(statement) }, span: statement.span }];
    case 'error':
      return statement.name
        ? [{ symbol: { kind: 'broken', name: statement.name.name }, span: statement.name.span }]
        : [];
    default:
      return [];
  }
}

function importedSymbols(statement: syntax.ImportStatement): readonly Declared[] {
  const { what } = statement;
  if (what.kind === 'everything') {
    return [{ symbol: { kind: 'wildcard', name: what.alias.name, statement }, span: what.alias.span }];
  }
  return what.symbols.map(({ name, alias, span }) => {
    const original = name.kind === 'string' ? name.value : name.name;
    return { symbol: { kind: 'imported', name: alias?.name ?? original, original, statement, span }, span };
  });
}

function extensionName({ alias, extension }: syntax.ExtensionStatement): string {
  if (alias) return alias.name;
  if (extension.kind === 'identifier') return extension.name;
  // `kubernetes@1.0.0`, or a reference whose last part is the name.
  const text = extension.kind === 'string' ? extension.value : '';
  return /[^:@]+/.exec(text.slice(text.lastIndexOf('/') + 1))?.[0] ?? text;
}

const scopeKinds: Readonly<Record<string, ScopeKind>> = {
  resourceGroup: 'resourceGroup',
  subscription: 'subscription',
  managementGroup: 'managementGroup',
  tenant: 'tenant',
};

function scopeKindOf(tree: syntax.BicepFile): ScopeKind {
  const statement = tree.statements.find((one) => one.kind === 'target-scope');
  const value = statement?.value.kind === 'array' ? statement.value.items[0] : statement?.value;
  return (value?.kind === 'string' ? ownMember(scopeKinds, value.value) : undefined) ?? 'resourceGroup';
}

/** The body of a declaration without what is around it. */
function unwrapped(value: syntax.Expression | syntax.IfNode): Pick<ResourceSymbol, 'body' | 'condition' | 'loop'> {
  const loop = value.kind === 'for' ? value : undefined;
  const inLoop = loop ? loop.body : value;
  const condition = inLoop.kind === 'if' ? inLoop.condition : undefined;
  const inner = inLoop.kind === 'if' ? inLoop.body : inLoop;
  const body = inner.kind === 'parenthesized' ? inner.inner : inner;
  return { body: body.kind === 'object' ? body : undefined, condition, loop };
}

function moduleSymbol(statement: syntax.ModuleStatement): ModuleSymbol {
  const { name } = statement.name;
  return { kind: 'module', name, symbol: name, statement, ...unwrapped(statement.value) };
}

function resourceSymbol(
  statement: syntax.ResourceStatement,
  enclosing: ResourceSymbol | undefined,
  binder: Binder,
): ResourceSymbol {
  const { name } = statement.name;
  const written = statement.type.kind === 'string' ? statement.type.value.replace(/^az:/, '') : '';
  const at = written.indexOf('@');
  const ownType = at < 0 ? written : written.slice(0, at);
  const nested = new Map<string, ResourceSymbol>();
  const fullType = enclosing && !isFullType(ownType, enclosing.type) ? `${enclosing.type}/${ownType}` : ownType;
  const apiVersion = at < 0 ? enclosing?.apiVersion : written.slice(at + 1);
  const extension = extensionOf(ownType, enclosing, binder.extensions);
  const symbol: ResourceSymbol = {
    kind: 'resource',
    name,
    symbol: enclosing ? `${enclosing.symbol}::${name}` : name,
    statement,
    type: extension === undefined ? spelledType(fullType, apiVersion) : fullType,
    apiVersion,
    enclosing,
    nested,
    extension,
    ...unwrapped(statement.value),
  };
  binder.resources.push(symbol);
  if (enclosing?.loop) {
    const message = 'A resource in a loop cannot hold other resources.';
    binder.report({ severity: 'error', code: 'bicep-expression', message, span: statement.name.span });
  }
  for (const member of symbol.body?.members ?? []) {
    if (member.kind === 'resource') nested.set(member.name.name, resourceSymbol(member, symbol, binder));
  }
  return symbol;
}

function isFullType(type: string, around: string): boolean {
  return type.toLowerCase().startsWith(`${around.toLowerCase()}/`);
}

/** Azure's types begin with a namespace that has a dot; of those with one, Microsoft Graph is an extension. */
function extensionOf(
  type: string,
  enclosing: ResourceSymbol | undefined,
  extensions: readonly string[],
): string | undefined {
  if (enclosing || extensions.length === 0) return enclosing?.extension;
  const colon = /^([A-Za-z_]\w*):/.exec(type)?.[1];
  if (colon !== undefined) return extensions.includes(colon) ? colon : undefined;
  if (/^microsoft\.graph\//i.test(type)) return extensions.find((name) => /graph/i.test(name)) ?? extensions[0];
  const [namespace = ''] = type.split('/');
  return namespace.includes('.') ? undefined : (extensions.find((name) => !/graph/i.test(name)) ?? extensions[0]);
}

/** The value of a literal member of a body; case counts. */
export function memberValue(body: syntax.ObjectNode | undefined, name: string): syntax.Expression | undefined {
  for (const member of body?.members ?? []) {
    if (member.kind === 'member' && keyText(member.key) === name) return member.value;
  }
  return undefined;
}

/** A key that is no computed one. */
export function keyText(key: syntax.PropertyMember['key']): string | undefined {
  if (key.kind === 'identifier') return key.name;
  return key.kind === 'string' ? key.value : undefined;
}
