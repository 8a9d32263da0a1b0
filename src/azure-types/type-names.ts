import { otherSpellings, typeNames } from './type-names.data.ts';

/**
 * A resource type in the spelling of Azure's own list of types, which the official compiler writes whatever the file
 * says; as written if the list does not have it.
 */
export function spelledType(type: string, apiVersion: string | undefined): string {
  const key = type.toLowerCase();
  const other = apiVersion === undefined ? undefined : spellingsOfVersions().get(`${key}@${apiVersion.toLowerCase()}`);
  return other ?? typesOf(key.slice(0, key.indexOf('/'))).get(key) ?? type;
}

/** Whether Azure's own list has a type, in any version. */
export function isListedType(type: string): boolean {
  const key = type.toLowerCase();
  return typesOf(key.slice(0, key.indexOf('/'))).has(key);
}

/** All types that Azure's own list has, in its spelling. */
export function listedTypes(): readonly string[] {
  return linesOf(typeNames).flatMap((line) => {
    const provider = line.slice(0, line.indexOf(' '));
    return [...typesOf(provider.toLowerCase()).values()];
  });
}

let providers: ReadonlyMap<string, string> | undefined;
const known = new Map<string, ReadonlyMap<string, string>>();

/** The types of a provider by their names in lower case. The list is long, and a file needs little of it. */
function typesOf(provider: string): ReadonlyMap<string, string> {
  const found = known.get(provider);
  if (found) return found;
  providers ??= new Map(linesOf(typeNames).map((line) => [line.slice(0, line.indexOf(' ')), line]));
  const types = new Map<string, string>();
  for (const [name, line] of providers) if (name.toLowerCase() === provider) addTypes(name, line, types);
  known.set(provider, types);
  return types;
}

function linesOf(text: string): readonly string[] {
  return text.trim().split('\n');
}

function addTypes(provider: string, line: string, types: Map<string, string>): void {
  const around = [provider];
  for (const [, mark, name, after] of line.slice(provider.length + 1).matchAll(/(-?)([^(),]+)([(),]*)/g)) {
    const full = [...around, name].join('/');
    if (mark === '') types.set(full.toLowerCase(), full);
    for (const bracket of after ?? '') {
      if (bracket === '(') around.push(name ?? '');
      if (bracket === ')') around.pop();
    }
  }
}

let otherTypes: ReadonlyMap<string, string> | undefined;

/** By type and version in lower case. */
function spellingsOfVersions(): ReadonlyMap<string, string> {
  otherTypes ??= new Map(
    linesOf(otherSpellings).flatMap((line) => {
      const [type = '', ...versions] = line.split(' ');
      return versions.map((version) => [`${type}@${version}`.toLowerCase(), type] as const);
    }),
  );
  return otherTypes;
}
