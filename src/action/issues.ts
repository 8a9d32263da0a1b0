import { code, prose } from '../report/formats/markdown-text.ts';
import { clipped } from '../report/writing/order.ts';
import { printable } from '../report/writing/sanitize.ts';
import { groupBy } from '../text/group-by.ts';
import { hashOf } from '../text/hash.ts';
import { type Ask, askWith, issuesAddress } from './github-api.ts';

/** What is read of a JSON report. */
export interface StateReport {
  readonly complete: boolean;
  readonly findings: readonly StateFinding[];
  readonly notices: readonly { readonly code: string; readonly revision: string }[];
}

interface StateFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly resource: { readonly type: string; readonly name: string; readonly scope: string };
  readonly anchor: { readonly file: string; readonly line: number };
  readonly outcomeDetail: { readonly text: string } | null;
}

export interface IssueOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly token: string;
  /** What was compared, as the workflow names it: an issue is that of a vault in one target. */
  readonly target: string;
  /** The text of the live state: a vault that it does not have may be there all the same. */
  readonly state: string;
}

/** What was done, or why it could not be. */
export type IssuesKept =
  | {
      readonly kind: 'kept';
      readonly opened: number;
      readonly updated: number;
      readonly closed: number;
      readonly left: number;
    }
  | { readonly kind: 'failed'; readonly why: string };

/** More open issues are not looked through; a page has a hundred. */
const maxPages = 20;

/** More vaults than these are not opened issues for at once: a person would have to close them. */
const maxOpened = 50;

const maxFindings = 100;
const maxText = 400;

/**
 * Keeps one open issue for each vault of which a template asks for less protection than Azure has. Issues of earlier runs
 * are brought up to date, and closed once a complete comparison that saw the vault finds nothing. The same report leaves
 * everything as it is.
 */
