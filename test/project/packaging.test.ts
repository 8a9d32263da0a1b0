import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root, run, temporaryFolder, writeFiles } from '../support/command.ts';

const home = temporaryFolder();
const out = path.join(home.path, 'out');
const archives = [
  'linux-x64.tar.xz',
  'linux-arm64.tar.xz',
  'darwin-x64.tar.xz',
  'darwin-arm64.tar.xz',
  'win32-x64.zip',
];
const contents = Object.fromEntries(archives.map((name) => [`armlock-${name}`, `this is ${name}`]));
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const read = (name: string): string => readFileSync(path.join(out, name), 'utf8');

beforeAll(() => {
  writeFiles(path.join(home.path, 'archives'), contents);
  const script = path.join(root, 'scripts/manifests.mjs');
  expect(run(root, process.execPath, [script, path.join(home.path, 'archives'), out])).toMatchObject({
    code: 0,
    err: '',
  });
});
afterAll(() => home.remove());

describe('manifests of package managers', () => {
  test('leave nothing open, and name each archive with its checksum', () => {
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    const texts = files.map(read).join('\n');
    expect(texts.match(/(?<!\$)\{\{/g)).toBeNull();
    for (const [name, text] of Object.entries(contents)) {
      expect(texts).toContain(`/releases/download/v${version}/${name}`);
      expect(texts).toContain(createHash('sha256').update(text).digest('hex'));
    }
  });

  test('fail for an archive that is missing', () => {
    const ran = run(root, process.execPath, [path.join(root, 'scripts/manifests.mjs'), home.path, out]);
    expect([ran.code, ran.err]).toEqual([1, expect.stringContaining('ENOENT')]);
  });

  test('of winget agree with each other', () => {
    const names = readdirSync(path.join(out, 'winget'));
    const manifests = names.map((name) => parse(read(`winget/${name}`)) as Record<string, unknown>);
    expect(manifests.map((one) => one['ManifestType']).sort()).toEqual(['defaultLocale', 'installer', 'version']);
    expect(
      new Set(manifests.map((one) => `${one['PackageIdentifier']} ${one['PackageVersion']} ${one['ManifestVersion']}`)),
    ).toEqual(new Set([`Armlock.Armlock ${version} 1.9.0`]));
  });

  test('of the action run the image', () => {
    const action = parse(read('docker-action/action.yml')) as { runs: Record<string, unknown> };
    expect(action.runs).toMatchObject({ using: 'docker', image: `docker://ghcr.io/contoso/armlock:${version}` });
    expect(action.runs['args']).toContain('${{ inputs.base }}');
  });
});

describe('the image', () => {
  const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');

  test('runs as a user who is not root, and has git', () => {
    const users = [...dockerfile.matchAll(/^USER (\S+)$/gm)].map(([, user]) => user);
    expect(users).toEqual(['65534:65534']);
    expect(dockerfile).toMatch(/^RUN apk add --no-cache git nodejs$/m);
  });

  test('starts the command that the package has', () => {
    const [, command = ''] = /\/usr\/lib\/armlock\/(\S+armlock\.js)/.exec(dockerfile) ?? [];
    const { bin } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { bin: { armlock: string } };
    expect(command).toBe(bin.armlock);
    expect(existsSync(path.join(root, command))).toBe(true);
  });
});
