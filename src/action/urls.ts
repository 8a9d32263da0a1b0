import type { Io } from '../cli/io.ts';
import { runGit } from '../git/command.ts';
import { type Links, uriOf } from '../report/writing/urls.ts';
import { shippedPage } from '../rules/shipped.ts';
import { startOf } from '../text/source.ts';

/**
 * Links to what GitHub shows: the files of the commit that is judged, and the pages of rules where the action is.
 *
 * @param head a name of the commit
 */
export function linksOf(env: Io['env'], folder: string, head: string): Links {
  const { stdout } = runGit(folder, ['rev-parse', '--quiet', '--verify', '--end-of-options', `${head}^{commit}`]);
  const files = treeAt(env, env['GITHUB_REPOSITORY'], stdout.toString('utf8').trim());
  const own = treeAt(env, env['GITHUB_ACTION_REPOSITORY'], env['GITHUB_ACTION_REF']);
  return {
    ...(files !== undefined && {
      addressOf: (span) => `${files}/${uriOf(span.file.path)}#L${startOf(span).line}`,
    }),
    ...(own !== undefined && {
      // Rules of a user have none.
      pageOf: ({ id }) => (shippedPage(id) === undefined ? undefined : `${own}/rules/${id}.md`),
    }),
  };
}

function treeAt(env: Io['env'], repository: string | undefined, revision: string | undefined): string | undefined {
  const server = env['GITHUB_SERVER_URL'];
  if (!server || !repository || !revision || !/^https:\/\//.test(server)) return undefined;
  return `${server}/${uriOf(repository)}/blob/${uriOf(revision)}`;
}
