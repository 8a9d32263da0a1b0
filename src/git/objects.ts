import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { runGit, startFailure, startGit } from './command.ts';
import { GitError, NotFetchedError } from './failure.ts';
import { firstLine, type Repository } from './repository.ts';

/** The content of an object, or why there is none. */
export type ObjectRead =
  | { readonly kind: 'content'; readonly bytes: Buffer }
  | { readonly kind: 'large' }
  | { readonly kind: 'missing' };

/** Objects that were asked for at once; the answers come in their order. */
interface Request {
  readonly names: readonly string[];
  answered: number;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/**
 * Reads objects of a repository through one `git cat-file --batch`, which lives until it is closed. What was loaded can
 * then be read at once.
 */
export class ObjectReader {
  readonly #repository: Repository;
  readonly #maxSize: number;
  readonly #loaded = new Map<string, ObjectRead>();
  readonly #requests: Request[] = [];
  #process: ChildProcessWithoutNullStreams | undefined;
  #answer = new AnswerReader();

  /** @param maxSize contents with more bytes are not kept */
  constructor(repository: Repository, maxSize: number) {
    this.#repository = repository;
    this.#maxSize = maxSize;
  }

  /** Loads objects by their ids or names, such as `<commit>:<path>`. */
  async load(names: Iterable<string>): Promise<void> {
    const wanted = [...new Set(names)].filter((name) => !this.#loaded.has(name) && !name.includes('\n'));
    if (wanted.length === 0) return;
    const process = this.#start();
    await new Promise<void>((done, failed) => {
      this.#requests.push({ names: wanted, answered: 0, done, failed });
      process.stdin.write(wanted.map((name) => `${name}\n`).join(''));
    });
  }

  /** An object that was loaded. One that nobody foresaw is read by a process of its own. */
  read(name: string): ObjectRead {
    const known = this.#loaded.get(name) ?? this.#readAlone(name);
    this.#loaded.set(name, known);
    return known;
  }

  close(): void {
    this.#process?.stdin.end();
    this.#process = undefined;
  }

  #start(): ChildProcessWithoutNullStreams {
    if (this.#process) return this.#process;
    const process = startGit(this.#repository.folder, ['cat-file', '--batch']);
    this.#answer = new AnswerReader();
    this.#process = process;
    process.stdout.on('data', (chunk: Buffer) => this.#take(chunk));
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-maxTalk);
    });
    // What it says when it ends tells more than that it does not listen.
    process.stdin.on('error', () => {});
    process.on('error', (error) => this.#end(process, new GitError(startFailure(error))));
    process.on('close', () => this.#end(process, endError(said)));
    return process;
  }

  #take(chunk: Buffer): void {
    for (const { bytes } of this.#answer.take(chunk)) {
      const [request] = this.#requests;
      if (!request) return;
      this.#loaded.set(request.names[request.answered] ?? '', this.#readOf(bytes));
      request.answered += 1;
      if (request.answered < request.names.length) continue;
      this.#requests.shift();
      request.done();
    }
  }

  #readOf(bytes: Buffer | undefined): ObjectRead {
    if (!bytes) return { kind: 'missing' };
    return bytes.length > this.#maxSize ? { kind: 'large' } : { kind: 'content', bytes };
  }

  #end(process: ChildProcessWithoutNullStreams, error: Error): void {
    if (process !== this.#process) return;
    this.#process = undefined;
    for (const { failed } of this.#requests.splice(0)) failed(error);
  }

  #readAlone(name: string): ObjectRead {
    if (name.startsWith('-')) return { kind: 'missing' };
    const { ok, stdout } = runGit(this.#repository.folder, ['cat-file', 'blob', name]);
    return this.#readOf(ok ? stdout : undefined);
  }
}

/** What git says to explain itself is no longer than this. */
const maxTalk = 4096;

/** Git ends where it would have to fetch what a partial clone lacks. */
function endError(said: string): GitError {
  if (/promisor remote/.test(said)) return missingContent();
  return new GitError(`git cat-file ended before it answered: ${firstLine(said.trim())}`);
}

/** What to do if a clone knows of a file, but does not have it. */
export function missingContent(): GitError {
  const message = 'this clone knows of files whose contents it does not have; run: git fetch --refetch --no-filter';
  return new NotFetchedError(message);
}

/** An answer of `git cat-file --batch`; without bytes, there is no such object. */
interface Answer {
  readonly bytes: Buffer | undefined;
}

/** Cuts the output of `git cat-file --batch` into answers: a line with the size, the content and a line break. */
class AnswerReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that the answer at hand needs, if its first line was read. */
  #needed: { readonly start: number; readonly size: number } | undefined;

  take(chunk: Buffer): readonly Answer[] {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    const answers: Answer[] = [];
    for (let answer = this.#next(); answer; answer = this.#next()) answers.push(answer);
    return answers;
  }

  #next(): Answer | undefined {
    if (this.#needed && this.#length < this.#needed.start + this.#needed.size + 1) return undefined;
    const buffer = this.#joined();
    const lineEnd = buffer.indexOf(10);
    if (lineEnd < 0) return undefined;
    const [, size] = buffer.toString('latin1', 0, lineEnd).match(/ (?:blob|tree|commit|tag) (\d+)$/) ?? [];
    if (size === undefined) return this.#cut(buffer, lineEnd + 1, undefined);
    this.#needed = { start: lineEnd + 1, size: Number(size) };
    const end = this.#needed.start + this.#needed.size;
    return buffer.length < end + 1 ? undefined : this.#cut(buffer, end + 1, buffer.subarray(lineEnd + 1, end));
  }

  /** What has come and is no part of an answer yet, in one piece. */
  #joined(): Buffer {
    const [first, second] = this.#chunks;
    const joined = first && !second ? first : Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  #cut(buffer: Buffer, end: number, bytes: Buffer | undefined): Answer {
    this.#chunks = buffer.length === end ? [] : [buffer.subarray(end)];
    this.#length = buffer.length - end;
    this.#needed = undefined;
    return { bytes };
  }
}
