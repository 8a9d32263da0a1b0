import { chmodSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import { runAction } from '../../src/action/run.ts';
import { root, run, writeFiles } from '../support/command.ts';
import { test as plain } from '../support/folders.ts';

// What the action does each night: Azure's answer is a file, and GitHub a server that keeps issues as GitHub does.

/** A vault for each of these levels of immutability, with a policy in the first one. */
function template(vaults: Readonly<Record<string, string>>, days: number): string {
  const resources = Object.entries(vaults).map(([name, state]) => ({
    type: 'Microsoft.RecoveryServices/vaults',
    apiVersion: '2024-04-01',
    name,
    location: 'westeurope',
    sku: { name: 'RS0', tier: 'Standard' },
    properties: {
      publicNetworkAccess: 'Enabled',
      securitySettings: {
        immutabilitySettings: { state },
        ...(name === 'rsv-prod' && {
          softDeleteSettings: {
            softDeleteState: 'AlwaysON',
            softDeleteRetentionPeriodInDays: 14,
            enhancedSecurityState: 'AlwaysON',
          },
        }),
      },
    },
  }));
  const daily = {
    retentionTimes: ['2024-01-01T01:00:00Z'],
    retentionDuration: { count: days, durationType: 'Days' },
  };
  const policy = {
    type: 'Microsoft.RecoveryServices/vaults/backupPolicies',
    apiVersion: '2024-04-01',
    name: 'rsv-prod/vm-gold',
    properties: {
      backupManagementType: 'AzureIaasVM',
      timeZone: 'UTC',
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: ['2024-01-01T01:00:00Z'],
      },
      retentionPolicy: { retentionPolicyType: 'LongTermRetentionPolicy', dailySchedule: daily },
    },
  };
  return JSON.stringify(
    {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
      contentVersion: '1.0.0.0',
      resources: [...resources, policy],
    },
    undefined,
    2,
  );
}

const same = template({ 'rsv-prod': 'Locked', 'rsv-test': 'Unlocked' }, 90);
const weaker = template({ 'rsv-prod': 'Unlocked', 'rsv-test': 'Unlocked' }, 30);
const weakest = template({ 'rsv-prod': 'Unlocked', 'rsv-test': 'Disabled' }, 30);
const answer = readFileSync(path.join(root, 'test/support/answers/resource-graph.json'), 'utf8');

interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly user: { readonly type: string };
  readonly pull_request?: object;
}

/** The issues of a repository, at a server that answers as GitHub does. */
interface Host {
  readonly address: string;
  readonly issues: Issue[];
  /** Requests that change something. */
  readonly written: string[];
  status: number;
}

const test = plain.extend<{ host: Host }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures a fixture needs.
  host: async ({}, use) => {
    const host = { address: '', issues: [] as Issue[], written: [] as string[], status: 200 };
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (part) => (text += String(part)));
      request.on('end', () => {
        const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
        const body: Partial<Issue> = text === '' ? {} : JSON.parse(text);
        const respond = (value: unknown): void => {
          response.writeHead(host.status, { 'content-type': 'application/json' });
          response.end(JSON.stringify(value));
        };
        if (host.status !== 200 || request.headers.authorization !== 'Bearer secret') return respond({});
        if (request.method !== 'GET') host.written.push(`${request.method} ${pathname}`);
        const number = Number(/\/issues\/(\d+)$/.exec(pathname)?.[1]);
        if (request.method === 'PATCH') {
          host.issues.splice(
            0,
            host.issues.length,
            ...host.issues.map((one) => (one.number === number ? { ...one, ...body } : one)),
          );
        } else if (request.method === 'POST') {
          const made = { number: host.issues.length + 1, title: '', body: '', state: 'open', user: { type: 'Bot' } };
          host.issues.push({ ...made, ...body });
        } else {
          const page = Number(searchParams.get('page')) - 1;
          const open = host.issues.filter(({ state }) => state === 'open');
          return respond(open.slice(100 * page, 100 * page + 100));
        }
        return respond({});
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    host.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use(host);
    await new Promise((closed) => server.close(closed));
  },
});

interface Night {
  readonly code: number;
  readonly log: string;
}

/** One run of the workflow. */
async function night(
  host: Host,
  home: string,
  main: string,
  state = answer,
  inputs: Readonly<Record<string, string>> = {},
): Promise<Night> {
  writeFiles(home, { 'main.json': main, 'live.json': state });
  const given = {
    'base-state': path.join(home, 'live.json'),
    paths: path.join(home, 'main.json'),
    issues: 'true',
    'github-token': 'secret',
    ...inputs,
  };
  let log = '';
  const code = await runAction(
    {
      out: (text) => {
        log += text;
      },
      env: {
        ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        GITHUB_EVENT_NAME: 'schedule',
        GITHUB_API_URL: host.address,
        GITHUB_REPOSITORY: 'contoso/infra',
        RUNNER_TEMP: home,
      },
    },
    home,
  );
  return { code, log };
}

