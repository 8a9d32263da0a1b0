import path from 'node:path';
import {
  CodeActionKind,
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { openEditor } from '../editor/editor.ts';
import type { Documents, Positions } from './convert.ts';
import { type Home, homeOf, isJudged, pathFrom, pathOf, uriOf } from './places.ts';
import { answerQuestions, fixAll, type Serving } from './questions.ts';
import { isCheckedElsewhere, type Settings, settingsFrom } from './settings.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** What is served. It is handed over, so that this file and the library that it takes can be loaded apart from it. */
export interface Served extends Positions {
  readonly openEditor: typeof openEditor;
  readonly version: string;
  /** An error or a message for people, without characters that would do something where it is shown. */
  readonly messageOf: (error: unknown) => string;
}

/** Serves a client on standard input and output until it says `exit`, or goes away. */
export function serve(served: Served): void {
  const connection = createConnection(process.stdin, process.stdout);
  const open = new TextDocuments(TextDocument);
  const workspaces = new Map<string, Workspace>();
  let settings: Settings = settingsFrom(undefined);
  let initial: Settings = settings;
  let capabilities: InitializeParams['capabilities'] = {};
  let folders: readonly string[] = [];
  const places = new Map<string, Place>();
  const failures = new Set<string>();

  const say = (message: string): void => connection.console.info(served.messageOf(message));
  const failed = (error: unknown): void => {
    const message = served.messageOf(error);
    if (failures.has(message)) return;
    failures.add(message);
    connection.console.error(message);
    const shown = { type: MessageType.Warning, message: `armlock: ${message}` };
    void connection.sendNotification('window/showMessage', shown);
  };

  /** Where a document lies; the disk is asked once for each that is open. */
  const placeOf = (uri: string): Place | undefined => {
    const known = places.get(uri) ?? placeOnDisk(uri, folders);
    if (known && open.get(uri)) places.set(uri, known);
    return known;
  };
  /** The open documents of a folder, by their paths from its root. */
  const documentsIn = (folder: string, root: string): ReadonlyMap<string, TextDocument> =>
    new Map(
      open.all().flatMap((document) => {
        const place = placeOf(document.uri);
        return place?.home.folder === folder ? [[pathFrom(root, place.file), document] as const] : [];
      }),
    );
  const workspaceOf: Serving['workspaceOf'] = (uri) => {
    const place = placeOf(uri);
    if (!place) return undefined;
    const { folder, isLone } = place.home;
    const workspace = workspaces.get(folder) ?? openIn(folder, isLone);
    return workspace && { workspace, file: pathFrom(workspace.documents.root, place.file) };
  };
  const openIn = (folder: string, isLone: boolean): Workspace | undefined => {
    const { debounce: _, checkedElsewhere: __, codeLens: ___, ...rest } = settings;
    try {
      const editor = served.openEditor({
        ...rest,
        cwd: folder,
        isShallow: isLone,
        isCheckedElsewhere: (file) => isCheckedElsewhere(settings)(file),
      });
      if (!editor.hasBase) say(`${folder} is in no git repository: there is no base to compare with.`);
      const documents: Documents = {
        root: editor.root,
        startOf: served.startOf,
        endOf: served.endOf,
        openAs: (file) => {
          const uri = uriOf(path.join(editor.root, file));
          return open.get(uri) ?? documentsIn(folder, editor.root).get(file);
        },
      };
      const texts = (): ReadonlyMap<string, string> =>
        new Map([...documentsIn(folder, editor.root)].map(([file, document]) => [file, document.getText()]));
      const client = { publish, say, failed, judged };
      const workspace = openWorkspace({ editor, documents, texts, client, debounce: () => settings.debounce });
      workspaces.set(folder, workspace);
      return workspace;
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  const publish: Parameters<typeof openWorkspace>[0]['client']['publish'] = (uri, diagnostics) =>
    void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
  const judged = (): void => {
    // Lenses of one file say what another one decides.
    if (capabilities.workspace?.codeLens?.refreshSupport === true && open.all().length > 1) {
      void connection.sendRequest('workspace/codeLens/refresh').catch(() => {});
    }
  };
  const reopenAll = (): void => {
    for (const workspace of workspaces.values()) workspace.close();
    workspaces.clear();
    places.clear();
    failures.clear();
    for (const { uri } of open.all()) workspaceOf(uri)?.workspace.changed();
  };
  const configure = async (given?: unknown): Promise<void> => {
    const isAsked = capabilities.workspace?.configuration === true;
    const found: unknown = isAsked ? await connection.workspace.getConfiguration('armlock') : sectionOf(given);
    const next = settingsFrom(found, initial);
    if (JSON.stringify(next) === JSON.stringify(settings)) return;
    settings = next;
    reopenAll();
  };

  connection.onInitialize((params): InitializeResult => {
    capabilities = params.capabilities;
    initial = settingsFrom(params.initializationOptions);
    settings = initial;
    const roots = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    folders = roots.flatMap((uri) => pathOf(uri) ?? []);
    return {
      serverInfo: { name: 'armlock', version: served.version },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAll] },
        codeLensProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });
  connection.onInitialized(async () => {
    await registerFor(connection, capabilities);
    if (capabilities.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        folders = [...folders.filter((one) => !gone.has(one)), ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
        reopenAll();
      });
    }
    if (capabilities.workspace?.configuration === true) await configure();
  });
  connection.onDidChangeConfiguration(({ settings: given }) => configure(given));
  connection.onDidChangeWatchedFiles(() => {
    for (const workspace of workspaces.values()) {
      workspace.refresh();
      workspace.changed();
    }
  });

  open.onDidChangeContent(({ document }) => workspaceOf(document.uri)?.workspace.changed());
  open.onDidSave(({ document }) => {
    const workspace = workspaceOf(document.uri)?.workspace;
    workspace?.refresh();
    workspace?.changed();
  });
  open.onDidClose(({ document }) => {
    const home = placeOf(document.uri)?.home;
    places.delete(document.uri);
    const workspace = home && workspaces.get(home.folder);
    if (!workspace || !home) return;
    if (documentsIn(home.folder, workspace.documents.root).size > 0) {
      workspace.refresh();
      workspace.changed();
      return;
    }
    workspaces.delete(home.folder);
    workspace.close();
  });

  answerQuestions(connection, { open, workspaceOf, hasLenses: () => settings.codeLens });

  open.listen(connection);
  connection.listen();
}

/** Asks a client that can to say when settings or files change. */
async function registerFor(connection: Connection, { workspace }: InitializeParams['capabilities']): Promise<void> {
  if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'armlock' });
  }
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
    const watchers = [{ globPattern: '**/*.{bicep,bicepparam,json,jsonc,yaml}' }];
    await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  }
}

/** A document on the disk that may be judged, and where it belongs. */
interface Place {
  readonly file: string;
  readonly home: Home;
}

function placeOnDisk(uri: string, folders: readonly string[]): Place | undefined {
  const file = pathOf(uri);
  return file !== undefined && isJudged(file) ? { file, home: homeOf(file, folders) } : undefined;
}

/** The settings of armlock among those that a client without `workspace/configuration` sends. */
function sectionOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return undefined;
  return 'armlock' in given ? given.armlock : undefined;
}
