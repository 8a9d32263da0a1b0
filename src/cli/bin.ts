#!/usr/bin/env node
import path from 'node:path';
import { answersAhead } from './ahead.ts';
import { loadProgram } from './kept-code.ts';
import { refusalOfNode } from './node-version.ts';
import { watchOutput } from './output.ts';
import { plainAnswer } from './overview.ts';
import type { Program } from './program.ts';

// This is all that a run loads before it knows what it is about; the build puts the rest into `program.js` beside it.
const args = process.argv.slice(2);
const refusal = refusalOfNode(process.versions.node);
const answer = plainAnswer(args);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
} else if (answer !== undefined) {
  watchOutput();
  process.stdout.write(answer);
} else {
  const answers = answersAhead(args, process.env);
  const program = loadProgram(path.join(import.meta.dirname, 'program.js'), process.env) as Program;
  void program.start(args, answers);
}