function open({ issues }: Host): readonly Issue[] {
  return issues.filter(({ state }) => state === 'open');
}

describe('issues about what Azure has', () => {
  test('one for each vault, opened, brought up to date and closed, and nothing twice', async ({ host, home }) => {
    expect((await night(host, home, same)).code).toBe(0);
    expect(host.issues).toEqual([]);

    const first = await night(host, home, weaker);
    expect([first.code, open(host).length]).toEqual([1, 1]);
    expect(first.log).toContain('Issues: 1 opened, 0 updated, 0 closed.\n');
    const [issue] = open(host);
    expect(issue?.title).toMatch(/^armlock: rsv-prod has more protection in Azure than in \S+main\.json$/);
    expect(issue?.body).toContain('goes from Locked to Unlocked');
    expect(issue?.body).toContain('goes from 90 days to 30 days');
    expect(issue?.body).toContain('Azure never unlocks a locked vault');

    host.written.length = 0;
    expect((await night(host, home, weaker)).log).toContain('Issues: 0 opened, 0 updated, 0 closed.\n');
    expect(host.written).toEqual([]);

    expect((await night(host, home, weakest)).log).toContain('Issues: 1 opened, 0 updated, 0 closed.\n');
    expect(open(host).map(({ title }) => title.split(' ')[1])).toEqual(['rsv-prod', 'rsv-test']);

    const better = template({ 'rsv-prod': 'Locked', 'rsv-test': 'Disabled' }, 30);
    expect((await night(host, home, better)).log).toContain('Issues: 0 opened, 1 updated, 0 closed.\n');
    expect(open(host)[0]?.body).not.toContain('goes from Locked to Unlocked');

    const last = await night(host, home, same);
    expect([last.code, open(host)]).toEqual([0, []]);
    expect(last.log).toContain('Issues: 0 opened, 0 updated, 2 closed.\n');

    await night(host, home, weaker);
    expect([host.issues.length, open(host).length]).toEqual([3, 1]);
  });

  test('what was not seen closes nothing', async ({ host, home }) => {
    await night(host, home, weakest);
    const left = /2 left open, because Azure's answer does not have the vault or is incomplete/;
    // An identity that may read less, an answer of which more follows, and none at all.
    const rows: { data: readonly { readonly name: string }[] } = JSON.parse(answer);
    const fewer = JSON.stringify({ ...rows, data: rows.data.filter(({ name }) => name === 'rsv-test') });
    expect((await night(host, home, template({ 'rsv-test': 'Unlocked' }, 90), fewer)).log).toContain('1 left open');
    expect(open(host).map(({ title }) => title.split(' ')[1])).toEqual(['rsv-prod']);
    await night(host, home, weakest);
    const more = await night(host, home, same, JSON.stringify({ ...rows, $skipToken: 'more' }));
    expect([more.code, more.log]).toEqual([3, expect.stringMatching(left)]);
    host.written.length = 0;
    for (const text of ['{ "data": [] }', 'no JSON', '']) expect((await night(host, home, same, text)).code).toBe(3);
    expect([host.written, open(host).length]).toEqual([[], 2]);
  });

  test('touches no issue of people, of other targets and of other programs', async ({ host, home }) => {
    await night(host, home, weaker);
    const [own] = host.issues;
    const others = [
      { ...own, number: 2, user: { type: 'User' } },
      { ...own, number: 3, body: `> ${own?.body}` },
      { ...own, number: 4, pull_request: {} },
      { ...own, number: 5, body: own?.body.replace(/[0-9a-f]{32}/, '0'.repeat(32)) ?? '' },
    ] as readonly Issue[];
    host.issues.push(...others);
    await night(host, home, same);
    expect(host.issues.map(({ state }) => state)).toEqual(['closed', 'open', 'open', 'open', 'open']);
    expect(host.issues.slice(1)).toEqual(others);
  });

  test('closes the younger of two about one vault', async ({ host, home }) => {
    await night(host, home, weaker);
    host.issues.push({ ...(host.issues[0] as Issue), number: 2 });
    await night(host, home, weaker);
    expect(host.issues.map(({ state }) => state)).toEqual(['open', 'closed']);
  });

  test('looks through all pages, and opens none where there are too many to be sure', async ({ host, home }) => {
    const filler = { title: 'x', body: 'x', state: 'open', user: { type: 'User' } };
    host.issues.push(...Array.from({ length: 150 }, (_, index) => ({ ...filler, number: index + 1 })));
    await night(host, home, weaker);
    await night(host, home, weaker);
    expect(open(host)).toHaveLength(151);
    host.issues.push(...Array.from({ length: 1900 }, (_, index) => ({ ...filler, number: index + 152 })));
    const { code, log } = await night(host, home, weaker);
    expect([code, log]).toEqual([1, expect.stringContaining('There are more than 2000 open issues')]);
  });

  test('says what keeps it from writing, and fails the step', async ({ host, home }) => {
    host.status = 403;
    const refused = await night(host, home, same);
    expect([refused.code, refused.log]).toEqual([3, expect.stringContaining('the permission issues: write')]);
    const without = await night(host, home, weaker, answer, { 'github-token': '' });
    expect([without.code, without.log]).toEqual([1, expect.stringContaining(`The input 'github-token' is empty.`)]);
  });

  test('names of vaults do nothing in titles and texts', async ({ host, home }) => {
    const nasty = '@org #1 `x` <img src=x onerror=y> [a](mailto:b) \u202e --> ::error::x';
    const told = (text: string): string => text.replaceAll('rsv-prod', JSON.stringify(nasty).slice(1, -1));
    const { log } = await night(host, home, told(weaker), told(answer));
    expect(log).not.toMatch(/^::error::x/m);
    for (const { title, body } of open(host)) {
      expect(title).not.toMatch(/[@#`<>:]\S*(?<!armlock:)$|[@#`<>]|\u202e/);
      const outside = body.replace(/^<!-- [\w -]+ -->/, '').replace(/`[^`\n]*`/g, '');
      expect(outside).not.toMatch(/@org|#1|<img|\]\(mailto|\u202e|-->/);
    }
    expect(open(host).length).toBeGreaterThan(0);
  });

  test.for<readonly [Readonly<Record<string, string>>, string]>([
    [{ 'base-state': '' }, `The input 'issues' goes with 'base-state'.`],
    [{ 'base-state': '', issues: 'false', parameters: 'x' }, `The input 'parameters' goes with 'base-state'.`],
    [{ base: 'main' }, `The inputs 'base-state' and 'base' cannot be combined.`],
    [{ command: 'check' }, `The input 'base-state' goes with diff, not with check.`],
    [{ issues: 'maybe' }, `The input 'issues' must be true or false, not 'maybe'.`],
  ])('refuses inputs that do not go together: %s', async ([inputs, message], { host, home }) => {
    const { code, log } = await night(host, home, weaker, answer, inputs);
    expect([code, log]).toEqual([2, expect.stringContaining(message)]);
    expect(host.written).toEqual([]);
  });
});

describe('the workflow of the night', () => {
  interface Workflow {
    readonly jobs: {
      readonly compare: {
        readonly steps: readonly {
          readonly name?: string;
          readonly uses?: string;
          readonly with?: Readonly<Record<string, unknown>>;
          readonly env?: Readonly<Record<string, string>>;
          readonly run?: string;
        }[];
      };
    };
  }
  const text = readFileSync(path.join(root, 'examples/github/armlock-nightly.yml'), 'utf8');
  const { steps } = (parse(text) as Workflow).jobs.compare;
  const inputs = (parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as { readonly inputs: object }).inputs;

  test('uses inputs that the action has', () => {
    const given = steps.find(({ uses }) => uses?.includes('/armlock@'))?.with ?? {};
    expect(Object.keys(given).filter((name) => !(name in inputs))).toEqual([]);
    expect(given).toMatchObject({ issues: true, 'base-state': expect.stringContaining('live.json') });
  });

  test('asks for what Azure has with a token that no log shows, and reads nothing else', ({ home }) => {
    const bin = path.join(home, 'bin');
    const log = path.join(home, 'asked');
    const az = `#!/bin/sh
printf '%s\\0' "$@" END >> '${log}'
case "$1" in rest) cat '${path.join(root, 'test/support/answers/resource-graph.json')}';; esac
`;
    const curl = `#!/bin/sh\necho '{"count":1,"value":"a.token"}'\n`;
    writeFiles(bin, { az, curl });
    for (const name of ['az', 'curl']) chmodSync(path.join(bin, name), 0o755);
    const { run: script = '', env = {} } = steps.find(({ name }) => name?.startsWith('Ask')) ?? {};
    const ran = run(home, 'bash', ['-e', '-c', script], {
      ...env,
      PATH: `${bin}${path.delimiter}${process.env['PATH']}`,
      RUNNER_TEMP: home,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://host/?a=b',
    });
    expect([ran.code, ran.out, ran.err]).toEqual([0, '::add-mask::a.token\n', '']);
    expect(readFileSync(path.join(home, 'live.json'), 'utf8')).toBe(answer);
    const asked = readFileSync(log, 'utf8')
      .split('\0END\0')
      .filter(Boolean)
      .map((line) => line.split('\0'));
    expect(asked.map(([first, second]) => `${first} ${second}`)).toEqual([
      'login --service-principal',
      'rest --method',
      'bicep restore',
    ]);
    expect(asked[0]).toContain('a.token');
    const body: { query: string } = JSON.parse(asked[1]?.[asked[1].indexOf('--body') + 1] ?? '');
    expect(body.query).toMatch(
      /^resources +\| where .* \| project id, name, type, location, sku, identity, properties$/,
    );
  });
});
