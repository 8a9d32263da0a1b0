import path from 'node:path';
import type { FileRef, FileTree } from '../text/files.ts';
import { startsWithStem, stemOf } from './discovery.ts';
import { outlineOf } from './outline.ts';

/** Answers for which templates a JSON parameter file is that lies far from all of them. */
export type FarOwners = (file: string) => readonly string[];

/**
 * For which templates parameter files are that have none near them: one that takes all of the parameters and needs no
 * more, in either language. Its name counts first, then how much of the path both have in common. None if it is not
 * sure which one.
 */
export function farOwners(tree: FileTree, templates: readonly string[], called: readonly string[]): FarOwners {
  return (file) => {
    const own = fittingTemplates({ tree, path: file }, templates);
    const all = own.length > 0 ? own : fittingTemplates({ tree, path: file }, called).filter(isNamedIn(file));
    const named = longest(all.filter(isNamedIn(file)));
    const near = nearest(file, named.length > 0 ? named : all);
    return new Set(near.map(withoutExtension)).size === 1 ? near : [];
  };
}

const none: ReadonlyMap<string, boolean> = new Map();

/** The templates that take all parameters of a JSON parameter file, and need no more. */
export function fittingTemplates({ tree, path: file }: FileRef, templates: readonly string[]): readonly string[] {
  const given = outlineOf({ tree, path: file })?.parameters ?? none;
  if (given.size === 0) return [];
  return templates.filter((template) => {
    const declared = outlineOf({ tree, path: template })?.parameters ?? none;
    if ([...given.keys()].some((name) => !declared.has(name))) return false;
    return [...declared].every(([name, isRequired]) => !isRequired || given.has(name));
  });
}

function isNamedIn(file: string): (template: string) => boolean {
  return (template) => startsWithStem(file, stemOf(template));
}

function longest(templates: readonly string[]): readonly string[] {
  const most = Math.max(...templates.map((one) => stemOf(one).length));
  return templates.filter((one) => stemOf(one).length === most);
}

/** Those whose folders have most of their names in common with those of the file. */
function nearest(file: string, templates: readonly string[]): readonly string[] {
  const own = new Set(path.posix.dirname(file).split('/'));
  const common = (one: string): number =>
    path.posix
      .dirname(one)
      .split('/')
      .filter((name) => own.has(name)).length;
  const most = Math.max(...templates.map(common));
  return templates.filter((one) => common(one) === most);
}

function withoutExtension(file: string): string {
  return file.replace(/\.[^./]*$/, '').toLowerCase();
}
