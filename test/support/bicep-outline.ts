import type { BicepFile, Statement } from '../../src/bicep/syntax/tree.ts';
import { type Span, textOf } from '../../src/text/source.ts';

type Outline = string | number | boolean | null | readonly Outline[] | { readonly [key: string]: Outline };

/** A syntax tree as plain data, without spans, and with names and whole numbers instead of their nodes. */
export function outline(node: unknown): Outline {
  if (node === undefined || node === null) return null;
  if (typeof node === 'bigint') return Number(node);
  if (typeof node === 'string' || typeof node === 'number' || typeof node === 'boolean') return node;
  if (Array.isArray(node)) return node.map(outline);
  const entries = Object.entries(node).filter(([key]) => !/span$/i.test(key));
  const fields = new Map(entries);
  if (fields.get('kind') === 'identifier') return outline(fields.get('name'));
  const written = entries.filter(([key, value]) => !isUnwritten(key, value));
  return Object.fromEntries(written.map(([key, value]) => [key, outline(value)]));
}

function isUnwritten(key: string, value: unknown): boolean {
  const flags = ['safe', 'fromEnd', 'multiLine', 'existing'];
  return value === undefined || (key === 'decorators' && Array.isArray(value) && value.length === 0)
    ? true
    : flags.includes(key) && value === false;
}

/** Every node of a tree with its span, the outer ones first. */
export function nodesOf(tree: BicepFile): readonly { readonly kind: string; readonly span: Span }[] {
  const found: { readonly kind: string; readonly span: Span }[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    else if (typeof node === 'object' && node !== null && 'kind' in node && 'span' in node) {
      found.push(node as { readonly kind: string; readonly span: Span });
      for (const [key, value] of Object.entries(node)) if (!/span$/i.test(key)) visit(value);
    }
  };
  visit(tree);
  return found;
}

/** The texts of the statements, as the tree divides the file. */
export function statementTexts(statements: readonly Statement[]): readonly string[] {
  return statements.map(({ span }) => textOf(span));
}
