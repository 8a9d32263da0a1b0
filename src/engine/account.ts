import { takesAway } from '../checks/behaviours.ts';
import type { Observation } from '../checks/check.ts';
import { decideRemoval, unseenReason } from '../checks/resource/removal.ts';
import type { Pair } from '../diff/pair.ts';
import type { Verdict } from '../diff/worlds.ts';
import { canonicalValue } from '../expr/basis.ts';
import type { Resource } from '../model/deployment.ts';
import { identityOf, nameText } from '../model/identity.ts';
import type { EvaluatedTarget } from '../model/target.ts';
import type { Rule } from '../rules/rule.ts';
import { groupBy } from '../text/group-by.ts';
import { memo } from '../text/memo.ts';
import type { Span } from '../text/source.ts';
import { type BaseSetting, settingsIn } from './base-settings.ts';
import type { Comparison } from './comparison.ts';
import { shownPath } from './secure-texts.ts';

/**
 * What becomes in head of something that base says about protection. `moved` is what another target has that did not
 * have it, `unjudged` what changed and no check looked at.
 */
export const fates = ['kept', 'weakened', 'gone', 'moved', 'undetermined', 'unjudged'] as const;

export type Fate = (typeof fates)[number];

export type FateCounts = Readonly<Record<Fate, number>>;

/** One setting of base that is not simply kept. */
export interface AccountEntry {
  /** The target of base that has it. */
  readonly target: string;
  readonly resource: { readonly type: string; readonly name: string; readonly scope: string };
  /** Path in the body; empty for the resource itself. */
  readonly property: string;
  readonly fate: Exclude<Fate, 'kept'>;
  /** The target of head to which it moved, or that may deploy it. */
  readonly to: string | undefined;
  /** Why it cannot be determined. */
  readonly reason: string | undefined;
  /** Where base says it. */
  readonly at: Span;
}

/** One target of base with the number of its settings. */
export interface TargetAccount {
  readonly target: string;
  /** Whether head has the target, too. */
  readonly inHead: boolean;
  readonly counts: FateCounts;
}

/** What becomes of everything that base says about protection, in the targets that a change reaches. */
export interface Account {
  readonly counts: FateCounts;
  readonly targets: readonly TargetAccount[];
  readonly entries: readonly AccountEntry[];
}

/** How many settings there are, whatever becomes of them. */
export function totalOf(counts: FateCounts): number {
  return fates.reduce((sum, fate) => sum + counts[fate], 0);
}

/** Collects what rules say of base, and balances it with what base has. */
export interface AccountBook {
  readonly take: (comparison: Comparison, rule: Rule, observed: Observation) => void;
  readonly close: (targets: readonly EvaluatedTarget[], comparisons: readonly Comparison[]) => Account;
}

/** The worst that is said of a setting. */
interface Said {
  /** The paths that say it together; the one that counts first. */
  readonly paths: readonly string[];
  readonly verdict: Verdict;
  readonly reason: string | undefined;
}

export function openAccount(rules: readonly Rule[]): AccountBook {
  const said = new Map<string, Map<string, Said>>();
  const note = (key: string, one: Said): void => {
    let known = said.get(key);
    if (!known) {
      known = new Map();
      said.set(key, known);
    }
    const path = one.paths.length === 1 ? (one.paths[0] ?? '') : one.paths.join('\n');
    const before = known.get(path);
    if (!before || badness[one.verdict] > badness[before.verdict]) known.set(path, one);
  };
  return {
    take: ({ from, onlyWidened }, { check }, { pair, property, covers = [], verdict, unknown }) => {
      if (!pair.base || !takesAway(check) || (onlyWidened && verdict !== 'weakened')) return;
      const reason = typeof unknown === 'object' ? unknown.text : unknown;
      if (covers.length === 0) {
        note(keyOf(from, pair.base), { paths: [property], verdict, reason });
        return;
      }
      const [first] = covers;
      for (const [resource, of] of groupBy(covers, (place) => place.resource)) {
        const paths = of.map((place) => place.property);
        // What several resources say together is lost once.
        const isLost = resource === first?.resource;
        note(keyOf(from, resource), isLost ? { paths, verdict, reason } : { paths, ...preserved });
      }
    },
    close: (targets, comparisons) => balanced(targets, comparisons, rules, said),
  };
}

