import type { CheckContext, Observation } from './check.ts';
import type { Parameters, Values } from './parameters.ts';

/** What is judged: a change between two revisions, or one revision by itself. */
export type Judged = 'diff' | 'state';

/** One way to lose protection, or to have too little of it: the unit that a rule names as the `kind` of its check. */
export interface Behaviour<Kind extends string, P extends Parameters, Placeholder extends string> {
  readonly kind: Kind;
  /** What it finds, as a sentence. */
  readonly about: string;
  /** False if what it finds takes nothing away that base declares: Azure refuses it, or more than a setting is at stake. */
  readonly takesAway?: false;
  /** Types of resources that it looks at, whatever its parameters name. */
  readonly looksAt?: readonly string[];
  /** The same where a target has backups as well. */
  readonly looksBesideBackupsAt?: readonly string[];
  /** What it can judge. A rule whose mode asks for anything else would never find anything. */
  readonly judges: readonly Judged[];
  /** What a rule can give it besides the kind. */
  readonly schema: P;
  /** The placeholders that it fills besides those that every message can use, and what they stand for. */
  readonly placeholders: Readonly<Record<Placeholder, string>>;
  /** Looks at everything in a target that it is about. */
  run(check: Values<P>, context: CheckContext): readonly Observation<Placeholder>[];
}

/** A behaviour, whatever its parameters and placeholders are. */
export type AnyBehaviour = Behaviour<string, Parameters, string>;

/** Defines a behaviour. The compiler refuses one that does not fill the placeholders which it promises. */
export function behaviour<const Kind extends string, P extends Parameters, Placeholder extends string>(
  definition: Omit<Behaviour<Kind, P, Placeholder>, 'run'> & {
    run(check: Values<NoInfer<P>>, context: CheckContext): readonly Observation<NoInfer<Placeholder>>[];
  },
): Behaviour<Kind, P, Placeholder> {
  return definition;
}

/** The check of a rule, by the behaviour that it names. */
export type CheckOf<B> = B extends Behaviour<infer Kind, infer P, string> ? { readonly kind: Kind } & Values<P> : never;

/** What every message can use, and what it stands for. The engine fills these. */
export const commonPlaceholders = {
  name: 'the name of the resource',
  type: 'its type',
  vault: "the kind of its vault: 'vault', 'Recovery Services vault' or 'Backup vault'",
  Vault: 'the same at the start of a sentence',
  vaultName: 'the name of its vault',
  property: 'the path of the property',
  before: 'the protection in base',
  after: 'the protection in head',
  unknown: 'the reason why the verdict is not known',
  claims: 'what is removed along with the resource, as an addition to the sentence; empty for none',
} as const;

export type CommonPlaceholder = keyof typeof commonPlaceholders;
