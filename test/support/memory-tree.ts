import path from 'node:path';
import type { FileTree } from '../../src/text/files.ts';

/** Files that exist only in a test. */
export function memoryTree(files: Readonly<Record<string, string>>, prefix = ''): FileTree {
  const names = Object.keys(files).sort();
  return {
    read: (file) => {
      const text = Object.hasOwn(files, file) ? files[file] : undefined;
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
    },
    has: (file) => Object.hasOwn(files, file),
    list: (extension) => names.filter((name) => name.endsWith(extension)),
    listFolder: (folder) => names.filter((name) => path.posix.dirname(name) === path.posix.normalize(folder)),
    display: (file) => `${prefix}${file}`,
  };
}
