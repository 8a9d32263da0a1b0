import type { Diagnostic } from '../../text/diagnostic.ts';
import { type FileRef, type FileTree, pathFrom } from '../../text/files.ts';
import { pathInCache } from './cache.ts';
import type { BicepConfig, ConfigLookup } from './config.ts';
import { fullReference, type RegistryReference, readModuleReference, type TemplateSpecReference } from './reference.ts';

/** The file that a reference leads to, or why it is not available, as a clause. */
export type FoundModule = (
  | { readonly kind: 'file'; readonly file: FileRef }
  | {
      readonly kind: 'unseen';
      readonly reason: string;
      /** The module of a registry that is not in the cache. */
      readonly registered?: RegistryReference;
      /** The reference without aliases, if it leads to a registry or a template spec. */
      readonly resolved?: string;
    }
) & {
  /** What is wrong with the configuration that decides it. */
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * Answers what the text of a reference in a file leads to: a module, an import or a `using`. The file that is found
 * need not exist, unless it lies in the cache.
 */
export type ModuleLookup = (text: string, from: FileRef) => FoundModule;

/** @param cache the Bicep module cache, usually `~/.bicep`; undefined if there is none */
export function moduleLookup(configOf: ConfigLookup, cache: FileTree | undefined): ModuleLookup {
  return (text, from) => {
    const config = configOf(from);
    const reference = readModuleReference(text, config);
    const { diagnostics } = config;
    const unseen = (reason: string) => ({ kind: 'unseen', reason, diagnostics }) as const;
    const seen = (file: FileRef): FoundModule => ({ kind: 'file', file, diagnostics });
    switch (reference.kind) {
      case 'invalid':
        return unseen(`its reference is not valid: ${reference.reason}`);
      case 'local': {
        const target = pathFrom(from.path, reference.path);
        if (target === undefined) return unseen('it lies outside of the folder that is judged');
        return seen({ tree: from.tree, path: target });
      }
      default: {
        const file = cache && { tree: cache, path: pathInCache(reference) };
        if (file && cache.read(file.path).kind === 'text') return seen(file);
        const missing = { ...unseen(notRestored(reference, from, config)), resolved: fullReference(reference) };
        return reference.kind === 'registry' ? { ...missing, registered: reference } : missing;
      }
    }
  };
}

function notRestored(
  reference: RegistryReference | TemplateSpecReference,
  { tree, path }: FileRef,
  { file, cacheRoot }: BicepConfig,
): string {
  const restore = `'bicep restore ${tree.display(path)}' puts it there`;
  const settings = file && cacheRoot !== undefined ? `, in '${cacheRoot}' says ${file.tree.display(file.path)}` : '';
  return `${fullReference(reference)} is not in the Bicep module cache; ${restore}${settings}`;
}
