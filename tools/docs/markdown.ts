export { fenced, table } from '../../src/report/formats/markdown-text.ts';

/** Puts a generated text between the marks of its name: `<!-- begin name -->` and `<!-- end name -->`. */
export function withBlock(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`the document has no block '${name}'`);
  return `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`;
}
