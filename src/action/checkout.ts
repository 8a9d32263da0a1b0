import { runGit } from '../git/command.ts';
import { type Environment, pullRequestOf } from './event.ts';

/**
 * Why what is checked out is not what a pull request asks for, or undefined if it is, or if the event is about
 * something else. Base compared with itself would always be well.
 *
 * @param folder the checkout
 */
export function wrongCheckout(env: Environment, folder: string): string | undefined {
  const request = pullRequestOf(env);
  const commit = request && checkedOut(folder);
  if (!request || !commit) return undefined;
  const { headSha, mergeSha } = request;
  const [, merged, ...more] = commit.parents;
  const isHead = commit.sha === headSha;
  const isMergeOfHead = headSha !== undefined && merged === headSha && more.length === 0;
  // For `pull_request_target`, this is the tip of the base branch.
  const isMergeOfEvent = env['GITHUB_EVENT_NAME'] === 'pull_request' && commit.sha === env['GITHUB_SHA'];
  // The event can name the merge of an older head; what is merged can have one parent.
  const isSquashed = commit.sha === mergeSha && merged === undefined;
  return isHead || isMergeOfHead || isMergeOfEvent || isSquashed ? undefined : refusal(commit.sha);
}

function refusal(sha: string): string {
  return `The commit that is checked out, ${sha.slice(0, 12)}, is neither the head of the pull request nor its merge commit, so its changes would not be checked. Set this input of actions/checkout: ref: \${{ github.event.pull_request.head.sha }}`;
}

interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** The commit at HEAD with its parents, which a shallow clone knows by name; undefined if git does not know. */
function checkedOut(folder: string): Commit | undefined {
  const named = runGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const sha = named.stdout.toString('utf8').trim();
  const content = named.ok ? runGit(folder, ['cat-file', 'commit', sha]) : named;
  if (!content.ok) return undefined;
  const [header = ''] = content.stdout.toString('utf8').split('\n\n');
  return { sha, parents: [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent) };
}
