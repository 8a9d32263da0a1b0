import { isBicepParameters } from '../../src/bicep/semantics/file-references.ts';
import { lex } from '../../src/bicep/syntax/lexer.ts';
import type { BicepFile, Identifier, ParameterStatement } from '../../src/bicep/syntax/tree.ts';
import { type Span, sourceFile, spanOf, textOf } from '../../src/text/source.ts';
import { type AnyNode, childrenOf, nodesIn, treeOf, withParts, withTexts } from './bicep-rewrite.ts';
import type { Files } from './cases.ts';

/** The same text with comments before it and behind its lines. */
export function commentedBicep(file: string, text: string): string {
  return `/* a comment\n   of two lines */\n${withLineEnds(file, text, (end) => ` // it's another${end}`)}`;
}

/** The same text with blanks behind its lines, and its lines indented otherwise. */
export function reindentedBicep(file: string, text: string): string {
  return withLineEnds(file, text, (end) => `  ${end.replace(/[ \t]+$/, '\t\t\t')}`);
}

/** Changes the ends of lines with the blanks that follow; those in strings and comments stay. */
function withLineEnds(path: string, text: string, change: (end: string) => string): string {
  const file = sourceFile(path, text);
  const { tokens, pragmas } = lex(file);
  // What stands behind a pragma would be a part of it.
  const ends = tokens.filter(({ kind, start }) => kind === 'new-line' && !pragmas.some(({ end }) => end === start));
  const texts = ends.map(({ start }) => {
    const [end = ''] = /^\r?\n[ \t]*/.exec(text.slice(start)) ?? [];
    return [spanOf(file, start, start + end.length), change(end)] as const;
  });
  return withTexts(spanOf(file, 0, text.length), texts);
}

/** The same text with its statements and members in another order. What a spread overrides depends on the order. */
export function reorderedBicep(file: string, text: string): string {
  const tree = treeOf(file, text);
  return tree && !isBicepParameters(file) ? reversed(tree) : text;
}

function reversed(node: AnyNode): string {
  const parts = childrenOf(node);
  if (node.kind === 'file') return `${parts.map(reversed).reverse().join('\n\n')}\n`;
  const isFree = node.kind === 'object' && parts.length > 0 && parts.every(({ kind }) => kind !== 'spread');
  return isFree ? `{\n${parts.map(reversed).reverse().join('\n')}\n}` : withParts(node, reversed);
}

/** The same text with other names for resources, modules, variables and what loops and lambdas run over. */
export function renamedBicep(file: string, text: string): string {
  const tree = treeOf(file, text);
  // The value of `nameof` is a name.
  if (!tree || text.includes('nameof(')) return text;
  const nodes = nodesIn(tree);
  const declared = nodes.flatMap(namesOf);
  const names = new Set(declared.map(({ name }) => name));
  for (const node of nodes) if (node.kind === 'parameter' || node.kind === 'function') names.delete(node.name.name);
  const places = [...declared, ...nodes.flatMap(usesIn)].filter((span) => names.has(textOf(span)));
  const texts = places
    .sort((left, right) => left.start - right.start)
    .map((span) => [span, `${textOf(span)}_x`] as const);
  return withTexts(tree.span, texts);
}

/** The spans of the names that a node declares for this file alone. */
function namesOf(node: AnyNode): readonly (Span & { readonly name: string })[] {
  const all = (...names: readonly (Identifier | undefined)[]): readonly (Span & { readonly name: string })[] =>
    names.flatMap((name) => (name ? [{ ...name.span, name: name.name }] : []));
  switch (node.kind) {
    case 'resource':
    case 'module':
      return all(node.name);
    case 'variable':
      // Other files may import one with decorators.
      return node.decorators.length > 0 ? [] : all(node.name);
    case 'for':
      return all(node.item, node.index);
    case 'lambda':
      return all(...node.parameters);
    default:
      return [];
  }
}

function usesIn(node: AnyNode): readonly Span[] {
  if (node.kind === 'name') return [node.span];
  return node.kind === 'nested-resource' ? [node.name.span] : [];
}

/** The same revision with `main.bicep` as a module of a new template. */
export function intoModule(files: Files): Files {
  const moved = Object.entries(files).map(([file, text]) => {
    const wrapper = file === 'main.bicep' ? wrapperOf(file, text) : undefined;
    return wrapper === undefined ? { [file]: text } : { [file]: wrapper, 'main-inner.bicep': text };
  });
  return Object.assign({}, ...moved) as Files;
}

/** A template that only passes its parameters on; undefined if they need what else is in the file. */
function wrapperOf(file: string, text: string): string | undefined {
  const tree = treeOf(file, text);
  if (!tree) return undefined;
  const parameters = tree.statements.filter((statement) => statement.kind === 'parameter');
  const kept = tree.statements.filter(({ kind }) => ['target-scope', 'type', 'import', 'parameter'].includes(kind));
  if (parameters.some((parameter) => needsMore(parameter, tree))) return undefined;
  const passed = parameters.map(({ name }) => `    ${name.name}: ${name.name}\n`).join('');
  const call = `module inner 'main-inner.bicep' = {\n  name: 'inner'\n  params: {\n${passed}  }\n}\n`;
  return [...kept.map(({ span }) => textOf(span)), call].join('\n\n');
}

function needsMore(parameter: ParameterStatement, tree: BicepFile): boolean {
  const there = new Set(tree.statements.flatMap((one) => (one.kind === 'parameter' ? [one.name.name] : [])));
  const own = new Set(tree.statements.flatMap((one) => (one.kind === 'function' ? [one.name.name] : [])));
  return nodesIn(parameter).some(
    (node) => (node.kind === 'name' && !there.has(node.name)) || (node.kind === 'call' && own.has(node.name.name)),
  );
}
