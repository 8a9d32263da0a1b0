import { readFileSync } from 'node:fs';

interface Manifest {
  readonly version: string;
}

function manifest(): Manifest {
  // The package's own manifest, two folders up from both src and dist.
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Manifest;
}

/** What reports call the program that wrote them. */
export const tool = { name: 'armlock', version: manifest().version } as const;
