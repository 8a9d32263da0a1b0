import { CodeActionKind, type CodeActionParams, type Connection, type TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { actionOf, hoverOf, lensOf } from './convert.ts';
import type { Workspace } from './workspace.ts';

/** What answers need of the server. */
export interface Serving {
  readonly open: TextDocuments<TextDocument>;
  /** The working tree of a document, and its path in there; undefined if it is not judged. */
  readonly workspaceOf: (uri: string) => { readonly workspace: Workspace; readonly file: string } | undefined;
  /** Whether the user wants lines above policies. */
  readonly hasLenses: () => boolean;
}

/** The kind of action that restores all values of base at once. */
export const fixAll = `${CodeActionKind.SourceFixAll}.armlock`;

/** Answers what a client asks about a place of a document: hovers, lenses and fixes. */
export function answerQuestions(connection: Connection, { open, workspaceOf, hasLenses }: Serving): void {
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const [found, document] = [workspaceOf(uri), open.get(uri)];
    if (!found || !document) return null;
    const { workspace, file } = found;
    const hover = await workspace.ask((editor) => editor.hover(file, document.offsetAt(position)));
    return hover ? hoverOf(hover, workspace.documents) : null;
  });
  connection.onCodeLens(async ({ textDocument: { uri } }) => {
    const found = hasLenses() ? workspaceOf(uri) : undefined;
    if (!found || !open.get(uri)) return null;
    const { workspace, file } = found;
    const lenses = await workspace.ask((editor) => editor.lenses(file));
    return lenses?.map((lens) => lensOf(lens, workspace.documents)) ?? null;
  });
  connection.onCodeAction(async ({ textDocument: { uri }, range, context }: CodeActionParams) => {
    const [found, document] = [workspaceOf(uri), open.get(uri)];
    if (!found || !document) return null;
    const { workspace, file } = found;
    const isAsked = (kind: string): boolean =>
      context.only?.some((one) => kind === one || kind.startsWith(`${one}.`)) ?? kind === CodeActionKind.QuickFix;
    if (isAsked(fixAll)) {
      const all = await workspace.ask((editor) => editor.fixes());
      return (all ?? [])
        .filter(({ edits }) => edits.length > 0)
        .map((fix) => actionOf(fix, fixAll, [], workspace.documents));
    }
    if (!isAsked(CodeActionKind.QuickFix)) return null;
    const place = { file, start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const fixes = await workspace.ask((editor) => editor.fixes(place));
    return (fixes ?? []).map((fix) => {
      const own = context.diagnostics.filter(
        ({ source, code }) => source === 'armlock' && code === fix.finding?.rule.id,
      );
      return actionOf(fix, CodeActionKind.QuickFix, own, workspace.documents);
    });
  });
}
