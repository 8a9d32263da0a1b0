import type { Check } from '../checks/behaviours.ts';

export type Severity = 'error' | 'warning' | 'note';

/** The worse a finding is, the higher. */
export const severityRanks: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** The severity of findings whose value cannot be determined. */
export type UnknownSeverity = 'error' | 'warning' | 'ignore';

/** What a rule sees: two revisions, or one, or either. */
export type RuleMode = 'diff' | 'state' | 'both';

/** One kind of problem that armlock reports: a check with its parameters, a severity and prose. */
export interface Rule {
  /** Equals the name of its file. */
  readonly id: string;
  readonly title: string;
  readonly status: 'preview' | 'stable' | 'deprecated';
  readonly since: string;
  readonly severity: Severity;
  /** Where another severity counts, by the type of the resource that a finding is about. */
  readonly severityByType?: Readonly<Record<string, Severity>>;
  readonly mode: RuleMode;
  readonly check: Check;
  /** What happened, by verdict. Placeholders in braces belong to the behaviour. */
  readonly messages: { readonly weakened: string; readonly unknown?: string };
  readonly why: string;
  /** What to do. `{before}` stands for the value of base. */
  readonly fix: string;
  /** Ids of the facts about Azure that `why` rests on. */
  readonly facts?: readonly string[];
  /** Rules whose finding on the same resource, or on one that holds it, makes this rule's finding an echo. */
  readonly supersededBy?: readonly string[];
  /** Why a ladder or quantity is judged only in a change, or only in one revision. */
  readonly oneSided?: string;
  /** Microsoft's documentation of what the rule is about; the first one is its help page. */
  readonly references: readonly string[];
  /** Azure Policy definitions that audit the same thing, by id. */
  readonly policies?: readonly string[];
  /** Controls of the Microsoft cloud security benchmark. */
  readonly benchmark?: readonly string[];
  /** Controls of the CIS Microsoft Azure Storage Services Benchmark v2.0.0. */
  readonly cis?: readonly string[];
}

/** What to do about a finding: the fix of its rule, with the value that base has in the place of `{before}`. */
export function fixText({ fix }: Rule, before?: string): string {
  if (before === undefined) return fix.replaceAll(/\{before\}(?: days)?/g, 'the former value');
  return fix.replaceAll('{before}', () => before);
}

/** The severity of a finding about a resource of a type. */
export function severityFor({ severity, severityByType = {} }: Rule, type: string): Severity {
  const wanted = type.toLowerCase();
  return Object.entries(severityByType).find(([one]) => one.toLowerCase() === wanted)?.[1] ?? severity;
}
