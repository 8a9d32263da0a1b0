import type { EvaluatedTarget, TargetRevision } from '../model/target.ts';
import type { FileRef, FileTree } from '../text/files.ts';
import { reachOf } from '../workspace/changes.ts';
import type { Target } from '../workspace/load.ts';
import { idOf, type ReferenceLookup } from '../workspace/references.ts';
import { pathsOf, type TargetPair } from '../workspace/targets.ts';
import type { KeptEvaluations } from './evaluate.ts';

/** The trees of one run, of which only head is another one in the next run. */
export interface KeptTrees {
  readonly base: FileTree | undefined;
  readonly head: FileTree;
  /** What the files of head name. */
  readonly lookup: ReferenceLookup;
}

/** A target of one run, with what it was evaluated to. */
export interface SeenTarget {
  readonly pair: TargetPair;
  readonly evaluated: EvaluatedTarget;
}

/** What was evaluated, for as long as runs have the same base and the same files beside those that are edited. */
export interface EvaluationStore {
  /** Begins a run. What the run before it did not ask for is forgotten. */
  readonly begin: (trees: KeptTrees) => KeptEvaluations & { readonly seen: () => readonly SeenTarget[] };
}

interface Held extends SeenTarget {
  /** The files of head that it was made of, and what they had in them; equal states evaluate alike. */
  readonly state: string;
}

export function openEvaluationStore(): EvaluationStore {
  const bases = new Map<string, TargetRevision>();
  let before = new Map<string, Held>();
  let current = new Map<string, Held>();
  return {
    begin: (trees) => {
      const isOfBase = ({ tree }: FileRef): boolean => tree.read === trees.base?.read;
      before = current;
      current = new Map();
      const seen = current;
      return {
        seen: () => [...seen.values()],
        target: (pair, make) => {
          const key = keyOf(pair);
          const state = stateOf(pair, trees);
          const known = before.get(key);
          const evaluated = known && known.state === state ? known.evaluated : make();
          seen.set(key, { pair, state: state ?? '', evaluated });
          return evaluated;
        },
        base: (target, openDefaults, make) => {
          const { template, parameters } = target;
          if (!isOfBase(template) || (parameters && !isOfBase(parameters))) return make();
          const key = JSON.stringify([pathsOf(target), [...openDefaults].sort()]);
          const found = bases.get(key) ?? make();
          bases.set(key, found);
          return found;
        },
      };
    },
  };
}

function keyOf({ base, head, assumed }: TargetPair): string {
  return JSON.stringify([base && pathsOf(base), head && pathsOf(head), assumed]);
}

/** Undefined if a target may reach any file, so that it is never known to be as it was. */
function stateOf({ base, head }: TargetPair, trees: KeptTrees): string | undefined {
  const starts = [base, head].flatMap(filesOfTarget);
  const { files, open } = reachOf(trees.head, starts, trees.lookup);
  if (open) return undefined;
  return JSON.stringify([...files.keys()].sort().map((file) => [file, idOf(trees.head, file)]));
}

/** Of a target that only base has, too: whether head still has its files decides what became of it. */
function filesOfTarget(target: Target | undefined): readonly string[] {
  return [target?.template, target?.parameters].flatMap((file) => file?.path ?? []);
}
