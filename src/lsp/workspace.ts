import type { Diagnostic } from 'vscode-languageserver/node';
import type { Editor, Problems, Texts } from '../editor/editor.ts';
import { addressOf, type Documents, diagnosticOf } from './convert.ts';

/** What a working tree needs of the client. */
export interface Client {
  readonly publish: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** Says something that has no place, once. */
  readonly say: (message: string) => void;
  readonly failed: (error: unknown) => void;
  /** Called after a text was judged. */
  readonly judged: () => void;
}

/** A working tree with open files. Whatever is asked of it waits for what was asked before. */
export interface Workspace {
  readonly documents: Documents;
  /** Says that a text changed. */
  readonly changed: () => void;
  /** Says that other files may have changed. */
  readonly refresh: () => void;
  /** Answers a question about the texts as they are now; undefined if they cannot be judged. */
  readonly ask: <T>(question: (editor: Editor) => T | Promise<T>) => Promise<T | undefined>;
  /** Takes back what was published. */
  readonly close: () => void;
}

export interface WorkspaceParts {
  readonly editor: Editor;
  readonly documents: Documents;
  readonly texts: () => Texts;
  readonly client: Client;
  /** Milliseconds without an edit after which texts are judged. */
  readonly debounce: () => number;
}

export function openWorkspace({ editor, documents, texts, client, debounce }: WorkspaceParts): Workspace {
  const published = new Map<string, string>();
  const said = new Set<string>();
  let [isChanged, isUsable, isOpen] = [false, false, true];
  let timer: NodeJS.Timeout | undefined;
  let running: AbortController | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const publish = ({ byFile, messages }: Problems): void => {
    const files = new Map([...byFile].map(([file, problems]) => [addressOf(file, documents), problems]));
    for (const uri of new Set([...published.keys(), ...files.keys()])) {
      const diagnostics = (files.get(uri) ?? []).map((one) => diagnosticOf(one, documents));
      const text = JSON.stringify(diagnostics);
      if (published.get(uri) === text) continue;
      if (diagnostics.length === 0) published.delete(uri);
      else published.set(uri, text);
      client.publish(uri, diagnostics);
    }
    for (const message of messages) sayOnce(message);
  };
  const sayOnce = (message: string): void => {
    if (said.has(message)) return;
    said.add(message);
    client.say(message);
  };
  const judge = async (): Promise<void> => {
    if (!isChanged || !isOpen) return;
    clearTimeout(timer);
    isChanged = false;
    running = new AbortController();
    const { signal } = running;
    try {
      const problems = await editor.judge(texts(), signal);
      isUsable = true;
      if (!signal.aborted && isOpen) publish(problems);
      client.judged();
    } catch (error) {
      // A newer text is judged next.
      if (signal.aborted) return;
      isUsable = false;
      publish({ byFile: new Map(), messages: [] });
      client.failed(error);
    }
  };
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
  return {
    documents,
    changed: () => {
      isChanged = true;
      running?.abort(new Error('a newer text came'));
      clearTimeout(timer);
      timer = setTimeout(() => void inTurn(judge), debounce());
    },
    refresh: () => {
      void inTurn(async () => editor.refresh());
      said.clear();
    },
    ask: (question) =>
      inTurn(async () => {
        await judge();
        return isUsable && isOpen ? question(editor) : undefined;
      }),
    close: () => {
      isOpen = false;
      clearTimeout(timer);
      running?.abort(new Error('no file is open'));
      publish({ byFile: new Map(), messages: [] });
      void inTurn(async () => editor.close());
    },
  };
}
