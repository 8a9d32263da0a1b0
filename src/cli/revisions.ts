import { existsSync } from 'node:fs';
import path from 'node:path';
import { runGit } from '../git/command.ts';
import { UsageError } from './io.ts';
import type { ParsedOptions } from './options.ts';

/** Revisions that are named in the place of paths, as git takes them. */
export interface AskedRevisions {
  readonly base: string;
  readonly head: string | undefined;
  /** Whether base itself is compared, not where head left it. */
  readonly exact: boolean;
  /** The arguments that follow. */
  readonly paths: readonly string[];
}

/**
 * The revisions that the first arguments name, or undefined if they name none: `main`, `v1 v2`, `v1..v2` or
 * `main...HEAD`. A name that is a path as well is refused, because it could mean either; behind `--`, all are paths.
 */
export function askedRevisions({ positionals, before }: ParsedOptions, folder: string): AskedRevisions | undefined {
  const [first, second] = positionals.slice(0, before);
  if (first === undefined) return undefined;
  // Two templates or folders are compared, whatever else bears their names.
  if (second !== undefined && [first, second].every((one) => isPath(one, folder))) return undefined;
  const range = rangeIn(first, folder);
  if (range) return { ...range, paths: positionals.slice(1) };
  if (!isRevision(first, folder)) return noRevision(first, folder);
  refuseAmbiguous(first, folder);
  if (second === undefined || !isRevision(second, folder)) {
    return { base: first, head: undefined, exact: false, paths: positionals.slice(1) };
  }
  refuseAmbiguous(second, folder);
  return { base: first, head: second, exact: true, paths: positionals.slice(2) };
}

/** `v1..v2` compares the revisions themselves, `v1...v2` the second with where it left the first, as in git. */
function rangeIn(text: string, folder: string): Omit<AskedRevisions, 'paths'> | undefined {
  const at = text.indexOf('..');
  if (at < 0 || text.startsWith('....', at) || isPath(text, folder)) return undefined;
  const dots = text.startsWith('...', at) ? '...' : '..';
  const [left, right] = [text.slice(0, at), text.slice(at + dots.length)];
  const [base, head] = [left || 'HEAD', right || 'HEAD'];
  if (left + right === '' || ![base, head].every((one) => isRevision(one, folder))) return undefined;
  return { base, head, exact: dots === '..' };
}

/** A branch that was fetched and never checked out has only the name of its remote. */
function noRevision(name: string, folder: string): undefined {
  if (isPath(name, folder) || !isRevision(`origin/${name}`, folder)) return undefined;
  throw new UsageError(`'${name}' is neither a path nor a revision of this clone, but origin/${name} is one; use that`);
}

function refuseAmbiguous(name: string, folder: string): void {
  if (!isPath(name, folder)) return;
  throw new UsageError(`'${name}' is a revision and a path; write --base ${name} or -- ${name}`);
}

function isPath(name: string, folder: string): boolean {
  return existsSync(path.resolve(folder, name));
}

function isRevision(name: string, folder: string): boolean {
  return runGit(folder, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${name}^{commit}`]).ok;
}