const preserved = { verdict: 'preserved', reason: undefined } as const;

const badness: Readonly<Record<Verdict, number>> = { preserved: 0, unknown: 1, weakened: 2 };

function keyOf(target: string, resource: Resource): string {
  const last = lastKeys(resource);
  if (last.target !== target) {
    last.target = target;
    last.key = `${target}\n${identityOf(resource).key}`;
  }
  return last.key;
}

/** The last key of each resource: it is nearly always asked for with the same target, once for each setting. */
const lastKeys = memo((_: Resource): { target: string | undefined; key: string } => ({ target: undefined, key: '' }));

/** Where a comparison has a resource of base. */
interface Met {
  readonly pair: Pair;
  /** The target of head with which it is compared. */
  readonly to: string;
  readonly isAcross: boolean;
}

const unmet: readonly Met[] = [];

function balanced(
  targets: readonly EvaluatedTarget[],
  comparisons: readonly Comparison[],
  rules: readonly Rule[],
  said: ReadonlyMap<string, ReadonlyMap<string, Said>>,
): Account {
  const met = meetings(comparisons);
  const entries: AccountEntry[] = [];
  const total = noCounts();
  const accounts = targets.flatMap((target): readonly TargetAccount[] => {
    if (!target.base || target.assumed === 'base') return [];
    const counts = noCounts();
    for (const [resource, settings] of settingsIn(target.base.deployment.resources, rules)) {
      const key = keyOf(target.name, resource);
      const sorted = sortedOut(said.get(key), settings);
      const places = met.get(key) ?? unmet;
      const presence = presenceOf(places);
      for (const setting of settings) {
        const outcome = fateOf(setting, places, presence, sorted.get(setting));
        counts[outcome.fate] += 1;
        total[outcome.fate] += 1;
        if (hasEntry(outcome)) entries.push(entryOf(target.name, setting, outcome));
      }
    }
    const inHead = target.head !== undefined && target.assumed !== 'head';
    return [{ target: target.name, inHead, counts }];
  });
  return { counts: total, targets: accounts, entries };
}

function noCounts(): Record<Fate, number> {
  return { kept: 0, weakened: 0, gone: 0, moved: 0, undetermined: 0, unjudged: 0 };
}

function meetings(comparisons: readonly Comparison[]): ReadonlyMap<string, readonly Met[]> {
  const met = new Map<string, Met[]>();
  for (const { from, target, context, onlyWidened } of comparisons) {
    if (onlyWidened) continue;
    for (const pair of context.pairs) {
      if (!pair.base) continue;
      const key = keyOf(from, pair.base);
      const known = met.get(key);
      const one = { pair, to: target, isAcross: from !== target };
      if (known) known.push(one);
      else met.set(key, [one]);
    }
  }
  return met;
}

type Outcome = Pick<AccountEntry, 'to' | 'reason'> & { readonly fate: Fate };

type Reportable = Outcome & Pick<AccountEntry, 'fate'>;

function hasEntry(outcome: Outcome): outcome is Reportable {
  return outcome.fate !== 'kept';
}

function entryOf(target: string, { resource, property, locate }: BaseSetting, outcome: Reportable): AccountEntry {
  const read = locate(resource)[0];
  return {
    target,
    resource: { type: resource.type, name: nameText(resource.name), scope: nameText(resource.scope) },
    property: shownPath(property, [resource]),
    fate: outcome.fate,
    to: outcome.to,
    reason: outcome.reason,
    at: read?.value.origins[0]?.span ?? read?.near ?? resource.nameSpan,
  };
}

type Presence = Outcome & { readonly isGivenUp?: boolean };

