import { describe, expect, test } from 'vitest';
import { commandHelp } from '../../src/cli/command.ts';
import { commandList } from '../../src/cli/main.ts';
import { armlock, root, run } from '../support/command.ts';

describe('what is nearly right is answered with what is', () => {
  test.each([
    ['dif', `Unknown command 'dif'. Did you mean 'diff'?`],
    ['scan', `Unknown command 'scan'. Did you mean 'check'?`],
    ['-v', `Unknown option '-v'. Did you mean '--version'?`],
    ['diff --fail-onn error', `There is no option '--fail-onn'. Did you mean '--fail-on'?`],
    ['diff --format json', `There is no option '--format'. Use --report <format>.`],
    ['diff -o x', `There is no option '-o'. Use --report <format>=<file>.`],
    ['diff --json', `There is no option '--json'. Use --report json.`],
    ['diff --zzzzzzzz', `There is no option '--zzzzzzzz'. 'armlock <command> --help' lists the options.`],
    ['diff --report jsn', `.Did you mean 'json'?`],
    ['diff --mode Complete', `Did you mean 'complete'?`],
    [
      'explain policy-retention-reducd',
      `There is no rule, code or fact 'policy-retention-reducd'. Did you mean 'policy-retention-reduced'?`,
    ],
  ])('armlock %s', (command, message) => {
    const { code, out, err } = armlock(root, command.split(' '));
    expect([code, out, err]).toEqual([2, '', expect.stringContaining(message.replace(/^\./, ''))]);
  });
});

describe('help fits the terminal', () => {
  test.each([40, 60, 80, 110, 300])('%i columns', async (width) => {
    for (const command of await commandList()) {
      const long = commandHelp(command, { width })
        .split('\n')
        .filter((line) => line.length > Math.min(width, 120));
      // Words and command lines that are longer than a line stay whole.
      expect(
        long.filter(
          (line) => !/^\s*(\S+|armlock .*|git .*|echo .*|Usage: .*|source .*|-?-?[\w, <>=[\]-]+)$/.test(line),
        ),
      ).toEqual([]);
    }
  });
});

describe('completion', () => {
  test.each([
    ['bash', ['-n']],
    ['zsh', ['-n']],
    ['fish', ['--no-execute']],
  ] as const)('%s reads its script', (shell, args) => {
    const { code, out } = armlock(root, ['completion', shell]);
    expect(code).toBe(0);
    for (const word of ['diff', 'check', 'fail-on', 'stack-delete', 'vault-removed', 'sarif'])
      expect(out).toContain(word);
    const found = run(root, 'sh', ['-c', `command -v ${shell}`]);
    if (found.code !== 0) return;
    expect(run(root, 'sh', ['-c', `printf '%s' "$SCRIPT" | ${shell} ${args.join(' ')}`], { SCRIPT: out })).toEqual({
      code: 0,
      out: '',
      err: '',
    });
  });

  test('bash completes commands, options, values and rules', () => {
    const { out } = armlock(root, ['completion', 'bash']);
    const complete = (...words: readonly string[]): readonly string[] => {
      const line = words.map((word) => `'${word}'`).join(' ');
      const script = `${out}\nCOMP_WORDS=(armlock ${line}); COMP_CWORD=${words.length}; _armlock; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return run(root, 'bash', ['-c', script])
        .out.split('\n')
        .filter((word) => word !== '');
    };
    expect(complete('dif')).toEqual(['diff']);
    expect(complete('diff', '--fail')).toEqual(['--fail-on']);
    expect(complete('diff', '--fail-on', 'w')).toEqual(['warning']);
    expect(complete('diff', '--mode', 'stack')).toEqual(['stack-delete', 'stack-detach']);
    expect(complete('check', '--mo')).toEqual(['--module-cache']);
    expect(complete('explain', 'vault-remo')).toEqual(['vault-removed']);
    expect(complete('completion', 'f')).toEqual(['fish']);
  });

  test('PowerShell gets all words', () => {
    const { out } = armlock(root, ['completion', 'powershell']);
    for (const word of [`'--fail-on' = @('error', 'warning', 'note')`, `'--report'`, `'vault-removed'`])
      expect(out).toContain(word);
  });

  test('another shell is refused', () => {
    expect(armlock(root, ['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
  });
});
