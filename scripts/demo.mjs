// Runs the main job on the demo. Its exit code is a result here, not a failure of the demo.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/bundle/armlock.js', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));
const args = ['diff', 'fixtures/demo/base', 'fixtures/demo/head'];
const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: root, stdio: 'inherit' });
console.log(`\narmlock ${args.join(' ')} ended with exit code ${status}: 1 means that there are findings.`);
console.log('Next, in a repository of yours: armlock init, then armlock check and armlock diff.');
process.exitCode = status === 1 ? 0 : 1;
