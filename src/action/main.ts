import { watchOutput } from '../cli/output.ts';
import { runAction } from './run.ts';

watchOutput();

process.exitCode = await runAction(
  { out: (text) => void process.stdout.write(text), env: process.env },
  process.env['GITHUB_WORKSPACE'] || process.cwd(),
);
