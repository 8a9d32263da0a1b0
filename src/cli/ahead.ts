import { existsSync } from 'node:fs';
import path from 'node:path';
import { configurationName } from '../config/configuration.ts';
import { type Asked, answersOf, askAhead } from '../git/ahead.ts';
import type { Answers } from '../git/answers.ts';
import { changesIn, indexIn, indexQuestion, leadsElsewhere, recordsIn, stagedQuestion } from '../git/listing.ts';
import { placeQuestion } from '../git/repository.ts';
import { silenceText } from '../report/writing/result-text.ts';
import { isCandidate } from '../workspace/references.ts';

/** Options of `diff` that decide by something else than HEAD and the index. */
const others = ['--base', '--exact-base', '--head', '--parameters'];

/** What a commit hook needs to know in any case. */
interface Staged {
  readonly changes: Asked;
  readonly place: Asked;
  readonly index: Asked;
  /** Whether nothing but what is staged was asked for: no other report, rules or configuration. */
  readonly isPlain: boolean;
}

/**
 * Asks git about what is staged, while the program is loaded; undefined for runs about something else. A wrong guess
 * costs time and nothing else: an answer is used where the very same question is asked.
 */
export function askAboutStaged([command, ...options]: readonly string[], env: NodeJS.ProcessEnv): Staged | undefined {
  const revisionsAreGiven = options.includes('--pre-commit') && Boolean(env['PRE_COMMIT_FROM_REF']);
  if (command !== 'diff' || revisionsAreGiven || !options.some(isStaged) || options.some(isOther)) return undefined;
  const folder = currentFolder();
  if (folder === undefined) return undefined;
  // The first one decides whether the others are waited for.
  const changes = askAhead(folder, stagedQuestion('HEAD'));
  const [place, index] = [askAhead(folder, placeQuestion), askAhead(folder, indexQuestion)];
  return { changes, place, index, isPlain: options.length === 1 };
}

/** Undefined if it was deleted, which the program says. */
function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

function isStaged(option: string): boolean {
  return option === '--staged' || option === '--pre-commit';
}

function isOther(option: string): boolean {
  return others.some((name) => option.startsWith(name));
}

export async function answersAbout({ changes, place, index }: Staged): Promise<Answers> {
  return answersOf([changes, place, index]);
}

/**
 * What a run says that has nothing to look at, because what is staged can be no part of a template: most commits are of
 * that kind, and then the program need not be loaded. Undefined wherever the program has to decide.
 */
export async function answerIfUntouched(staged: Staged): Promise<string | undefined> {
  const isNothing = staged.isPlain && (await isUntouched(staged).catch(() => false));
  return isNothing ? nothingText() : undefined;
}

async function isUntouched({ changes, place, index }: Staged): Promise<boolean> {
  const changed = await changes.answer;
  if (!changed?.ok) return false;
  const list = changesIn(recordsIn(changed.stdout));
  if (list.some((one) => leadsElsewhere(one) || mayBeLinked(one.file) || one.file === configurationName)) return false;
  const [where, listed] = await Promise.all([place.answer, index.answer]);
  if (!where?.ok || !isRoot(where.stdout.toString('utf8')) || !listed?.ok) return false;
  const files = indexIn(recordsIn(listed.stdout));
  // A configuration can declare files of any name, and Bicep can load them.
  return [...files].every(
    ([file, { kind }]) =>
      kind !== 'conflict' && file !== configurationName && (list.length === 0 || !/\.bicep$/i.test(file)),
  );
}

/** Endings of files to which no template links, though it could. */
const plain =
  /\.(?:md|rst|[cm]?[jt]sx?|py|cs|go|java|kt|rb|rs|php|[ch]|cpp|css|scss|html?|svg|png|jpe?g|gif|ico|pdf|ya?ml|toml|lock|sh|ps1|sql|csv|tf)$/i;

/** Whether a file may be a template, or one to which a template links under another name. */
function mayBeLinked(file: string): boolean {
  return isCandidate(file) || !plain.test(file);
}

/** Whether the answer to `placeQuestion` says that the current folder is the root of a working tree. */
function isRoot(answer: string): boolean {
  const [, prefix, worktree = ''] = answer.split('\n');
  const folder = process.cwd();
  return prefix === '' && path.resolve(worktree) === folder && existsSync(path.join(folder, '.git'));
}

function nothingText(): string {
  const nothing = { vaults: 0, policies: 0, items: 0, protections: 0 };
  const compared = { targets: 0, unchangedTargets: 0, unguardedTargets: 0, ...nothing };
  const summary = { errors: 0, warnings: 0, notes: 0, parts: 0, compared };
  return `${silenceText({ summary, mode: 'diff', waived: [] })}\n`;
}
