/** A request that takes longer is given up. In milliseconds. */
const patience = 15_000;

/** Asks GitHub something; what it answers may be anything. */
export type Ask = (method: string, address: string, body?: object) => Promise<unknown>;

/** @param hint what a refusal means, as a clause */
export function askWith(token: string, hint: string): Ask {
  return async (method, address, body) => {
    const response = await fetch(address, {
      method,
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': 'armlock',
        'x-github-api-version': '2022-11-28',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response.json();
    throw new Error(`GitHub answers ${response.status}${response.status === 403 ? `; ${hint}` : ''}.`);
  };
}

/** Where the API has the issues of the repository of a run; undefined if the runner does not say it. */
export function issuesAddress(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const [server, repository] = [env['GITHUB_API_URL'], env['GITHUB_REPOSITORY']];
  if (!server || !repository || !/^[\w.-]+\/[\w.-]+$/.test(repository)) return undefined;
  return `${server}/repos/${repository}/issues`;
}
