import type { FileRef } from '../../text/files.ts';

const treeNumbers = new WeakMap<object, number>();
let treeCount = 0;

/** Files of different trees may have the same path. Trees that read alike show different parts of the same files. */
export function keyOf({ tree, path }: FileRef): string {
  let number = treeNumbers.get(tree.read);
  if (number === undefined) {
    number = treeCount++;
    treeNumbers.set(tree.read, number);
  }
  return `${number}:${path}`;
}
