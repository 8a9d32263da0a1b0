import { expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { tool } from '../../src/text/tool.ts';

/** Runs a command whose output fails, which only a mistake in armlock could otherwise bring about. */
async function failing(env: Readonly<Record<string, string>>, message = 'the output is gone'): Promise<string> {
  const said: string[] = [];
  const err = (text: string): void => void said.push(text);
  const out = (): void => {
    throw new Error(message);
  };
  const code = await main(['--version'], { out, err, env, terminal: false });
  expect(code).toBe(3);
  return said.join('');
}

test('an internal error shows the version and how to report it', async () => {
  const err = await failing({});
  expect(err).toContain(
    `internal error in armlock ${tool.version} on Node.js ${process.versions.node}: the output is gone`,
  );
  expect(err).toContain('No verdict');
  expect(err).toContain('Please report it');
  expect(err).not.toContain('    at ');
});

test('ARMLOCK_DEBUG adds the stack', async () => {
  expect(await failing({ ARMLOCK_DEBUG: '1' })).toMatch(/^ {4}at .*internal-errors\.test/m);
  expect(await failing({ ARMLOCK_DEBUG: '0' })).not.toContain('    at ');
});

test('what an internal error says can do nothing to a terminal or a build host', async () => {
  const err = await failing({ ARMLOCK_DEBUG: '1' }, 'one\n::error::\u001b[2J');
  expect(err).not.toMatch(/^\s*::/m);
  expect(err).not.toContain('\u001b');
});
