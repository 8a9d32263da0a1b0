import type { Io } from '../cli/io.ts';
import { type Ask, askWith, issuesAddress } from './github-api.ts';

/** What marks the comment of armlock. Hosts show nothing of it. */
const mark = '<!-- armlock -->';

export interface CommentOptions {
  readonly env: Io['env'];
  readonly token: string;
  /** Whether there is something to say; otherwise only a comment that is there already is brought up to date. */
  readonly isNeeded: boolean;
}

/** More comments are not looked through; a page has a hundred. */
const maxPages = 10;

/**
 * Writes a comment on a pull request, or brings the one up to date that an earlier run wrote. Gives the reason if that
 * is not possible.
 */
export async function commentOn(
  number: number,
  markdown: string,
  { env, token, isNeeded }: CommentOptions,
): Promise<string | undefined> {
  const issues = issuesAddress(env);
  if (token === '') return `The input 'github-token' is empty.`;
  if (issues === undefined) return 'The runner names no server or repository.';
  const ask = askWith(token, 'the job needs the permission pull-requests: write, which forks do not get');
  const body = { body: `${mark}\n${markdown}` };
  try {
    const own = await ownComment(ask, `${issues}/${number}/comments`);
    if (own !== undefined) await ask('PATCH', `${issues}/comments/${own}`, body);
    else if (isNeeded) await ask('POST', `${issues}/${number}/comments`, body);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The comment of an earlier run. What a person wrote stays as it is, whatever is in it. */
async function ownComment(ask: Ask, address: string): Promise<number | undefined> {
  for (let page = 1; page <= maxPages; page += 1) {
    const found = await ask('GET', `${address}?per_page=100&page=${page}`);
    const comments: readonly unknown[] = Array.isArray(found) ? found : [];
    const own = comments.map(ownIdOf).find((id) => id !== undefined);
    if (own !== undefined || comments.length < 100) return own;
  }
  return undefined;
}

function ownIdOf(comment: unknown): number | undefined {
  if (typeof comment !== 'object' || comment === null) return undefined;
  const { id, body, user } = comment as { id?: unknown; body?: unknown; user?: { type?: unknown } | null };
  const isOwn = user?.type === 'Bot' && typeof body === 'string' && body.startsWith(mark);
  return isOwn && Number.isSafeInteger(id) ? Number(id) : undefined;
}
