import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gitEnvironment } from './command.ts';

/** What a commit has at a path: text, bytes, a link, or a submodule. */
export type Entry = string | Uint8Array | { readonly link: string } | { readonly submodule: string };

/** Files by path; undefined takes one away. */
export type Entries = Readonly<Record<string, Entry | undefined>>;

/**
 * Writes commits into a repository at once, in which pairs of revisions cost next to nothing. The first revision of a
 * pair has no parent, and the second one follows it. Gives their ids.
 */
export function commitPairs(
  folder: string,
  pairs: readonly (readonly [Entries, Entries])[],
): readonly (readonly [string, string])[] {
  const stream = pairs.flatMap(([base, head], index) => [
    ...commit(`refs/heads/pair-${index}`, 2 * index + 1, undefined, base),
    ...commit(`refs/heads/pair-${index}`, 2 * index + 2, 2 * index + 1, head),
  ]);
  const marks = path.join(folder, '.git', 'marks-of-test');
  const { status, stderr } = spawnSync('git', ['fast-import', '--quiet', `--export-marks=${marks}`], {
    cwd: folder,
    env: { ...process.env, ...gitEnvironment },
    input: Buffer.concat(stream),
  });
  if (status !== 0) throw new Error(`git fast-import: ${String(stderr)}`);
  const ids = new Map(
    readFileSync(marks, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.slice(1).split(' ') as [string, string]),
  );
  return pairs.map((_, index) => [ids.get(String(2 * index + 1)) ?? '', ids.get(String(2 * index + 2)) ?? '']);
}

function commit(ref: string, mark: number, parent: number | undefined, entries: Entries): readonly Buffer[] {
  const from = parent === undefined ? '' : `from :${parent}\n`;
  return [
    Buffer.from(`commit ${ref}\nmark :${mark}\ncommitter Test <test@example.com> 1700000000 +0000\ndata 0\n${from}`),
    // A folder may take the place of a file, so that what goes goes first.
    ...Object.entries(entries).flatMap(([file, entry]) =>
      entry === undefined ? [Buffer.from(`D ${quoted(file)}\n`)] : [],
    ),
    ...Object.entries(entries).flatMap(([file, entry]) => (entry === undefined ? [] : written(file, entry))),
    Buffer.from('\n'),
  ];
}

function written(file: string, entry: Entry): readonly Buffer[] {
  if (typeof entry === 'string' || entry instanceof Uint8Array)
    return inline('100644', file, Buffer.from(entry as string));
  if ('link' in entry) return inline('120000', file, Buffer.from(entry.link));
  return [Buffer.from(`M 160000 ${entry.submodule} ${quoted(file)}\n`)];
}

function inline(mode: string, file: string, content: Buffer): readonly Buffer[] {
  return [Buffer.from(`M ${mode} inline ${quoted(file)}\ndata ${content.length}\n`), content, Buffer.from('\n')];
}

/** As git quotes a path. */
function quoted(file: string): string {
  return `"${file.replace(/["\\]/g, '\\$&')}"`;
}
