import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCodes, type Io } from '../cli/io.ts';
import { main } from '../cli/main.ts';
import { NotFetchedError } from '../git/failure.ts';
import { annotation } from '../report/formats/github.ts';
import { fenced } from '../report/formats/markdown-text.ts';
import { printable } from '../report/writing/sanitize.ts';
import { wrongCheckout } from './checkout.ts';
import { commentOn } from './comment.ts';
import { asksForState, baseOfEvent, pullRequestOf } from './event.ts';
import { keepIssues, type StateReport } from './issues.ts';
import { linksOf } from './urls.ts';

/** What the action sees of the runner. */
export type ActionIo = Pick<Io, 'out' | 'env' | 'links'>;

/** Options that are inputs of the same name, taken over as they are. */
const passedOn = ['config', 'context', 'unknown', 'fail-on', 'module-cache'] as const;

/** Those that only a comparison has. */
const passedToDiff = ['head', 'mode'] as const;

/** Runs armlock as a step of a workflow. Gives the exit code, which fails the step unless it is 0. */
export async function runAction(io: ActionIo, folder: string): Promise<number> {
  try {
    return await runStep(io, folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    io.out(`${annotation('error', 'armlock could not judge this change', printable(reason))}\n`);
    return exitCodes.incomplete;
  }
}

async function runStep(io: ActionIo, folder: string): Promise<number> {
  const input = inputsOf(io.env);
  const wrongInput = wrongInputOf(input);
  if (wrongInput !== undefined) return failed(io, exitCodes.usage, wrongInput);
  if (input('base-state') !== '') {
    return inScratch(io, folder, input, ['diff', `--base-state=${input('base-state')}`, ...parametersOf(input)]);
  }
  const isState = input('command') === 'check' || (input('command') === '' && isAboutState(io.env, input));
  if (isState) {
    if (input('command') === '') io.out(`The event is about no change, so that the state of all targets is judged.\n`);
    return inScratch(io, folder, input, ['check']);
  }
  const base = input('base') === '' ? baseOfEvent(io.env, folder) : { revision: input('base'), exact: false };
  if (base === 'deleted') {
    io.out('A branch was deleted; there is nothing to check.\n');
    return exitCodes.clean;
  }
  if (!base) {
    return failed(
      io,
      exitCodes.usage,
      `The event '${io.env['GITHUB_EVENT_NAME'] ?? ''}' has no base; set the input 'base', or 'command: check' to judge the state.`,
    );
  }
  // An input says what is judged whatever is checked out.
  const wrong = input('head') === '' ? wrongCheckout(io.env, folder) : undefined;
  if (wrong !== undefined) return failed(io, exitCodes.usage, wrong);
  if (base.notice !== undefined) {
    io.out(`${annotation('note', 'armlock compares with another base', printable(base.notice))}\n`);
  }
  return inScratch(io, folder, input, ['diff', `--base=${base.revision}`, ...(base.exact ? ['--exact-base'] : [])]);
}

function parametersOf(input: Input): readonly string[] {
  return lines(input('parameters')).map((file) => `--parameters=${file}`);
}

/** What is asked for is a change only if something says with what to compare. */
function isAboutState(env: Io['env'], input: Input): boolean {
  return input('base') === '' && asksForState(env);
}

/** Runs a command with a folder for what only this step reads. */
async function inScratch(io: ActionIo, folder: string, input: Input, command: readonly string[]): Promise<number> {
  const temporary = io.env['RUNNER_TEMP'] || tmpdir();
  const scratch = orSay(`The folder '${temporary}'`, () => mkdtempSync(path.join(temporary, 'armlock-')));
  try {
    const links = linksOf(io.env, folder, input('head') || 'HEAD');
    return await judge({ ...io, links }, argumentsOf(input, command), scratch, input);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

type Input = (name: string) => string;

/** Inputs as the runner hands them over: in capitals, blanks as underscores; one that is not given is empty. */
function inputsOf(env: Io['env']): Input {
  return (name) => (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function argumentsOf(input: Input, command: readonly string[]): readonly string[] {
  const names = command[0] === 'diff' ? [...passedOn, ...passedToDiff] : passedOn;
  const given = names.filter((name) => input(name) !== '').map((name) => `--${name}=${input(name)}`);
  return [
    ...command,
    ...given,
    ...lines(input('rules')).map((rules) => `--rules=${rules}`),
    ...lines(input('reports')).map((report) => `--report=${report}`),
    '--report=text',
  ];
}

async function judge(io: ActionIo, args: readonly string[], scratch: string, input: Input): Promise<number> {
  const [json, summary] = ['report.json', 'summary.md'].map((name) => path.join(scratch, name));
  const sarif = input('sarif-file');
  const reports = [
    `json=${json}`,
    ...(isOn(input, 'summary') || isOn(input, 'comment') ? [`markdown=${summary}`] : []),
    ...(sarif === '' ? [] : [`sarif=${sarif}`]),
    ...(isOn(input, 'annotations') ? ['github'] : []),
  ];
  const stderr: string[] = [];
  const all = [...args, ...reports.map((report) => `--report=${report}`), '--', ...lines(input('paths'))];
  let ending: unknown;
  const code = await main(all, {
    ...io,
    err: (text) => void stderr.push(text),
    failed: (error) => {
      ending = error;
    },
    terminal: false,
  });
  const markdown =
    ending === undefined && summary !== undefined && existsSync(summary) ? readFileSync(summary, 'utf8') : '';
  if (isOn(input, 'summary')) append(io.env['GITHUB_STEP_SUMMARY'], markdown);
  if (isOn(input, 'comment') && markdown !== '') await comment(io, input, markdown, code);
  const made = json !== undefined && existsSync(json);
  const unkept = isOn(input, 'issues')
    ? await issues(io, input, made ? readFileSync(json, 'utf8') : undefined)
    : undefined;
  const counts = made ? countsOf(readFileSync(json, 'utf8')) : { complete: 'false' };
  const hasSarif = made && sarif !== '';
  writeOutputs(io, { 'exit-code': String(code), ...counts, ...(hasSarif && { 'sarif-file': sarif }) });
  if (stderr.length > 0) failed(io, code, stderr.join('') + adviceFor(ending));
  if (unkept !== undefined) io.out(`${annotation('error', 'armlock cannot keep the issues', printable(unkept))}\n`);
  return unkept !== undefined && code === exitCodes.clean ? exitCodes.incomplete : code;
}

/** Opens, updates and closes issues. Gives the reason if that is not possible: they are how people hear of a finding. */
async function issues(io: ActionIo, input: Input, report: string | undefined): Promise<string | undefined> {
  // A run without a verdict says nothing of any vault.
  if (report === undefined) return undefined;
  const kept = await keepIssues(JSON.parse(report) as StateReport, {
    env: io.env,
    token: input('github-token'),
    target: [...lines(input('paths')), ...lines(input('parameters'))].join(' with '),
    state: readFileSync(input('base-state'), 'utf8'),
  });
  if (kept.kind === 'failed') return kept.why;
  const { opened, updated, closed, left } = kept;
  const rest = left === 0 ? '' : `, ${left} left open, because Azure's answer does not have the vault or is incomplete`;
  io.out(`Issues: ${opened} opened, ${updated} updated, ${closed} closed${rest}.\n`);
  return undefined;
}

/** A workflow does not run git by hand: the step that checks out is where to change something. */
function adviceFor(error: unknown): string {
  return error instanceof NotFetchedError ? 'In a workflow, set fetch-depth: 0 for actions/checkout.\n' : '';
}

/** A comment that cannot be written changes no verdict: requests from forks have a token that may only read. */
async function comment(io: ActionIo, input: Input, markdown: string, code: number): Promise<void> {
  const number = pullRequestOf(io.env)?.number;
  if (number === undefined) return;
  const problem = await commentOn(number, markdown, {
    env: io.env,
    token: input('github-token'),
    isNeeded: code !== exitCodes.clean,
  });
  if (problem !== undefined) {
    io.out(`${annotation('note', 'armlock cannot comment on the pull request', printable(problem))}\n`);
  }
}

/** Switches, with what they are if nothing is given. */
const switches = { annotations: true, summary: true, comment: false, issues: false } as const;

/** Words that YAML has for true and false. */
const words: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

function isOn(input: Input, name: keyof typeof switches): boolean {
  return words[input(name).toLowerCase()] ?? switches[name];
}

/** Why the inputs cannot be meant, if so. */
function wrongInputOf(input: Input): string | undefined {
  const command = input('command');
  const isGiven = (name: keyof typeof switches): boolean => words[input(name).toLowerCase()] === true;
  if (command === 'check' && input('base-state') !== '')
    return `The input 'base-state' goes with diff, not with check.`;
  if (!['', 'diff', 'check'].includes(command)) return `The input 'command' must be diff or check, not '${command}'.`;
  if (input('base-state') === '' && isGiven('issues')) return `The input 'issues' goes with 'base-state'.`;
  if (input('base-state') === '' && input('parameters') !== '') return `The input 'parameters' goes with 'base-state'.`;
  const others = ['base', 'head'].find((name) => input('base-state') !== '' && input(name) !== '');
  if (others !== undefined) return `The inputs 'base-state' and '${others}' cannot be combined.`;
  const isWord = (text: string): boolean => text === '' || Object.hasOwn(words, text.toLowerCase());
  const wrong = Object.keys(switches).find((name) => !isWord(input(name)));
  return wrong === undefined ? undefined : `The input '${wrong}' must be true or false, not '${input(wrong)}'.`;
}

interface ReportCounts {
  readonly complete: boolean;
  readonly summary: { readonly errors: number; readonly warnings: number; readonly notes: number };
}

function countsOf(text: string): Readonly<Record<string, string>> {
  const { complete, summary } = JSON.parse(text) as ReportCounts;
  const { errors, warnings, notes } = summary;
  return {
    complete: String(complete),
    findings: String(errors + warnings + notes),
    errors: String(errors),
    warnings: String(warnings),
    notes: String(notes),
  };
}

/** Outputs are read up to a mark that is not predictable. */
function writeOutputs({ env }: ActionIo, outputs: Readonly<Record<string, string>>): void {
  const mark = `end-${randomUUID()}`;
  const written = Object.entries(outputs).map(([name, value]) => `${name}<<${mark}\n${value}\n${mark}\n`);
  append(env['GITHUB_OUTPUT'], written.join(''));
}

function append(file: string | undefined, text: string): void {
  if (file !== undefined && file !== '') orSay(`The file '${file}'`, () => appendFileSync(file, text));
}

/** Says what cannot be written, and not only why. */
function orSay<T>(what: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Error(`${what} of the runner cannot be written (${code}).`);
  }
}

/** Says in the log and on the page of the run why the change could not be checked. */
function failed({ out, env }: ActionIo, code: number, message: string): number {
  const text = message.trim();
  append(env['GITHUB_STEP_SUMMARY'], `### armlock could not check this change\n\n${fenced('', text)}\n`);
  out(`${annotation('error', 'armlock could not judge this change', text)}\n`);
  return code;
}
