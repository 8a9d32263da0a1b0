import type { Files } from './cases.ts';

/** A text that holds several files: what it is about, and then each behind a line such as `-- main.bicep --`. */
export interface Archive {
  readonly about: string;
  readonly files: Files;
}

export function readArchive(text: string): Archive {
  const [about = '', ...rest] = text.split(/^-- (.+) --\n/m);
  const files = rest.flatMap((name, at) => (at % 2 === 0 ? [[name, rest[at + 1] ?? ''] as const] : []));
  return { about: about.trim(), files: Object.fromEntries(files) };
}
