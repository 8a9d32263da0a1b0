import { isBicepParameters, isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { isUnavailable } from '../bicep/semantics/host.ts';
import { lex } from '../bicep/syntax/lexer.ts';
import type { FileTree } from '../text/files.ts';
import type { SourceFile } from '../text/source.ts';
import { jsonOutline, type Plain } from './json-outline.ts';
import { storeOf } from './store.ts';

/**
 * Answers whether a file that deployments are made of says the same in both trees: only its layout, its comments or the
 * note of the compiler that generated it differ. It is no answer for a file whose text is used as it is.
 */
export function meaningComparison(base: FileTree, head: FileTree): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => {
    const found = known.get(file) ?? saysTheSame(file, base, head);
    known.set(file, found);
    return found;
  };
}

function saysTheSame(file: string, base: FileTree, head: FileTree): boolean {
  const [before, after] = [base, head].map((tree) => storeOf({ tree }).file(file));
  if (!before || !after || isUnavailable(before) || isUnavailable(after)) return false;
  const isBicep = isBicepTemplate(file) || isBicepParameters(file);
  // A comment can ask for a waiver.
  if ([before, after].some(({ text }) => text.includes('armlock-allow'))) return false;
  if (!isBicep) return isSameData(before, after);
  const tokens = tokensOf(before);
  return tokens !== undefined && tokens === tokensOf(after);
}

/** Whether JSON files say the same. Nearly all that differ do so in their data, so that numbers are looked at last. */
function isSameData(before: SourceFile, after: SourceFile): boolean {
  const data = dataOf(before);
  return data !== undefined && data === dataOf(after) && numbersIn(before.text) === numbersIn(after.text);
}

/** What a Bicep file is made of, where it has no error: line breaks that follow each other count as one. */
function tokensOf(file: SourceFile): string | undefined {
  const { tokens, diagnostics } = lex(file);
  if (diagnostics.length > 0) return undefined;
  const told = tokens.filter(({ kind }, index) => kind !== 'new-line' || endsLine(tokens[index - 1]?.kind));
  const [last] = told.slice(-2);
  return JSON.stringify(
    (last?.kind === 'new-line' ? told.toSpliced(-2, 1) : told).map(({ kind, text }) => [kind, text]),
  );
}

function endsLine(before: string | undefined): boolean {
  return before !== undefined && before !== 'new-line';
}

/** What a JSON file says, where the reader of templates could not see anything else in it. */
function dataOf(file: SourceFile): string | undefined {
  const { root, doubt, isStrict } = jsonOutline(file);
  if (doubt !== undefined || !isStrict || asksAboutItself.test(file.text)) return undefined;
  return JSON.stringify(withoutGenerator(root));
}

/** The numbers of a JSON text as they are written: as data, some that differ are equal. */
function numbersIn(text: string): string {
  let numbers = '';
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"') isInString = !isInString;
    else if (isInString) at += char === '\\' ? 1 : 0;
    else if (numberParts.has(char)) numbers += char;
    else if (!numbers.endsWith(' ')) numbers += ' ';
  }
  return numbers;
}

const numberParts: ReadonlySet<string> = new Set('0123456789.+-eE');

/** A template can see more of itself than its name and where it is deployed to. */
const asksAboutItself = /deployment\s*\(\s*\)(?!\s*\.\s*(?:name|location)\b)/i;

/** A template without what its compiler says of itself, in all templates that are nested in it. */
function withoutGenerator(template: Plain): Plain {
  if (!isObject(template)) return template;
  const { metadata, resources, ...rest } = template;
  return {
    ...rest,
    ...(metadata !== undefined && { metadata: isObject(metadata) ? { ...metadata, _generator: null } : metadata }),
    ...(resources !== undefined && { resources: eachIn(resources, withoutGeneratorInside) }),
  };
}

function withoutGeneratorInside(resource: Plain): Plain {
  if (!isObject(resource)) return resource;
  const { properties, resources, ...rest } = resource;
  return {
    ...rest,
    ...(resources !== undefined && { resources: eachIn(resources, withoutGeneratorInside) }),
    ...(properties !== undefined && { properties: withTemplate(properties) }),
  };
}

function withTemplate(properties: Plain): Plain {
  if (!isObject(properties) || properties['template'] === undefined) return properties;
  return { ...properties, template: withoutGenerator(properties['template']) };
}

/** The parts of an array, or of an object of symbolic names. */
function eachIn(parts: Plain, change: (part: Plain) => Plain): Plain {
  if (Array.isArray(parts)) return parts.map(change);
  if (!isObject(parts)) return parts;
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, change(part)]));
}

function isObject(part: Plain): part is { readonly [name: string]: Plain } {
  return typeof part === 'object' && part !== null && !Array.isArray(part);
}
