import { commentedBicep, intoModule, reindentedBicep, renamedBicep, reorderedBicep } from './bicep-variants.ts';
import type { Files } from './cases.ts';

/** The same pair of revisions written in other ways: findings and their fingerprints must stay. */
export function variantsOf(base: Files, head: Files): readonly (readonly [string, Files, Files])[] {
  const both = (change: (files: Files) => Files): readonly [Files, Files] => [change(base), change(head)];
  const inAnyLanguage = [
    ['lines end with CRLF', ...both(withCrlf)],
    ['head alone is indented otherwise', base, eachText(head, reindented, reindentedBicep)],
    ['with comments', ...both((files) => eachText(files, commented, commentedBicep))],
    ['keys in another order', ...both((files) => eachText(files, reordered, reorderedBicep))],
    ['all files in another folder of head', base, moved(head)],
  ] as const;
  const inBicep = [
    ['symbols of head have other names', base, eachText(head, (text) => text, renamedBicep)],
    ['head alone moved into a module', base, intoModule(head)],
  ] as const;
  return [...inAnyLanguage, ...inBicep.filter(([, , after]) => !sameFiles(after, head))];
}

function sameFiles(one: Files, other: Files): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function eachText(
  files: Files,
  changeJson: (text: string) => string,
  changeBicep: (file: string, text: string) => string,
): Files {
  const changed = (name: string, text: string): string => {
    if (/\.bicep(param)?$/.test(name)) return changeBicep(name, text);
    return name.endsWith('.json') ? tried(text, changeJson) : text;
  };
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, changed(name, text)]));
}

/** Broken files are left as they are. */
function tried(text: string, change: (text: string) => string): string {
  try {
    return change(text);
  } catch {
    return text;
  }
}

function withCrlf(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]));
}

/** Integers beyond what JavaScript holds would change; no fixture of a rule has them. */
function reindented(text: string): string {
  return JSON.stringify(JSON.parse(text), undefined, 7);
}

function commented(text: string): string {
  JSON.parse(text);
  return `// a comment\n${text.replaceAll('{\n', '{ /* another one */\n')}`;
}

function reordered(text: string): string {
  return JSON.stringify(reverseKeys(JSON.parse(text)), undefined, 2);
}

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, reverseKeys(member)] as const);
  return Object.fromEntries(entries.reverse());
}

function moved(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`moved/${name}`, text]));
}
