import { statSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../engine/result.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { maxFileSize } from '../workspace/tree.ts';
import { noEdits } from './edits.ts';
import { InputError } from './failures.ts';
import { fileNamed } from './files.ts';
import { judged } from './judge.ts';
import type { WhatIfOptions } from './options.ts';
import { configurationAt, setUp } from './setup.ts';
import { placeOfFiles } from './sources.ts';

/**
 * Compares what Azure has with what a deployment would make of it, as a what-if tells. Rejects with a UsageError or an
 * InputError if that is not possible; what is wrong with the document is part of the result.
 */
export async function whatIf(options: WhatIfOptions): Promise<RunResult> {
  const { cwd = process.cwd() } = options;
  const place = placeOfFiles(options, '.', cwd);
  const setup = await setUp(options, await configurationAt(place), place);
  const target = { template: documentOf(options, cwd), parameters: undefined };
  const pair = {
    base: { ...target, form: 'what-if-before' },
    head: { ...target, form: 'what-if-after' },
  } as const;
  const predicted = { ...setup, run: { ...setup.run, mode: 'predicted' } } as const;
  return judged({ changed: [pair], unchanged: 0, notices: [] }, predicted, noEdits, options);
}

function documentOf({ file, text }: WhatIfOptions, cwd: string): FileRef {
  if (text !== undefined) return { tree: treeOfText(file, text), path: file };
  if (!statSync(path.resolve(cwd, file), { throwIfNoEntry: false })?.isFile()) {
    throw new InputError(`There is no file '${file}'`);
  }
  return fileNamed(file, cwd);
}

function treeOfText(name: string, text: string): FileTree {
  if (text.length > maxFileSize) throw new InputError(`'${name}' is larger than ${maxFileSize / 1024 / 1024} MiB`);
  return {
    read: (file) => (file === name ? { kind: 'text', text } : { kind: 'missing' }),
    list: () => [],
    listFolder: () => [],
    display: (file) => file,
  };
}
