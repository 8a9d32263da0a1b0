import { isRegistryReference } from '../bicep/modules/reference.ts';
import type { FileRef } from '../text/files.ts';
import { outlineOf } from './outline.ts';
import type { Target } from './target.ts';

/**
 * Finds the file that a reference in another one means: undefined if it cannot be seen, `unrelated` if it cannot be seen
 * and has certainly nothing to do with backups.
 */
export type FindReference = (reference: string, from: FileRef) => FileRef | 'unrelated' | undefined;

/** Types of resources that a run guards. */
export interface GuardedTypes {
  readonly includes: (type: string) => boolean;
  /** The same, with what a run looks at where something is guarded. */
  readonly asks: (type: string) => boolean;
  /** Whether all of them make backups or guard them; rules of users can name any type. */
  readonly areOfBackups: boolean;
}

const extensions: ReadonlySet<string | undefined> = new Set(['locks', 'roleassignments']);

const backupTypes =
  /^microsoft\.(?:recoveryservices|dataprotection)\/|^microsoft\.authorization\/(?:locks|roleassignments)$|^microsoft\.resources\/deploymentstacks$/;

/**
 * @param types types of resources, as rules name them. What belongs to the same top-level type counts, too, because it
 *   is judged together.
 * @param beside types that count where one of the others is there
 */
export function guardedTypes(types: Iterable<string>, beside: Iterable<string> = []): GuardedTypes {
  const all = [...types].map((type) => type.toLowerCase());
  const named = all.map((type) => type.split('/'));
  const roots = new Set(named.map((parts) => parts.slice(0, 2).join('/')));
  const providers = new Set(named.map(([provider]) => provider));
  const others = new Set([...beside].map((type) => type.toLowerCase()));
  const isIncluded = (type: string): boolean => {
    const [provider, ...rest] = type.split('/');
    // What is on a resource is named by the provider of that.
    return roots.has([provider, rest[0]].join('/')) || (extensions.has(rest.at(-1)) && providers.has(provider));
  };
  // Each resource is asked about, and most are of few types.
  const known = new Map<string, boolean>();
  const includes = (type: string): boolean => {
    const found = known.get(type) ?? isIncluded(type);
    known.set(type, found);
    return found;
  };
  return {
    areOfBackups: all.every((type) => backupTypes.test(type)),
    includes,
    asks: (type) => includes(type) || others.has(type),
  };
}

/**
 * Whether a target may deploy something that is guarded. If not, evaluating it can find nothing: its files, with all
 * that they lead to, are whole, every type in them is written as it is, and none of them is guarded.
 */
export function mayGuard(target: Target, guarded: GuardedTypes, find: FindReference): boolean {
  // What is not a template lists resources in other forms.
  if (target.form) return true;
  const known = new Set<string>();
  const queue = [target.template, ...(target.parameters ? [target.parameters] : [])];
  for (let ref = queue.pop(); ref; ref = queue.pop()) {
    const key = `${ref.tree.display(ref.path)}`;
    if (known.has(key)) continue;
    known.add(key);
    const outline = outlineOf(ref);
    if (ref === target.template && outline?.kind !== 'template') return true;
    if (!outline || outline.kind === 'snapshot' || outline.doubts.length > 0) return true;
    if (outline.types.some(guarded.includes)) return true;
    const { modules, used, using } = outline;
    for (const reference of [...modules, ...(using === undefined ? [] : [using])]) {
      const next = find(reference, ref);
      if (next === 'unrelated' && guarded.areOfBackups) continue;
      if (!next || next === 'unrelated') return true;
      queue.push(next);
    }
    for (const reference of used) {
      const next = find(reference, ref);
      if (next && next !== 'unrelated') queue.push(next);
      // Types, functions and values that cannot be seen deploy nothing: types of resources are literals in Bicep.
      else if (!isRegistryReference(reference)) return true;
    }
  }
  return false;
}
