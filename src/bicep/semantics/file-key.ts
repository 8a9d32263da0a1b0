import type { FileRef } from '../../text/files.ts';

const treeNumbers = new WeakMap<object, number>();
let treeCount = 0;

/** Files of different trees may have the same path. */
export function keyOf({ tree, path }: FileRef): string {
  let number = treeNumbers.get(tree);
  if (number === undefined) {
    number = treeCount++;
    treeNumbers.set(tree, number);
  }
  return `${number}:${path}`;
}
