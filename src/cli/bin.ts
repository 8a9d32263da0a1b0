#!/usr/bin/env node
import path from 'node:path';
import { loadProgram } from './kept-code.ts';
import { refusalOfNode } from './node-version.ts';
import type { Program } from './program.ts';
import { runSoon } from './soon.ts';

// This is all that a run loads before it knows what it is about; the build puts the rest into `program.js` beside it.
const refusal = refusalOfNode(process.versions.node);
if (refusal === undefined) {
  void runSoon(() => {
    const { exports, keepIf } = loadProgram(path.join(import.meta.dirname, 'program.js'), process.env);
    return { start: (args, answers) => (exports as Program).start(args, answers, keepIf) };
  });
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}
