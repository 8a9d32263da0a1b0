import { statSync } from 'node:fs';
import path from 'node:path';
import { runGit } from './command.ts';
import type { Repository } from './repository.ts';

/** Files of git that change when the index, a branch or what was fetched does. */
const watched = ['HEAD', 'index', 'logs/HEAD', 'FETCH_HEAD', 'packed-refs', 'refs/heads', 'refs/remotes'];

/** Answers what is another text as soon as the index or a branch of a repository changes, without starting git again. */
export function gitStamp({ folder }: Repository): () => string {
  const { ok, stdout } = runGit(folder, ['rev-parse', '--git-dir', '--git-common-dir']);
  const places = ok ? stdout.toString('utf8').split('\n').filter(Boolean) : [];
  const files = [...new Set(places.map((place) => path.resolve(folder, place)))].flatMap((place) =>
    watched.map((name) => path.join(place, name)),
  );
  return () => files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? '').join(' ');
}