export async function keepIssues(report: StateReport, options: IssueOptions): Promise<IssuesKept> {
  const { env, token, target } = options;
  const issues = issuesAddress(env);
  if (token === '') return { kind: 'failed', why: `The input 'github-token' is empty.` };
  if (issues === undefined) return { kind: 'failed', why: 'The runner names no server or repository.' };
  const ask = askWith(token, 'the job needs the permission issues: write');
  try {
    const open = await ownIssues(ask, issues, keyOf(target));
    if (!open)
      return { kind: 'failed', why: `There are more than ${100 * maxPages} open issues, so that none is opened.` };
    return await bringUpToDate(wantedIssues(report, options), open, {
      ask,
      issues,
      report,
      seen: seenVaults(options.state),
    });
  } catch (error) {
    return { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

interface Keeping {
  readonly ask: Ask;
  readonly issues: string;
  readonly report: StateReport;
  readonly seen: ReadonlySet<string>;
}

async function bringUpToDate(
  wanted: ReadonlyMap<string, WantedIssue>,
  open: readonly OwnIssue[],
  { ask, issues, report, seen }: Keeping,
): Promise<IssuesKept> {
  let [opened, updated, closed, left] = [0, 0, 0, 0];
  const known = new Set<string>();
  const isWhole =
    report.complete && !report.notices.some(({ code: kind, revision }) => kind === 'gap' && revision === 'base');
  for (const { number, vault, title, body } of open) {
    const want = known.has(vault) ? undefined : wanted.get(vault);
    const isTwice = known.has(vault);
    if (want) {
      known.add(vault);
      if (want.title === title && want.body === body) continue;
      await ask('PATCH', `${issues}/${number}`, want);
      updated += 1;
    } else if (isTwice || (isWhole && seen.has(vault))) {
      await ask('PATCH', `${issues}/${number}`, { state: 'closed', state_reason: 'completed' });
      closed += 1;
    } else left += 1;
  }
  const fresh = [...wanted].filter(([vault]) => !known.has(vault)).map(([, want]) => want);
  for (const want of fresh.slice(0, maxOpened)) {
    await ask('POST', issues, want);
    opened += 1;
  }
  if (fresh.length > maxOpened)
    return { kind: 'failed', why: `${maxOpened} issues are opened; ${fresh.length - maxOpened} more vaults differ.` };
  return { kind: 'kept', opened, updated, closed, left };
}

interface WantedIssue {
  readonly title: string;
  readonly body: string;
}

/** The issues that there must be, by the key of their vault. */
function wantedIssues({ findings }: StateReport, { target }: IssueOptions): ReadonlyMap<string, WantedIssue> {
  const told = findings.filter(({ severity }) => severity !== 'note');
  const byVault = groupBy(told, ({ resource }) => keyOf(vaultId(resource)));
  return new Map([...byVault].map(([vault, own]) => [vault, issueFor(vault, own, target)] as const));
}

function issueFor(vault: string, findings: readonly StateFinding[], target: string): WantedIssue {
  const [first] = findings;
  const name = first?.resource.name.split('/')[0] ?? '';
  const lines = findings.slice(0, maxFindings).map(({ rule, severity, message, anchor, outcomeDetail }) => {
    const azure = outcomeDetail ? ` ${prose(clipped(outcomeDetail.text, maxText))}` : '';
    const place = code(`${clipped(anchor.file, maxText)}:${anchor.line}`);
    return `- **${prose(severity)}** ${prose(clipped(message, maxText))}${azure} (${place}, ${code(rule)})`;
  });
  const more = findings.length > maxFindings ? [`- and ${findings.length - maxFindings} more`] : [];
  return {
    title: `armlock: ${titleText(name)} has more protection in Azure than in ${titleText(target)}`,
    body: [
      `${markOf(keyOf(target), vault)}`,
      `A deployment of ${code(clipped(target, maxText))} would weaken the protection that ${code(clipped(name, maxText))} has in ${code(clipped(first?.resource.scope ?? '', maxText))}:`,
      '',
      ...lines,
      ...more,
      '',
      'Put into the template what Azure has, or change Azure on purpose. This issue closes by itself once both agree.',
    ].join('\n'),
  };
}

/** A title is no Markdown, and nothing in it may look like anything but a name. */
function titleText(text: string): string {
  return clipped(printable(text).replace(/[^\p{L}\p{N} ._()[\]/-]/gu, '?'), 80);
}

const keyLength = 32;

/** What stands for a target or a vault in a mark: their names may be anything. */
function keyOf(text: string): string {
  return hashOf([text]).slice(0, keyLength);
}

/** What marks an issue of armlock. Hosts show nothing of it. */
function markOf(target: string, vault: string): string {
  return `<!-- armlock-state ${target} ${vault} -->`;
}

const mark = /^<!-- armlock-state ([0-9a-f]{32}) ([0-9a-f]{32}) -->/;

/** The id of the vault that a resource is, or belongs to, in lower case. */
function vaultId({ type, name, scope }: StateFinding['resource']): string {
  const vaultType = type.split('/').slice(0, 2).join('/');
  return `${scope}/providers/${vaultType}/${name.split('/')[0]}`.toLowerCase();
}

/** The keys of all ids in the live state, those of vaults among them. */
function seenVaults(state: string): ReadonlySet<string> {
  const ids = [...state.matchAll(/"(\/subscriptions\/[^"\\]{1,2048})"/gi)].map(([, id = '']) => id.toLowerCase());
  return new Set(ids.map(keyOf));
}

/** An open issue of an earlier run. */
interface OwnIssue extends WantedIssue {
  readonly number: number;
  readonly vault: string;
}

/** The open issues of earlier runs about a target, the oldest first; undefined if there are too many to be sure. */
async function ownIssues(ask: Ask, issues: string, target: string): Promise<readonly OwnIssue[] | undefined> {
  const own: OwnIssue[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const found = await ask('GET', `${issues}?state=open&sort=created&direction=asc&per_page=100&page=${page}`);
    const all: readonly unknown[] = Array.isArray(found) ? found : [];
    own.push(...all.flatMap((one) => ownIssueOf(one, target)));
    if (all.length < 100) return own;
  }
  return undefined;
}

/** What a person wrote stays as it is, whatever is in it. */
function ownIssueOf(issue: unknown, target: string): readonly OwnIssue[] {
  if (typeof issue !== 'object' || issue === null || 'pull_request' in issue) return [];
  const { number, title, body, user } = issue as Readonly<Record<string, unknown>>;
  const isBot = typeof user === 'object' && user !== null && 'type' in user && user.type === 'Bot';
  if (!isBot || typeof body !== 'string' || typeof title !== 'string' || !Number.isSafeInteger(number)) return [];
  // Hosts may store other line breaks than they were sent.
  const text = body.replaceAll('\r\n', '\n');
  const [, ofTarget, vault] = mark.exec(text) ?? [];
  return ofTarget === target && vault !== undefined ? [{ number: Number(number), title, body: text, vault }] : [];
}