function fateOf(setting: BaseSetting, met: readonly Met[], presence: Presence, worst: Said | undefined): Outcome {
  if (setting.property === '' && presence.fate !== 'kept' && presence.fate !== 'moved') return presence;
  if (worst?.verdict === 'weakened') return { ...presence, fate: 'weakened', reason: undefined };
  if (presence.isGivenUp || presence.fate === 'undetermined') return presence;
  if (worst?.verdict === 'unknown') return { ...presence, fate: 'undetermined', reason: worst.reason };
  if (worst && presence.fate === 'gone') return kept;
  if (worst || presence.fate !== 'kept') return presence;
  return met.some(({ pair }) => isSaidAlike(setting, pair)) ? kept : { ...presence, fate: 'unjudged' };
}

const kept: Outcome = { fate: 'kept', to: undefined, reason: undefined };

/** What becomes of the resource, however its settings change. All declarations of a name share the answer. */
const presenceOf = memo((met: readonly Met[]): Presence => {
  const own = met.filter(({ isAcross }) => !isAcross).map(({ pair }) => presenceIn(pair));
  const [first] = own.filter(({ fate }) => fate === 'kept').concat(own);
  if (first) return first;
  const [home] = met;
  if (!home) return { ...kept, fate: 'unjudged' };
  const there = presenceIn(home.pair);
  return there.fate === 'kept' ? { ...there, fate: 'moved', to: home.to } : { ...there, to: home.to };
});

function presenceIn(pair: Pair): Presence {
  if (pair.lostWith !== undefined && pair.possibleHome === undefined) return { ...kept, fate: 'gone', isGivenUp: true };
  const { possibleHome: to } = pair;
  const unseen = unseenReason(pair) ?? (to === undefined ? undefined : `nothing shows that '${to}' is deployed`);
  if (unseen !== undefined) return { fate: 'undetermined', to, reason: unseen };
  switch (decideRemoval(pair).verdict) {
    case 'weakened':
      return { ...kept, fate: 'gone' };
    case 'unknown':
      return { ...kept, fate: 'undetermined', reason: 'its condition is not known' };
    case 'preserved':
      return kept;
  }
}

/**
 * Sorts what is said of a resource by its settings. A loss of something that is no setting by itself counts for the
 * setting that is nearest to it, and for the resource where none is near.
 */
function sortedOut(
  said: ReadonlyMap<string, Said> | undefined,
  settings: readonly BaseSetting[],
): ReadonlyMap<BaseSetting, Said> {
  const sorted = new Map<BaseSetting, Said>();
  const byPath = new Map(settings.map((setting) => [setting.property.toLowerCase(), setting]));
  const take = (setting: BaseSetting, one: Said): void => {
    const before = sorted.get(setting);
    if (!before || badness[one.verdict] > badness[before.verdict]) sorted.set(setting, one);
  };
  for (const one of said?.values() ?? []) {
    const [own, ...others] = one.paths.flatMap((path) => byPath.get(path.toLowerCase()) ?? []);
    const setting = own ?? (one.verdict === 'preserved' ? undefined : nearestTo(one.paths[0] ?? '', settings));
    if (setting) take(setting, one);
    for (const other of others) take(other, { ...one, verdict: 'preserved' });
  }
  return sorted;
}

/** The setting that has most of a path in common with it, beyond the first step. */
function nearestTo(property: string, settings: readonly BaseSetting[]): BaseSetting | undefined {
  const common = settings.map((setting) => commonSteps(setting.property, property));
  const most = Math.max(...common);
  return most > 1 ? settings[common.indexOf(most)] : settings.find((setting) => setting.property === '');
}

function commonSteps(one: string, other: string): number {
  const [left, right] = [one, other].map((path) => path.toLowerCase().split('.'));
  const end = left?.findIndex((step, index) => step !== right?.[index]) ?? 0;
  return end < 0 ? (left?.length ?? 0) : end;
}

/** Whether both revisions say the same, so that there is nothing to judge. */
function isSaidAlike({ resource, property, locate }: BaseSetting, { head }: Pair): boolean {
  if (!head) return false;
  if (property === '') return true;
  const [before, after] = [locate(resource), locate(head)];
  return before.every(({ value }, index) => {
    const other = after[index]?.value;
    return other !== undefined && canonicalValue(value) === canonicalValue(other);
  });
}
