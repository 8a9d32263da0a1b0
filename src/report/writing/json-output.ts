import { unsafe } from './sanitize.ts';

/**
 * JSON as the reporters build it. Objects are lists of members, so that keys keep their order and none is special;
 * numbers may be text, so that integers of any size survive.
 */
export type Json = string | number | boolean | null | RawNumber | JsonList | JsonMembers;

export interface RawNumber {
  readonly kind: 'raw';
  readonly text: string;
}

export interface JsonList {
  readonly kind: 'list';
  readonly items: readonly Json[];
}

export interface JsonMembers {
  readonly kind: 'members';
  readonly members: readonly (readonly [string, Json])[];
}

export function rawNumber(text: string): RawNumber {
  return { kind: 'raw', text };
}

export function jsonList(items: readonly Json[]): JsonList {
  return { kind: 'list', items };
}

/** An object; members that are undefined are left out. */
export function jsonObject(members: Readonly<Record<string, Json | undefined>>): JsonMembers {
  const present = Object.entries(members).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { kind: 'members', members: present };
}

export function jsonMembers(members: readonly (readonly [string, Json])[]): JsonMembers {
  return { kind: 'members', members };
}

/** JSON text, indented by two blanks, with a line break at its end. */
export function writeJsonOutput(json: Json): string {
  return `${write(json, '')}\n`;
}

function write(json: Json, indent: string): string {
  if (json === null || typeof json !== 'object') return scalarText(json);
  if (json.kind === 'raw') return json.text;
  const inner = `${indent}  `;
  const lines =
    json.kind === 'list'
      ? json.items.map((item) => inner + write(item, inner))
      : json.members.map(([key, value]) => `${inner}${scalarText(key)}: ${write(value, inner)}`);
  const [open, close] = json.kind === 'list' ? ['[', ']'] : ['{', '}'];
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}

/**
 * A scalar in which nothing looks like a command to a build host, or does anything to a terminal, should the document
 * go there. Programs read the same text.
 */
function scalarText(scalar: string | number | boolean | null): string {
  return JSON.stringify(scalar).replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
