import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The built command. */
export const cli = path.join(root, 'dist/bundle/armlock.js');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function ran({ status, stdout, stderr }: SpawnSyncReturns<string>): Ran {
  return { code: status, out: stdout, err: stderr };
}

/** Runs the built command in a folder. */
export function armlock(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  return ran(
    spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } }),
  );
}

/** Runs any program in a folder. */
export function run(folder: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  return ran(spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } }));
}

/** A folder that is gone after the test. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-test-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Files by path; undefined takes one away. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
}

/** A git repository of a test. */
export interface TestRepository {
  readonly folder: string;
  /** Runs git; throws if it fails. */
  readonly git: (...args: readonly string[]) => string;
  /** Writes files and commits everything. Gives the id of the commit. */
  readonly commit: (files: Readonly<Record<string, string | undefined>>, message?: string) => string;
  readonly armlock: (...args: readonly string[]) => Ran;
  /** The same with a text on standard input. */
  readonly armlockWith: (input: string, ...args: readonly string[]) => Ran;
}

/** Settings of the user who runs the tests must not matter. */
export const gitEnvironment: NodeJS.ProcessEnv = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.com',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.com',
};

/** Removes what npm sets for its scripts, for an npm that has nothing to do with this one. */
export const outerEnvironment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.keys(process.env)
      .filter((name) => /^npm_(?!config_(?:cache|registry)$)/i.test(name))
      .map((name) => [name, undefined]),
  ),
  // What npm installed before is in its cache.
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
};

/** The repository of a folder, which is made one if there is none. */
export function repositoryIn(folder: string): TestRepository {
  mkdirSync(folder, { recursive: true });
  const git = (...args: readonly string[]): string => {
    const { code, out, err } = run(folder, 'git', ['-c', 'protocol.file.allow=always', ...args], gitEnvironment);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${err}`);
    return out.trim();
  };
  if (run(folder, 'git', ['rev-parse', '--git-dir'], gitEnvironment).code !== 0) git('init', '-q', '-b', 'main');
  return {
    folder,
    git,
    commit: (files, message = 'change') => {
      writeFiles(folder, files);
      git('add', '-A');
      git('commit', '-qm', message, '--allow-empty', '--no-verify');
      return git('rev-parse', 'HEAD');
    },
    armlock: (...args) => armlock(folder, args, gitEnvironment),
    armlockWith: (input, ...args) =>
      ran(
        spawnSync(process.execPath, [cli, ...args], {
          cwd: folder,
          encoding: 'utf8',
          input,
          env: { ...process.env, ...gitEnvironment },
        }),
      ),
  };
}

/** A template of a vault with a level of immutability. */
export function vaultTemplate(state: string, name = 'rsv-prod'): string {
  return `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.RecoveryServices/vaults",
      "apiVersion": "2024-04-01",
      "name": "${name}",
      "location": "westeurope",
      "sku": { "name": "RS0", "tier": "Standard" },
      "properties": {
        "securitySettings": {
          "immutabilitySettings": { "state": "${state}" }
        }
      }
    }
  ]
}
`;
}
