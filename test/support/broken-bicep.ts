import fc from 'fast-check';
import { lex } from '../../src/bicep/syntax/lexer.ts';
import type { Token } from '../../src/bicep/syntax/token.ts';
import { sourceFile } from '../../src/text/source.ts';

/** A text in which something is written otherwise, so that it is broken more often than not. */
export interface Broken {
  readonly text: string;
  /** What was done: `line 4: 'param' -> ''`. */
  readonly about: string;
}

/** Tokens that are put in where they do not belong. */
const foreign = [
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  "'",
  ':',
  '=',
  '.',
  '?',
  '??',
  '!',
  '1',
  "'text'",
  'for',
  'null',
  'true',
];

/** Breaks a program at one of its tokens, as people and editors do. */
export function arbitrarilyBroken(text: string): fc.Arbitrary<Broken> {
  const tokens = lex(sourceFile('main.bicep', text)).tokens.filter(({ kind }) => kind !== 'end');
  const names = [...new Set(tokens.filter(({ kind }) => kind === 'identifier').map((token) => token.text))];
  const wordOf = ({ start, end }: Token): string => text.slice(start, end);
  const breaks = (token: Token, next: Token | undefined): fc.Arbitrary<string> =>
    fc.oneof(
      fc.constantFrom('', `${wordOf(token)} ${wordOf(token)}`, `${wordOf(token)}x`),
      fc.constantFrom(...foreign),
      fc.constantFrom(...foreign).map((other) => `${wordOf(token)} ${other}`),
      fc.constantFrom(...names),
      fc.constant(next ? `${wordOf(next)} ${wordOf(token)}` : ''),
    );
  return fc.nat({ max: tokens.length - 1 }).chain((at) => {
    const token = tokens[at] as Token;
    return breaks(token, tokens[at + 1]).map((instead) => ({
      text: text.slice(0, token.start) + instead + text.slice(token.end),
      about: `line ${text.slice(0, token.start).split('\n').length}: '${wordOf(token)}' -> '${instead}'`,
    }));
  });
}
