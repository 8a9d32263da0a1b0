import { parseJson } from '../../src/json/parse.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import { sourceFile } from '../../src/text/source.ts';
import { treeOf } from '../support/bicep-rewrite.ts';
import { commentedBicep, reindentedBicep } from '../support/bicep-variants.ts';
import type { Files } from '../support/cases.ts';

/** The same files laid out otherwise, by what is done to them. Files that are broken, or that others load, stay. */
export function layoutsOf(files: Files): readonly (readonly [string, Files])[] {
  return [
    ['indented otherwise', eachText(files, reindentedJson, reindentedBicep)],
    ['with comments', eachText(files, commentedJson, commentedBicep)],
    ['with line ends of Windows', eachText(files, withWindowsEnds, (_, text) => withWindowsEnds(text))],
    ['with a mark of its byte order', eachText(files, withMark, (_, text) => withMark(text))],
  ];
}

function eachText(
  files: Files,
  changeJson: (text: string) => string,
  changeBicep: (file: string, text: string) => string,
): Files {
  const changed = (name: string, text: string): string => {
    if (/\.bicep(?:param)?$/.test(name)) return treeOf(name, text) ? changeBicep(name, text) : text;
    return name.endsWith('.json') && isPlainJson(text) ? changeJson(text) : text;
  };
  // What a file is loaded as text for counts with every blank.
  const isLoaded = Object.values(files).some((text) => /load(?:Text|File|Json|Yaml|Directory)/i.test(text));
  if (isLoaded) return files;
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, changed(name, text)]));
}

/** Texts with line breaks mean their line breaks. */
function withWindowsEnds(text: string): string {
  return /'''|\r/.test(text) || hasBrokenText(text) ? text : text.replaceAll('\n', '\r\n');
}

/** Raw line breaks within texts, which templates in JSON may have. */
function hasBrokenText(text: string): boolean {
  return text.split('\n').some((line) => (line.match(/(?<!\\)"/g) ?? []).length % 2 === 1);
}

function withMark(text: string): string {
  return text.startsWith('\uFEFF') ? text : `\uFEFF${text}`;
}

function commentedJson(text: string): string {
  return `// a comment\n${text}\n/* and\n another */`;
}

function reindentedJson(text: string): string {
  return JSON.stringify(JSON.parse(text), undefined, 7);
}

/** Whether JavaScript reads and writes a text without changing what it says. */
function isPlainJson(text: string): boolean {
  const { root, diagnostics } = parseJson(sourceFile('x.json', text));
  try {
    JSON.parse(text);
  } catch {
    return false;
  }
  return root !== undefined && diagnostics.length === 0 && isPlain(root);
}

function isPlain(node: JsonNode): boolean {
  if (node.kind === 'number') return String(Number(node.text)) === node.text;
  if (node.kind === 'array') return node.items.every(isPlain);
  if (node.kind !== 'object') return true;
  const keys = node.members.map((member) => member.key.value);
  // Numbers as keys would change places, and are sorted before others.
  const isStable = new Set(keys).size === keys.length && !keys.some((key) => /^\d+$|^__proto__$/.test(key));
  return isStable && node.members.every((member) => isPlain(member.value));
}
