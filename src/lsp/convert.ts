import path from 'node:path';
import {
  type CodeAction,
  type CodeLens,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type Range,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Hover as EditorHover, endOf, Fix, Lens, Problem, QuickFix, Span, startOf } from '../editor/editor.ts';
import { uriOf } from './places.ts';

/** How places are counted; handed over, because the editor is loaded already. */
export interface Positions {
  readonly startOf: typeof startOf;
  readonly endOf: typeof endOf;
}

/** The files of a root as the client knows them. */
export interface Documents extends Positions {
  readonly root: string;
  /** The address and version of a file that is open. */
  readonly openAs: (file: string) => { readonly uri: string; readonly version: number } | undefined;
}

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
} as const;

/** Both count in UTF-16 units; a client counts from 0. */
export function rangeOf(span: Span, { startOf, endOf }: Positions): Range {
  const [start, end] = [startOf(span), endOf(span)];
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

export function addressOf(file: string, { root, openAs }: Documents): string {
  return openAs(file)?.uri ?? uriOf(path.join(root, file));
}

export function diagnosticOf(problem: Problem, documents: Documents): Diagnostic {
  const { span, severity, code, page, message, related } = problem;
  return {
    range: rangeOf(span, documents),
    severity: severities[severity],
    source: 'armlock',
    code,
    ...(page !== undefined && { codeDescription: { href: page } }),
    message,
    relatedInformation: related
      // A file of a module cache has no address that an editor could open.
      .filter((one) => !one.span.file.path.includes(':'))
      .map((one) => ({
        location: { uri: addressOf(one.span.file.path, documents), range: rangeOf(one.span, documents) },
        message: one.message,
      })),
  };
}

export function hoverOf({ span, text }: EditorHover, documents: Documents): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: text }, range: rangeOf(span, documents) };
}

export function lensOf({ span, text }: Lens, documents: Documents): CodeLens {
  // Clients show the title of a command; this one does nothing.
  return { range: rangeOf(span, documents), command: { title: text, command: '' } };
}

/** @param kind `quickfix` or a source action */
export function actionOf(
  fix: QuickFix,
  kind: string,
  diagnostics: readonly Diagnostic[],
  documents: Documents,
): CodeAction {
  const files = new Map<string, Fix[]>();
  for (const edit of fix.edits) {
    const file = edit.span.file.path;
    files.set(file, [...(files.get(file) ?? []), edit]);
  }
  const textEdit = ({ span, text }: Fix): TextEdit => ({ range: rangeOf(span, documents), newText: text });
  const changes = Object.fromEntries(
    [...files].map(([file, edits]) => [addressOf(file, documents), edits.map(textEdit)] as const),
  );
  return {
    title: fix.title,
    kind,
    ...(diagnostics.length > 0 && { diagnostics: [...diagnostics] }),
    ...(fix.finding && { isPreferred: true }),
    edit: { changes },
  };
}
