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
import { baseOfEvent } from './event.ts';
import { linksOf } from './urls.ts';

/** What the action sees of the runner. */
export type ActionIo = Pick<Io, 'out' | 'env' | 'links'>;

/** Options of `diff` that are inputs of the same name, taken over as they are. */
const passedOn = ['head', 'config', 'context', 'mode', 'unknown', 'fail-on', 'module-cache'] as const;

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
  const base = input('base') === '' ? baseOfEvent(io.env, folder) : { revision: input('base'), exact: false };
  if (base === 'deleted') {
    io.out('A branch was deleted; there is nothing to check.\n');
    return exitCodes.clean;
  }
  if (!base) {
    return failed(
      io,
      exitCodes.usage,
      `The event '${io.env['GITHUB_EVENT_NAME'] ?? ''}' has no base; set the input 'base'.`,
    );
  }
  // An input says what is judged whatever is checked out.
  const wrong = input('head') === '' ? wrongCheckout(io.env, folder) : undefined;
  if (wrong !== undefined) return failed(io, exitCodes.usage, wrong);
  const temporary = io.env['RUNNER_TEMP'] || tmpdir();
  const scratch = orSay(`The folder '${temporary}'`, () => mkdtempSync(path.join(temporary, 'armlock-')));
  try {
    const links = linksOf(io.env, folder, input('head') || 'HEAD');
    return await judge({ ...io, links }, argumentsOf(input, base), scratch, input);
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

function argumentsOf(input: Input, base: { readonly revision: string; readonly exact: boolean }): readonly string[] {
  const given = passedOn.filter((name) => input(name) !== '').map((name) => `--${name}=${input(name)}`);
  return [
    'diff',
    `--base=${base.revision}`,
    ...(base.exact ? ['--exact-base'] : []),
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
    ...(isOn(input('summary')) ? [`markdown=${summary}`] : []),
    ...(sarif === '' ? [] : [`sarif=${sarif}`]),
    ...(isOn(input('annotations')) ? ['github'] : []),
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
  if (summary !== undefined && existsSync(summary))
    append(io.env['GITHUB_STEP_SUMMARY'], readFileSync(summary, 'utf8'));
  const made = json !== undefined && existsSync(json);
  const counts = made ? countsOf(readFileSync(json, 'utf8')) : { complete: 'false' };
  const hasSarif = made && sarif !== '';
  writeOutputs(io, { 'exit-code': String(code), ...counts, ...(hasSarif && { 'sarif-file': sarif }) });
  if (stderr.length > 0) failed(io, code, stderr.join('') + adviceFor(ending));
  return code;
}

/** A workflow does not run git by hand: the step that checks out is where to change something. */
function adviceFor(error: unknown): string {
  return error instanceof NotFetchedError ? 'In a workflow, set fetch-depth: 0 for actions/checkout.\n' : '';
}

/** As YAML spells it. */
function isOn(text: string): boolean {
  return text.toLowerCase() !== 'false';
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
