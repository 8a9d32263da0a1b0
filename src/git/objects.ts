import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { gitSeconds, noAnswer, notUnderstood, runGit, startFailure, startGit } from './command.ts';
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
  #loadedBytes = 0;
  readonly #requests: Request[] = [];
  #process: ChildProcessWithoutNullStreams | undefined;
  #answer: AnswerReader;
  #watch: NodeJS.Timeout | undefined;

  /** @param maxSize contents with more bytes are not kept */
  constructor(repository: Repository, maxSize: number) {
    this.#repository = repository;
    this.#maxSize = maxSize;
    this.#answer = new AnswerReader(maxSize);
  }

  /** Loads objects by their ids or names, such as `<commit>:<path>`. */
  async load(names: Iterable<string>): Promise<void> {
    const wanted = [...new Set(names)].filter((name) => !this.#loaded.has(name) && !name.includes('\n'));
    if (wanted.length === 0) return;
    const process = this.#start();
    await new Promise<void>((done, failed) => {
      this.#requests.push({ names: wanted, answered: 0, done, failed });
      this.#waitFor(process);
      process.stdin.write(wanted.map((name) => `${name}\n`).join(''));
    });
  }

  /** An object that was loaded. One that was not requested before is read by a process of its own. */
  read(name: string): ObjectRead {
    const known = this.#loaded.get(name) ?? this.#readAlone(name);
    this.#loaded.set(name, known);
    return known;
  }

  /** How much is kept of what was read. */
  get loadedBytes(): number {
    return this.#loadedBytes;
  }

  /** Forgets all contents; they are read again when they are asked for. */
  forget(): void {
    this.#loaded.clear();
    this.#loadedBytes = 0;
  }

  /** Why an object that a revision names is not there. */
  failureOf(name: string): GitError {
    const { stderr } = runGit(this.#repository.folder, ['cat-file', '-t', name]);
    const isDamaged = /corrupt|inflate|unable to (?:unpack|parse)|is empty|too long/.test(stderr);
    return isDamaged ? new GitError(`git cannot read ${name}, which is damaged; run: git fsck`) : missingContent();
  }

  close(): void {
    clearTimeout(this.#watch);
    const process = this.#process;
    this.#process = undefined;
    process?.stdin.end();
    if (!process || this.#requests.length > 0) return;
    // It ends by itself, and no one needs to wait for that.
    process.stdout.destroy();
    process.stderr.destroy();
    process.unref();
  }

  #start(): ChildProcessWithoutNullStreams {
    if (this.#process) return this.#process;
    const process = startGit(this.#repository.folder, ['cat-file', '--batch']);
    this.#answer = new AnswerReader(this.#maxSize);
    this.#process = process;
    process.stdout.on('data', (chunk: Buffer) => {
      const isAnswered = this.#take(chunk);
      if (this.#answer.isLost) this.#giveUp(process, notUnderstood('cat-file'));
      else if (isAnswered) this.#waitFor(process);
    });
    let said = '';
    process.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-maxTalk);
    });
    // Its last message says more than that it does not listen.
    process.stdin.on('error', () => {});
    process.on('error', (error) => this.#end(process, new GitError(startFailure(error))));
    process.on('close', () => this.#end(process, endError(said)));
    return process;
  }

  /** Gives up a git that is asked and answers no more, whatever it writes. */
  #waitFor(process: ChildProcessWithoutNullStreams): void {
    clearTimeout(this.#watch);
    if (this.#requests.length === 0) return;
    this.#watch = setTimeout(() => this.#giveUp(process, noAnswer('cat-file')), gitSeconds() * 1000);
  }

  #giveUp(process: ChildProcessWithoutNullStreams, why: string): void {
    this.#end(process, new GitError(why));
    process.kill('SIGKILL');
    // What it started may hold its pipes, and these would keep this program from ending.
    for (const pipe of [process.stdin, process.stdout, process.stderr]) pipe.destroy();
    process.unref();
  }

  /** Whether that ends an answer. */
  #take(chunk: Buffer): boolean {
    const answers = this.#answer.take(chunk);
    for (const answer of answers) {
      const [request] = this.#requests;
      if (!request) break;
      this.#loaded.set(request.names[request.answered] ?? '', readOf(answer));
      this.#loadedBytes += answer.bytes?.length ?? 0;
      request.answered += 1;
      if (request.answered < request.names.length) continue;
      this.#requests.shift();
      request.done();
    }
    return answers.length > 0;
  }

  #end(process: ChildProcessWithoutNullStreams, error: Error): void {
    if (process !== this.#process) return;
    this.#process = undefined;
    clearTimeout(this.#watch);
    for (const { failed } of this.#requests.splice(0)) failed(error);
  }

  #readAlone(name: string): ObjectRead {
    if (name.startsWith('-')) return { kind: 'missing' };
    const { ok, stdout, stderr } = runGit(this.#repository.folder, ['cat-file', 'blob', name]);
    if (/corrupt|inflate/.test(stderr)) throw this.failureOf(name);
    if (ok && stdout.length > this.#maxSize) return { kind: 'large' };
    return ok ? { kind: 'content', bytes: stdout } : { kind: 'missing' };
  }
}

/** The first line of an answer repeats what was asked for, a path at most. */
const maxLine = 65_536;

/** What git says to explain itself is no longer than this. */
const maxTalk = 4096;

/** Git ends where it would have to fetch what a partial clone lacks. */
function endError(said: string): GitError {
  if (/promisor remote/.test(said)) return missingContent();
  const why = firstLine(said.trim());
  return new GitError(`git cat-file ended before it answered${why === '' ? '' : `: ${why}`}`);
}

/** What to do if a clone knows of a file, but does not have it. */
function missingContent(): GitError {
  const message = 'this clone lacks the contents of some files; run: git fetch --refetch --no-filter';
  return new NotFetchedError(message);
}

function readOf({ bytes, large }: Answer): ObjectRead {
  if (large) return { kind: 'large' };
  return bytes ? { kind: 'content', bytes } : { kind: 'missing' };
}

/** An answer of `git cat-file --batch`; without bytes, there is no such object, or it is too large to be kept. */
interface Answer {
  readonly bytes: Buffer | undefined;
  readonly large: boolean;
}

/** Cuts the output of `git cat-file --batch` into answers: a line with the size, the content and a line break. */
class AnswerReader {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes that the answer at hand needs, if its first line was read. */
  #needed: { readonly start: number; readonly size: number } | undefined;
  /** Bytes to come of an answer that is not kept. */
  #toSkip = 0;
  /** Whether something came that is no answer, so that it is not known what belongs to what. */
  isLost = false;
  readonly #maxSize: number;

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  take(chunk: Buffer): readonly Answer[] {
    if (this.isLost) return [];
    const answers: Answer[] = [];
    const skipped = Math.min(this.#toSkip, chunk.length);
    this.#toSkip -= skipped;
    if (skipped > 0 && this.#toSkip === 0) answers.push({ bytes: undefined, large: true });
    this.#chunks.push(chunk.subarray(skipped));
    this.#length += chunk.length - skipped;
    for (let answer = this.#next(); answer; answer = this.#next()) answers.push(answer);
    return answers;
  }

  #next(): Answer | undefined {
    if (this.#toSkip > 0) return undefined;
    if (this.#needed && this.#length < this.#needed.start + this.#needed.size + 1) return undefined;
    const buffer = this.#joined();
    const lineEnd = buffer.indexOf(10);
    if (lineEnd < 0) {
      this.isLost = buffer.length > maxLine;
      return undefined;
    }
    const line = buffer.toString('latin1', 0, lineEnd);
    const [, size] = line.match(/ (?:blob|tree|commit|tag) (\d+)$/) ?? [];
    if (size === undefined) {
      this.isLost = !/ (?:missing|ambiguous)$/.test(line);
      return this.isLost ? undefined : this.#cut(buffer, lineEnd + 1, undefined);
    }
    if (Number(size) > this.#maxSize) return this.#skip(buffer, lineEnd + Number(size) + 2);
    this.#needed = { start: lineEnd + 1, size: Number(size) };
    const end = this.#needed.start + this.#needed.size;
    return buffer.length < end + 1 ? undefined : this.#cut(buffer, end + 1, buffer.subarray(lineEnd + 1, end));
  }

  /** @param end the end of an answer that is too large */
  #skip(buffer: Buffer, end: number): Answer | undefined {
    if (buffer.length >= end) return { ...this.#cut(buffer, end, undefined), large: true };
    this.#toSkip = end - buffer.length;
    this.#cut(buffer, buffer.length, undefined);
    return undefined;
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
    return { bytes, large: false };
  }
}
