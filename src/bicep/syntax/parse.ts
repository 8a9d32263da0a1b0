import type { Diagnostic } from '../../text/diagnostic.ts';
import { type SourceFile, type Span, spanOf } from '../../text/source.ts';
import type { BicepFile } from './tree.ts';

export interface ParsedBicep {
  readonly tree: BicepFile;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
  /** Comments in the order of the text, with their delimiters. */
  readonly comments: readonly Span[];
  /** `#disable-next-line`, `#disable-diagnostics`, `#restore-diagnostics`, up to the end of their lines. */
  readonly pragmas: readonly Span[];
}

/**
 * Reads a Bicep template. It never throws: what it cannot read becomes a diagnostic and an error node, and reading
 * goes on at the next object member, array item or statement.
 */
export function parseBicep(file: SourceFile): ParsedBicep {
  return parsed(file);
}

/** Reads a Bicep parameter file, as {@link parseBicep} does a template. */
export function parseBicepParameters(file: SourceFile): ParsedBicep {
  return parsed(file);
}

function parsed(file: SourceFile): ParsedBicep {
  const span = spanOf(file, 0, file.text.length);
  const message = 'Bicep files cannot be read yet.';
  return {
    tree: { kind: 'file', span, statements: [] },
    diagnostics: [{ severity: 'error', code: 'bicep-syntax', message, span: spanOf(file, 0, 0) }],
    comments: [],
    pragmas: [],
  };
}
