import type { Diagnostic } from '../../text/diagnostic.ts';
import { type SourceFile, type Span, spanOf } from '../../text/source.ts';
import { lex } from './lexer.ts';
import { maxErrors } from './limits.ts';
import { type BicepLanguage, readStatements, statementReaders } from './statements.ts';
import { TokenReader } from './token-reader.ts';
import type { BicepFile } from './tree.ts';

export interface ParsedBicep {
  readonly tree: BicepFile;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Comments in the order of the text, with their delimiters. */
  readonly comments: readonly Span[];
  /** `#disable-next-line`, `#disable-diagnostics`, `#restore-diagnostics` with the codes behind them. */
  readonly pragmas: readonly Span[];
}

/**
 * Reads a Bicep template. It never throws: what it cannot read becomes a diagnostic and an error node, and reading
 * goes on at the next object member, array item or statement.
 */
export function parseBicep(file: SourceFile): ParsedBicep {
  return parse(file, 'template');
}

/** Reads a Bicep parameter file, as {@link parseBicep} does a template. */
export function parseBicepParameters(file: SourceFile): ParsedBicep {
  return parse(file, 'parameters');
}

function parse(file: SourceFile, language: BicepLanguage): ParsedBicep {
  const { tokens, diagnostics: found, comments, pragmas, isCut } = lex(file);
  const readers = statementReaders(language);
  const keywords = new Set(readers.keys());
  const reachesEnd = ({ span }: Diagnostic): boolean => span.end >= file.text.length;
  const read = (anchored: boolean): Pick<ParsedBicep, 'tree' | 'diagnostics'> => {
    const reader = new TokenReader(file, tokens, keywords, anchored);
    const statements = readStatements(reader, readers);
    const isTorn =
      isCut || reader.diagnostics.length >= maxErrors || [...found, ...reader.diagnostics].some(reachesEnd);
    const tree: BicepFile = { kind: 'file', span: spanOf(file, 0, file.text.length), statements, isTorn };
    return { tree, diagnostics: reader.diagnostics };
  };
  const plain = read(false);
  // In a broken text, statements that begin their lines show best where an unclosed bracket should end.
  const { tree, diagnostics } = found.length + plain.diagnostics.length === 0 ? plain : read(true);
  const inOrder = [...found, ...diagnostics].sort((one, other) => one.span.start - other.span.start);
  return { tree, diagnostics: inOrder, comments, pragmas };
}
