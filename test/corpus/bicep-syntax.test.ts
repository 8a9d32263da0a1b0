import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lex } from '../../src/bicep/syntax/lexer.ts';
import { type ParsedBicep, parseBicep, parseBicepParameters } from '../../src/bicep/syntax/parse.ts';
import type { Token, TokenKind } from '../../src/bicep/syntax/token.ts';
import { type SourceFile, sourceFile, whereIs } from '../../src/text/source.ts';
import { corpus, corpusRoot, corpusText } from '../support/corpus.ts';
import { hangAfter } from '../support/hang-guard.ts';
import { describeWith } from '../support/needs.ts';
import { officialTokens } from '../support/official-tokens.ts';

const baselines = 'bicep/src/Bicep.Core.Samples/Files/baselines';

/** Files whose names say that they are broken, though only names, types or functions in them are wrong. */
const wellFormed: ReadonlySet<string> = new Set([
  ...['LoadFunctions_CRLF', 'ModulesManagementGroup_LF', 'ModulesSubscription_LF', 'ModulesTenant_LF'],
  'RuntimeValueUsages_LF',
]);

function filesEndingWith(...endings: readonly string[]): readonly string[] {
  return readdirSync(corpusRoot(), { recursive: true, encoding: 'utf8' })
    .filter((file) => endings.some((ending) => file.endsWith(ending)) && !/\.tokens\.\w+$/.test(file))
    .sort();
}

function parse(file: SourceFile): ParsedBicep {
  return file.path.endsWith('.bicepparam') ? parseBicepParameters(file) : parseBicep(file);
}

/** The names of the official compiler, which has one for every kind of token. */
const officialKinds: Partial<Record<TokenKind, string>> = {
  '@': 'At',
  '{': 'LeftBrace',
  '}': 'RightBrace',
  '(': 'LeftParen',
  ')': 'RightParen',
  '[': 'LeftSquare',
  ']': 'RightSquare',
  ',': 'Comma',
  '.': 'Dot',
  '...': 'Ellipsis',
  '?': 'Question',
  '??': 'DoubleQuestion',
  ':': 'Colon',
  '::': 'DoubleColon',
  '=': 'Assignment',
  '==': 'Equals',
  '=~': 'EqualsInsensitive',
  '=>': 'Arrow',
  '!': 'Exclamation',
  '!=': 'NotEquals',
  '!~': 'NotEqualsInsensitive',
  '<': 'LeftChevron',
  '<=': 'LessThanOrEqual',
  '>': 'RightChevron',
  '>=': 'GreaterThanOrEqual',
  '+': 'Plus',
  '-': 'Minus',
  '*': 'Asterisk',
  '/': 'Slash',
  '%': 'Modulo',
  '&&': 'LogicalAnd',
  '|': 'Pipe',
  '||': 'LogicalOr',
  '^': 'Hat',
  identifier: 'Identifier',
  integer: 'Integer',
  true: 'TrueKeyword',
  false: 'FalseKeyword',
  null: 'NullKeyword',
  string: 'StringComplete',
  'string-start': 'StringLeftPiece',
  'string-middle': 'StringMiddlePiece',
  'string-end': 'StringRightPiece',
  'new-line': 'NewLine',
  end: 'EndOfFile',
};

describeWith(corpus(baselines, 'avm', 'history', 'quickstart'))('The syntax of Bicep, on the corpus', () => {
  test('tokens are those of the official compiler, span by span', () => {
    const folders = readdirSync(`${corpusRoot()}/${baselines}`).filter((folder) =>
      readdirSync(`${corpusRoot()}/${baselines}/${folder}`).includes('main.tokens.bicep'),
    );
    expect(folders.length).toBe(37);
    for (const folder of folders) {
      const file = sourceFile(folder, corpusText(`${baselines}/${folder}/main.bicep`));
      const official = officialTokens(file, corpusText(`${baselines}/${folder}/main.tokens.bicep`));
      const shown = ({ kind, start, end }: Token): string => `${officialKinds[kind] ?? kind} ${start}-${end}`;
      expect({ folder, tokens: lex(file).tokens.map(shown) }).toEqual({ folder, tokens: official });
    }
  });

  test('valid files are read without a diagnostic', () => {
    const files = filesEndingWith('.bicep', '.bicepparam').filter((file) => !/(^|\/)Invalid/.test(file));
    const diagnostics = files.flatMap((file) => parse(sourceFile(file, corpusText(file))).diagnostics);
    expect(files.length).toBeGreaterThan(2500);
    expect(diagnostics.map(({ span, message }) => `${whereIs(span)} ${message}`)).toEqual([]);
  });

  test('broken files end with diagnostics, quickly', () => {
    const broken = filesEndingWith('main.bicep').filter((file) => /baselines\/Invalid/.test(file));
    const silent = broken.filter((file) => {
      const started = performance.now();
      const { diagnostics } = parse(sourceFile(file, corpusText(file)));
      expect(performance.now() - started).toBeLessThan(hangAfter);
      return diagnostics.length === 0;
    });
    const folderOf = (file: string): string => /baselines\/Invalid([^/]*)/.exec(file)?.[1] ?? file;
    expect(broken.length).toBeGreaterThan(20);
    expect(silent.map(folderOf).filter((folder) => !wellFormed.has(folder))).toEqual([]);
  });
});
