import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { gitEnvironment, type Ran, root, run, type TestRepository } from '../support/command.ts';
import { test } from '../support/folders.ts';

const files = {
  'package.json': '{\n  "name": "armlock",\n  "version": "0.1.0"\n}\n',
  'package-lock.json':
    '{ "name": "armlock", "version": "0.1.0", "packages": { "": { "name": "armlock", "version": "0.1.0" } } }\n',
  'CHANGELOG.md': '# Changelog\n\n## Unreleased\n\n### Added\n\n- Something.\n',
};

/** Runs the script on another repository, without the checks that take minutes. */
function release({ folder }: TestRepository, ...args: readonly string[]): Ran {
  return run(root, process.execPath, [path.join(root, 'scripts/release.mjs'), ...args], {
    ...gitEnvironment,
    ARMLOCK_RELEASE_FOLDER: folder,
    ARMLOCK_RELEASE_UNTESTED: '1',
  });
}

describe('npm run release', () => {
  test('sets the version everywhere, dates the changelog, and makes a tag', ({ repository }) => {
    repository.commit(files);
    expect(release(repository, '0.2.0')).toMatchObject({ code: 0, err: '' });
    const read = (file: string): string => readFileSync(path.join(repository.folder, file), 'utf8');
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: '0.2.0' });
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({
      version: '0.2.0',
      packages: { '': { version: '0.2.0' } },
    });
    expect(read('CHANGELOG.md')).toMatch(/## Unreleased\n\n## 0\.2\.0 - \d{4}-\d{2}-\d{2}\n\n### Added/);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(repository.git('describe', '--exact-match')).toBe('v0.2.0');
    expect(release(repository, '--check', 'v0.2.0')).toMatchObject({ code: 0 });
    expect(release(repository, '--check', 'v0.3.0')).toMatchObject({ code: 2 });
    expect(release(repository, '0.2.0')).toMatchObject({ code: 2, err: expect.stringContaining('already') });
    expect(release(repository, '0.3.0')).toMatchObject({
      code: 2,
      err: expect.stringContaining('nothing under Unreleased'),
    });
  });

  test('may take the version that is there already, for the first one', ({ repository }) => {
    repository.commit(files);
    expect(release(repository, '0.1.0')).toMatchObject({ code: 0 });
    expect(repository.git('tag')).toBe('v0.1.0');
  });

  test.for(['', '1', 'v1.0.0', '1.0.0-rc.1', '0.0.9'])('refuses %j', (version, { repository }) => {
    repository.commit(files);
    expect(release(repository, version).code).toBe(2);
    expect(repository.git('tag')).toBe('');
  });

  test('refuses what is not committed', ({ repository }) => {
    repository.commit(files);
    repository.commit({ 'a.txt': 'a' });
    run(repository.folder, 'sh', ['-c', 'echo b > a.txt']);
    expect(release(repository, '0.2.0')).toMatchObject({ code: 2, err: expect.stringContaining('not committed') });
  });
});
