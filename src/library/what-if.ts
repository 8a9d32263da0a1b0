import { statSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../engine/result.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import type { TargetPair } from '../workspace/targets.ts';
import { maxFileSize } from '../workspace/tree.ts';
import { evaluateInTurns } from './evaluate.ts';
import { InputError } from './failures.ts';
import { fileNamed } from './files.ts';
import { guardedBy } from './guarded.ts';
import { openRun } from './judge.ts';
import type { WhatIfOptions } from './options.ts';
import { configurationAt, type Setup, setUp, todayOf } from './setup.ts';
import { placeOfFiles } from './sources.ts';
import { checkOptions } from './validate.ts';

/**
 * Compares what Azure has with what a deployment would make of it, from a what-if. Rejects with a UsageError or an
 * InputError if that is not possible; what is wrong with the document is part of the result.
 */
export async function whatIf(options: WhatIfOptions): Promise<RunResult> {
  checkOptions('whatIf', options);
  const { cwd = process.cwd() } = options;
  const place = placeOfFiles(options, '.', cwd);
  const setup = await setUp(options, await configurationAt(place), place);
  const run = openRun({ mode: 'diff', setup: predicted(setup), today: todayOf(options) });
  const pairs = [whatIfPair(documentOf(options, cwd))];
  await evaluateInTurns(pairs, setup.evaluation, guardedBy(setup.run.rules, 'diff'), run.add, options);
  return run.result();
}

/** Both sides of the document of a what-if. */
export function whatIfPair(document: FileRef): TargetPair {
  const target = { template: document, parameters: undefined };
  return { base: { ...target, form: 'what-if-before' }, head: { ...target, form: 'what-if-after' } };
}

/** A what-if itself says what is deleted, so that no mode is asked for. */
export function predicted(setup: Setup): Setup {
  return { ...setup, run: { ...setup.run, mode: 'predicted' } };
}

function documentOf({ file, text }: WhatIfOptions, cwd: string): FileRef {
  if (text !== undefined) return refusePretty({ tree: treeOfText(file, text), path: file });
  if (!statSync(path.resolve(cwd, file), { throwIfNoEntry: false })?.isFile()) {
    throw new InputError(`There is no file '${file}'`);
  }
  return refusePretty(fileNamed(file, cwd));
}

/** Words of the output that the Azure CLI writes for people, which an escape sequence for a colour may stand before. */
const prettyWords = /(?:^|m)(?:Note: |Resource and property changes|Resource changes: |Scope: )/m;

/** Redirecting the output for people is a common mistake. */
function refusePretty(document: FileRef): FileRef {
  const read = document.tree.read(document.path);
  if (read.kind !== 'text' || /^\s*[[{]/.test(read.text) || !prettyWords.test(read.text)) return document;
  throw new InputError(
    `'${document.tree.display(document.path)}' is what the Azure CLI writes for people; 'az deployment group what-if --no-pretty-print' writes JSON`,
  );
}

function treeOfText(name: string, text: string): FileTree {
  if (text.length > maxFileSize) throw new InputError(`'${name}' is larger than ${maxFileSize / 1024 / 1024} MiB`);
  return {
    read: (file) => (file === name ? { kind: 'text', text } : { kind: 'missing' }),
    has: (file) => file === name,
    list: () => [],
    listFolder: () => [],
    display: (file) => file,
  };
}
