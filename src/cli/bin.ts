#!/usr/bin/env node
import { refusalOfNode } from './node-version.ts';

const refusal = refusalOfNode(process.versions.node);
if (refusal === undefined) {
  const { start } = await import('./start.ts');
  await start();
} else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 2;
}
