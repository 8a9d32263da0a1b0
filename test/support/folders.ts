import path from 'node:path';
import { test as plain } from 'vitest';
import { repositoryIn, type TestRepository, temporaryFolder } from './command.ts';

interface Folders {
  /** A folder that is gone after the test. */
  readonly home: string;
  /** An empty git repository in it. */
  readonly repository: TestRepository;
}

/** A test that gets a temporary folder, and a repository in it, where it asks for them. */
export const test = plain.extend<Folders>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures a fixture needs.
  home: async ({}, use) => {
    const folder = temporaryFolder();
    await use(folder.path);
    folder.remove();
  },
  repository: async ({ home }, use) => use(repositoryIn(path.join(home, 'repo'))),
});
