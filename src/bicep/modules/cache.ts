import path from 'node:path';
import type { RegistryReference, TemplateSpecReference } from './reference.ts';

/** Where the compiled template of a module lies in a Bicep module cache, relative to its root. */
export function pathInCache(reference: RegistryReference | TemplateSpecReference): string {
  if (reference.kind === 'registry') {
    const { registry, repository, version } = reference;
    const folder = version.startsWith('sha256:') ? version.replace(':', '#') : fileNameOfTag(version);
    return path.posix.join('br', registry.replace(':', '$'), repository.replaceAll('/', '$'), folder, 'main.json');
  }
  const { subscription, resourceGroup, name, version } = reference;
  const parts = [subscription, resourceGroup, name, version].map((part) => part.toLowerCase());
  return path.posix.join('ts', ...parts, 'main.json');
}

/**
 * The cache keeps the case of tags on file systems that do not: behind a `$` follows, in hexadecimal digits, a bit for
 * every letter that is a capital.
 */
function fileNameOfTag(tag: string): string {
  let capitals = 0n;
  for (const [index, letter] of [...tag].entries()) if (/\p{Lu}/u.test(letter)) capitals |= 1n << BigInt(index);
  return `${tag}$${capitals === 0n ? '' : capitals.toString(16)}`;
}
