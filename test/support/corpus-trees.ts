import type { FileRead, FileTree } from '../../src/text/files.ts';
import { folderTree } from '../../src/workspace/tree.ts';
import { corpusRoot } from './corpus.ts';

/** The corpus as a tree of which each file is read from disk only once. */
export function corpusTree(): FileTree {
  return remembering(folderTree(corpusRoot(), corpusRoot()));
}

function remembering(tree: FileTree): FileTree {
  const known = new Map<string, FileRead>();
  const read = (file: string): FileRead => {
    const found = known.get(file) ?? tree.read(file);
    known.set(file, found);
    return found;
  };
  return { ...tree, read };
}

/**
 * The module cache with which the official evaluator was asked: the compiled modules of the corpus, any version of
 * which stands for all.
 */
export function corpusModuleCache(corpus: FileTree): FileTree {
  const inCorpus = (file: string): string => {
    const [, modulePath = ''] = /^br\/mcr\.microsoft\.com\/bicep\$([^/]+)\/[^/]+\/main\.json$/.exec(file) ?? [];
    return `avm/${modulePath.replaceAll('$', '/')}/main.json`;
  };
  return {
    read: (file) => corpus.read(inCorpus(file)),
    has: (file) => corpus.has(inCorpus(file)),
    list: () => [],
    listFolder: () => [],
    display: (file) => `module-cache/${file}`,
  };
}
