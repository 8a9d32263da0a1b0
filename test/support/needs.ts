import { describe, test } from 'vitest';

/** Something that tests need and the repository does not have. */
export interface Need {
  /** Why it is not there, as a clause; undefined if it is. */
  readonly missing: string | undefined;
}

/** A program that an environment variable names. */
export function program(variable: string): Need & { readonly command: string } {
  const command = process.env[variable] ?? '';
  return { command, missing: command === '' ? `${variable} names no program` : undefined };
}

interface Options {
  readonly timeout?: number;
}

type Rest<T> = readonly [body: () => T] | readonly [options: Options, body: () => T];
type Declare<T> = (name: string, ...rest: Rest<T>) => void;

/**
 * Declares a group of tests, or one test that is reported as skipped with the reason where something is not there. The
 * group itself is not run then: it may read what it needs while it declares its tests.
 */
export function describeWith(...needs: readonly Need[]): Declare<void> {
  const reason = reasonOf(needs);
  return (name, ...rest) => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    describe(name, options, reason === undefined ? body : () => test('all tests', ({ skip }) => skip(reason)));
  };
}

/** The same for one test. */
export function testWith(...needs: readonly Need[]): Declare<void | Promise<void>> {
  const reason = reasonOf(needs);
  return (name, ...rest) => {
    const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    test(name, options, reason === undefined ? body : ({ skip }) => skip(reason));
  };
}

function reasonOf(needs: readonly Need[]): string | undefined {
  const reasons = new Set(needs.flatMap(({ missing }) => missing ?? []));
  return reasons.size === 0 ? undefined : [...reasons].join(', and ');
}
