import { fileNamed as named } from '../library/files.ts';
import type { FileRef } from '../text/files.ts';

/** A file that is named on the command line. */
export function fileNamed(name: string): FileRef {
  return named(name, process.cwd());
}
