import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Difference } from './json-compare.ts';
import type { Need } from './needs.ts';

const beside = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));
const told = process.env['ARMLOCK_CORPUS'];

const folder = told ?? beside;

/** Files and folders of the corpus, which is not part of the repository. */
export function corpus(...parts: readonly string[]): Need {
  if (!existsSync(folder)) {
    const why =
      told === undefined ? 'there is no corpus; ARMLOCK_CORPUS can name one' : 'ARMLOCK_CORPUS names no folder';
    return { missing: why };
  }
  const lacking = parts.filter((part) => !existsSync(path.join(folder, part)));
  return { missing: lacking.length === 0 ? undefined : `the corpus has no ${lacking.join(', ')}` };
}

/** A file in the folder in which the corpus is. */
export function besideCorpus(name: string): Need & { readonly file: string } {
  const file = path.join(folder, '..', name);
  return { file, missing: existsSync(file) ? undefined : `there is no ${name} beside the corpus` };
}

/** The folder with the corpus, for tests that need parts of it. */
export function corpusRoot(): string {
  if (!existsSync(folder)) throw new Error('There is no corpus on this machine.');
  return folder;
}

export function corpusText(file: string): string {
  return readFileSync(path.join(corpusRoot(), file), 'utf8');
}

/** By the name of the case: what is wrong with it. */
export type Misses = ReadonlyMap<string, string>;

/** By the name of the case: why armlock differs there. Those that begin with `open:` are to be fixed. */
export type Exceptions = Readonly<Record<string, string>>;

/** Says the first differences of a case. */
export function describeDifferences(found: readonly Difference[]): string {
  const [first] = found;
  if (!first) return 'no difference';
  const more = found.length > 1 ? ` (and ${found.length - 1} more)` : '';
  const short = (text: string | undefined): string => (text === undefined ? 'nothing' : text.slice(0, 500));
  return `${first.path}: wanted ${short(first.wanted)}, got ${short(first.got)}${more}`;
}

/** Asserts that exactly the exceptions miss: an exception that no longer holds has to leave its table. */
export function expectOnly(misses: Misses, exceptions: Exceptions): void {
  const unexpected = [...misses].filter(([name]) => !Object.hasOwn(exceptions, name));
  const repaired = Object.keys(exceptions).filter((name) => !misses.has(name));
  const first = unexpected.slice(0, 10).map(([name, message]) => `${name}: ${message}`);
  expect({ misses: unexpected.length, first, repaired }).toEqual({ misses: 0, first: [], repaired: [] });
}
