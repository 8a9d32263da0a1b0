import { neededFile } from './own-files.ts';

interface Manifest {
  readonly version: string;
}

function manifest(): Manifest {
  return JSON.parse(neededFile('package.json')) as Manifest;
}

/** What reports call the program that wrote them. */
export const tool = { name: 'armlock', version: manifest().version } as const;
