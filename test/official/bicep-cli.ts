import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { ContextOptions } from '../../src/arm/context.ts';
import type { Need } from '../support/needs.ts';

/** The version whose answers are facts here; `scripts/get-oracle.mjs` restores it. */
export const oracleVersion = '0.49.2';

const platform = `${{ win32: 'win', darwin: 'osx' }[process.platform as string] ?? 'linux'}-${process.arch}`;
const cache = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget', 'packages');
const restored = path.join(cache, `azure.bicep.commandline.${platform}`, oracleVersion, 'tools', 'bicep');

/** The official CLI, or undefined where it is not installed. */
export const oracleCommand = [process.env['ARMLOCK_BICEP_CLI'], restored, `${restored}.exe`].find(
  (file) => file !== undefined && existsSync(file),
);

/** The official CLI, for tests that ask it. */
export const oracle: Need = {
  missing:
    oracleCommand === undefined ? 'the official CLI is not installed; scripts/get-oracle.mjs restores it' : undefined,
};

/** What the official CLI says of a deployment: its prediction as JSON text, or why it refuses. */
export type Prediction = { readonly snapshot: string } | { readonly refused: string };

/** Files of a program by name, and the parameter file whose deployment is to be predicted. */
export interface Program {
  readonly files: Readonly<Record<string, string>>;
  readonly parameters: string;
  readonly context: ContextOptions;
}

/** What the official compiler makes of a Bicep file, and the errors that it finds. */
export interface Compiled {
  readonly json: string | undefined;
  readonly errors: readonly string[];
  /** The lines of the file, from 0, on which the language is broken. */
  readonly brokenLines: ReadonlySet<number>;
}

interface CompileDiagnostic {
  readonly source: string;
  readonly level: string;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** An error that the official compiler finds. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  /** Path of the file. */
  readonly source: string;
  /** Counted from 1. */
  readonly line: number;
}

interface CompileResult {
  readonly contents: string | null;
  readonly diagnostics: readonly CompileDiagnostic[];
}

interface Reply {
  readonly result?: object;
  readonly error?: { readonly message: string };
}

function errorsIn({ diagnostics = [] }: Partial<CompileResult>): readonly string[] {
  return diagnostics.filter(({ level }) => level === 'Error').map(({ code, message }) => `${code} ${message}`);
}

/** Rules of style are no part of the language. */
function brokenLinesOf({ diagnostics = [] }: Partial<CompileResult>, file: string): ReadonlySet<number> {
  const errors = diagnostics.filter(({ level, code }) => level === 'Error' && code.startsWith('BCP'));
  return new Set(errors.flatMap(({ source, range }) => (path.basename(source) === file ? [range.start.line] : [])));
}

/** A running official CLI. It answers a program in some milliseconds once it is warm; starting it takes a second. */
export class BicepCli {
  readonly process: ChildProcessWithoutNullStreams;
  readonly folder = mkdtempSync(path.join(tmpdir(), 'armlock-oracle-'));
  readonly waiting = new Map<number, (reply: Reply) => void>();
  received = Buffer.alloc(0);
  asked = 0;

  constructor(command: string) {
    if (process.platform !== 'win32') chmodSync(command, 0o755);
    this.process = spawn(command, ['jsonrpc', '--stdio'], { stdio: 'pipe' });
    this.process.stdout.on('data', (chunk: Buffer) => this.receive(chunk));
    this.process.on('exit', () => {
      for (const answer of this.waiting.values()) answer({ error: { message: 'the official CLI has ended' } });
    });
  }

  /** Predicts the deployment of a program. Each is asked under a name of its own, because the CLI caches files. */
  async predict({ files, parameters, context }: Program): Promise<Prediction> {
    const folder = this.write(files);
    const { managementGroup, ...rest } = context;
    const metadata = { ...rest, ...(managementGroup !== undefined && { managementGroupId: managementGroup }) };
    const file = path.join(folder, parameters);
    const { result, error } = await this.ask('bicep/getSnapshot', { path: file, metadata, externalInputs: null });
    rmSync(folder, { recursive: true });
    return result ? (result as { readonly snapshot: string }) : { refused: error?.message ?? 'no answer' };
  }

  /** Compiles a Bicep file to JSON. */
  async compile(files: Program['files'], template: string): Promise<Compiled> {
    const folder = this.write(files);
    const { result, error } = await this.ask('bicep/compile', { path: path.join(folder, template) });
    rmSync(folder, { recursive: true });
    const compiled = (result ?? {}) as Partial<CompileResult>;
    const errors = error ? [error.message] : errorsIn(compiled);
    return { json: compiled.contents ?? undefined, errors, brokenLines: brokenLinesOf(compiled, template) };
  }

  /** The errors that the compiler finds in a parameter file and the template that it is for. */
  async errorsOf(files: Program['files'], parameters: string): Promise<readonly string[]> {
    const folder = this.write(files);
    const options = { path: path.join(folder, parameters), parameterOverrides: {} };
    const { result, error } = await this.ask('bicep/compileParams', options);
    rmSync(folder, { recursive: true });
    return error ? [error.message] : errorsIn((result ?? {}) as Partial<CompileResult>);
  }

  /** The errors of a Bicep file and of those that it needs, or why there is no answer. */
  async faultsOf(file: string): Promise<readonly Fault[]> {
    const isParameterFile = file.endsWith('.bicepparam');
    const options = { path: file, ...(isParameterFile && { parameterOverrides: {} }) };
    const { result, error } = await this.ask(isParameterFile ? 'bicep/compileParams' : 'bicep/compile', options);
    if (!result) throw new Error(error?.message ?? 'no answer');
    const { diagnostics } = result as CompileResult;
    return diagnostics
      .filter(({ level }) => level === 'Error')
      .map(({ code, message, source, range }) => ({ code, message, source, line: range.start.line + 1 }));
  }

  /** The JSON parameter file that the compiler makes of one in Bicep. */
  async compileParameters(files: Program['files'], parameters: string): Promise<string> {
    const folder = this.write(files);
    const options = { path: path.join(folder, parameters), parameterOverrides: {} };
    const { result, error } = await this.ask('bicep/compileParams', options);
    rmSync(folder, { recursive: true });
    const made = (result as { readonly parameters?: string } | undefined)?.parameters;
    if (made === undefined) throw new Error(error?.message ?? 'it makes no parameters of the file');
    return made;
  }

  write(files: Program['files']): string {
    const folder = path.join(this.folder, `${this.asked}`);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return folder;
  }

  ask(method: string, params: object): Promise<Reply> {
    this.asked += 1;
    const id = this.asked;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  /** Messages are framed as in the language server protocol. */
  receive(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const end = this.received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString('latin1', 0, end))?.[1]);
      const start = end + 4;
      if (this.received.length < start + length) return;
      const message = JSON.parse(this.received.toString('utf8', start, start + length)) as Reply & { id: number };
      this.received = this.received.subarray(start + length);
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    }
  }

  stop(): void {
    this.process.stdin.end();
    this.process.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
