import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CodeAction,
  type CodeLens,
  createMessageConnection,
  type Diagnostic,
  type Hover,
  type InitializeParams,
  type InitializeResult,
  type Position,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { cli, gitEnvironment } from './command.ts';

/** An editor that speaks with `armlock lsp` over its standard input and output. */
export interface EditorClient {
  readonly capabilities: InitializeResult['capabilities'];
  /** What the server said beside answers: methods with their messages. */
  readonly said: readonly (readonly [method: string, message: string])[];
  readonly open: (file: string, text: string) => void;
  /** Replaces what differs, as editors do. */
  readonly change: (file: string, text: string) => void;
  readonly save: (file: string) => void;
  readonly close: (file: string) => void;
  readonly notify: (method: string, params: object) => void;
  /** The problems of a file once everything that was said before is answered. */
  readonly problems: (file: string) => Promise<readonly Diagnostic[]>;
  readonly codes: (file: string) => Promise<readonly string[]>;
  /** Asks about the place of a text in an open file. */
  readonly hover: (file: string, at: string) => Promise<Hover | null>;
  readonly lenses: (file: string) => Promise<readonly string[]>;
  readonly actions: (file: string, at: string, only?: readonly string[]) => Promise<readonly CodeAction[]>;
  /** The texts of files with the edits of an action. */
  readonly applied: (action: CodeAction) => ReadonlyMap<string, string>;
  readonly request: (method: string, params?: object) => Promise<unknown>;
  /** Ends the server as editors do, or in another way, and gives its exit code. */
  readonly end: (how?: 'exit' | 'shutdown and exit' | 'hang up') => Promise<number | null>;
  readonly process: ChildProcess;
}

export interface ClientOptions {
  readonly folders?: readonly string[];
  readonly settings?: object;
  readonly capabilities?: InitializeParams['capabilities'];
  /** Answers of the client to what the server asks of it, by method. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export async function openClient({
  folders = [],
  settings,
  capabilities = {},
  answers = {},
}: ClientOptions): Promise<EditorClient> {
  // The client of VS Code passes both options.
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio', `--clientProcessId=${process.pid}`], {
    env: { ...process.env, ...gitEnvironment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Map<string, readonly Diagnostic[]>();
  const documents = new Map<string, TextDocument>();
  const said: (readonly [string, string])[] = [];
  connection.onNotification((method, params) => {
    const { uri, diagnostics, message } = params as { uri: string; diagnostics: Diagnostic[]; message: string };
    if (method === 'textDocument/publishDiagnostics') published.set(fileURLToPath(uri), diagnostics);
    else said.push([method, message]);
  });
  connection.onRequest((method) => answers[method] ?? null);
  connection.listen();
  const { capabilities: offered } = (await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders: folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) })),
    ...(settings && { initializationOptions: settings }),
  })) as InitializeResult;
  await connection.sendNotification('initialized', {});
  const documentOf = (file: string): TextDocument => {
    const found = documents.get(file);
    if (!found) throw new Error(`${file} is not open`);
    return found;
  };
  const placeOf = (file: string, at: string): Position => {
    const offset = documentOf(file).getText().indexOf(at);
    if (offset < 0) throw new Error(`${file} has no '${at}'`);
    return documentOf(file).positionAt(offset);
  };
  const notify = (method: string, params: object): void => void connection.sendNotification(method, params);
  const identified = (file: string): { readonly uri: string } => ({ uri: pathToFileURL(file).href });
  const problems = async (file: string): Promise<readonly Diagnostic[]> => {
    // A question is answered after what was published before it.
    const [any = file] = documents.keys();
    const asked = documents.has(file) ? file : any;
    await connection.sendRequest('textDocument/hover', {
      textDocument: identified(asked),
      position: { line: 0, character: 0 },
    });
    return published.get(file) ?? [];
  };
  return {
    capabilities: offered,
    said,
    process: child,
    notify,
    open: (file, text) => {
      documents.set(file, TextDocument.create(pathToFileURL(file).href, path.extname(file).slice(1), 1, text));
      notify('textDocument/didOpen', {
        textDocument: { ...identified(file), languageId: path.extname(file).slice(1), version: 1, text },
      });
    },
    change: (file, text) => {
      const document = documentOf(file);
      const edit = difference(document, text);
      const version = document.version + 1;
      notify('textDocument/didChange', { textDocument: { ...identified(file), version }, contentChanges: [edit] });
      documents.set(file, TextDocument.create(document.uri, document.languageId, version, text));
    },
    save: (file) => notify('textDocument/didSave', { textDocument: identified(file) }),
    close: (file) => {
      documents.delete(file);
      notify('textDocument/didClose', { textDocument: identified(file) });
    },
    problems,
    codes: async (file) => (await problems(file)).map(({ code }) => String(code)),
    hover: async (file, at) =>
      (await connection.sendRequest('textDocument/hover', {
        textDocument: identified(file),
        position: placeOf(file, at),
      })) as Hover | null,
    lenses: async (file) => {
      const params = { textDocument: identified(file) };
      const found = (await connection.sendRequest('textDocument/codeLens', params)) as CodeLens[] | null;
      return (found ?? []).map(({ range, command }) => `${range.start.line + 1}: ${command?.title}`);
    },
    actions: async (file, at, only) => {
      const position = placeOf(file, at);
      const found = await connection.sendRequest('textDocument/codeAction', {
        textDocument: identified(file),
        range: { start: position, end: position },
        context: { diagnostics: published.get(file) ?? [], ...(only && { only }) },
      });
      return (found ?? []) as CodeAction[];
    },
    applied: ({ edit }) =>
      new Map(
        Object.entries(edit?.changes ?? {}).map(([uri, edits]: [string, TextEdit[]]) => {
          const file = fileURLToPath(uri);
          return [file, TextDocument.applyEdits(documentOf(file), edits)];
        }),
      ),
    request: (method, params) => connection.sendRequest(method, params),
    end: async (how = 'shutdown and exit') => {
      if (how === 'hang up') child.stdin.end();
      else {
        if (how === 'shutdown and exit') await connection.sendRequest('shutdown');
        await connection.sendNotification('exit');
      }
      const code = await ended;
      connection.dispose();
      return code;
    },
  };
}

/** The one edit that makes a document into another text. */
function difference(document: TextDocument, text: string): TextEdit & { readonly text: string } {
  const before = document.getText();
  let start = 0;
  while (start < before.length && before[start] === text[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, text.length) - start;
  while (end < most && before.at(-1 - end) === text.at(-1 - end)) end += 1;
  const range = { start: document.positionAt(start), end: document.positionAt(before.length - end) };
  const newText = text.slice(start, text.length - end);
  return { range, newText, text: newText };
}
