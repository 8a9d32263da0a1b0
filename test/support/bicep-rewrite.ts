import { isBicepParameters } from '../../src/bicep/semantics/file-references.ts';
import { parseBicep, parseBicepParameters } from '../../src/bicep/syntax/parse.ts';
import type { BicepFile, Expression, IfNode, ObjectMember, Statement } from '../../src/bicep/syntax/tree.ts';
import { type Span, sourceFile } from '../../src/text/source.ts';

/** A node of a syntax tree of Bicep. */
export type AnyNode = BicepFile | Statement | Expression | IfNode | ObjectMember;

/** The tree of a Bicep text; undefined if it has errors. */
export function treeOf(file: string, text: string): BicepFile | undefined {
  const source = sourceFile(file, text);
  const { tree, diagnostics } = isBicepParameters(file) ? parseBicepParameters(source) : parseBicep(source);
  return diagnostics.length === 0 ? tree : undefined;
}

/** The nodes directly within a node, in the order of the text. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const parts = Object.entries(node).flatMap(([key, value]) => (/span$/i.test(key) ? [] : [value as unknown]));
  return parts
    .flat()
    .filter(isNode)
    .sort((left, right) => left.span.start - right.span.start);
}

function isNode(part: unknown): part is AnyNode {
  return typeof part === 'object' && part !== null && 'kind' in part && 'span' in part;
}

/** A node and all that is in it. */
export function nodesIn(node: AnyNode): readonly AnyNode[] {
  return [node, ...childrenOf(node).flatMap(nodesIn)];
}

/** The text of a node with some of its parts written anew. */
export function withParts(node: AnyNode, textOfPart: (part: AnyNode) => string): string {
  const parts = childrenOf(node).map((part) => [part.span, textOfPart(part)] as const);
  return withTexts(node.span, parts);
}

/** The text of a span with some spans in it, which are in order, replaced. */
export function withTexts({ file, start, end }: Span, texts: readonly (readonly [Span, string])[]): string {
  let [result, done] = ['', start];
  for (const [span, text] of texts) {
    result += file.text.slice(done, span.start) + text;
    done = span.end;
  }
  return result + file.text.slice(done, end);
}
