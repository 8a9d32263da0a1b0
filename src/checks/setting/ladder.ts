import type { Judgement } from '../../diff/worlds.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { defaultFor } from '../../protection/azure/defaults.ts';
import { type Ladder, type LadderEvent, ladders, rankOf } from '../../protection/azure/ladders.ts';
import { valuesAt } from '../../protection/azure/resource-types.ts';
import { transitionNote } from '../../protection/azure/transitions.ts';
import { ladderOutcome, permitsDowngrade } from '../../protection/outcome/setting-outcome.ts';
import type { CheckContext, Evidence, Observation } from '../check.ts';
import {
  judgeFall,
  judgeGone,
  judgeLock,
  judgeLoss,
  judgeLowest,
  judgeState,
  levelText,
  type PropertyLadder,
  preserved,
} from './ladder-judge.ts';
import type { Places } from './property-paths.ts';
import {
  decideHead,
  decideSetting,
  isInBase,
  isUnset,
  lookAtSettings,
  observedOf,
  type Setting,
  type SettingDecision,
} from './setting.ts';

/** A property whose values are ordered levels of protection. */
export interface LadderCheck extends Places {
  readonly kind: 'ladder';
  /** A ladder that armlock knows, or the levels themselves, the weakest first. */
  readonly ladder: string | readonly (string | boolean)[];
  readonly event: LadderEvent;
  /** For `below`: the lowest level that is good. */
  readonly level?: string | boolean;
}

/** Compares the level of a protection in base and head, or with a level that is asked for. */
export function checkLadder(check: LadderCheck, { pairs }: CheckContext): readonly Observation[] {
  return lookAtSettings(check, pairs, (setting) => {
    const ladder = ladderOf(check, setting);
    return check.event === 'below' ? observeState(check, setting, ladder) : observeChange(check, setting, ladder);
  });
}

function ladderOf({ ladder }: LadderCheck, { surfaces }: Setting): PropertyLadder {
  const known = typeof ladder === 'string' ? ladders[ladder] : undefined;
  const levels = typeof ladder === 'string' ? [] : ladder;
  const own: Ladder = {
    name: '',
    ranks: Object.fromEntries(levels.map((level, rank) => [String(level), rank])),
    irreversibleFrom: Number.POSITIVE_INFINITY,
    defaultForNew: String(levels[0]),
  };
  const typed = surfaces.flatMap(({ pair, property }) => {
    const type = (pair.head ?? pair.base)?.type;
    return type === undefined ? [] : [{ type, property }];
  });
  const [unwritten] = typed.flatMap(({ type, property }) => defaultFor(type, property)?.value ?? []);
  const words = typed.flatMap(({ type, property }) => valuesAt(type, property));
  return { ...(known ?? own), unwritten: unwritten === undefined ? undefined : String(unwritten), words };
}

function observeChange({ event }: LadderCheck, setting: Setting, ladder: PropertyLadder): Observation | undefined {
  if (!isInBase(setting) && event !== 'locked') return undefined;
  const decision = isInBase(setting)
    ? decideSetting(setting, (from, to) => judgeChange(event, from, to, ladder, setting))
    : decideHead(setting, (to) => judgeLock(undefined, to, ladder));
  const [from, to] = [decision.from.value, decision.to.value];
  const described = observedOf(setting, decision);
  if (!described?.pair.head || (isUnset(from) && isUnset(to))) return undefined;
  const level = isInBase(setting) && !isUnset(from) ? levelText(from, ladder) : '';
  const sides = { base: described.pair.base, head: described.subject };
  const outcome = ladderOutcome(ladder.name, event, level, sides);
  return {
    ...described,
    before: isInBase(setting) ? levelText(from, ladder) : 'not declared',
    after: levelText(to, ladder),
    ...(event === 'downgrade-permitted' && { head: withVersion(described) }),
    texts: {
      note: transitionNote(ladder.name, event, level, described.subject),
      versionBefore: versionText(described.pair.base),
      versionAfter: versionText(described.pair.head),
    },
    ...(outcome && { outcome }),
  };
}

function judgeChange(event: LadderEvent, from: Value, to: Value, ladder: PropertyLadder, setting: Setting): Judgement {
  const gone = isUnset(to) && !isUnset(from);
  switch (event) {
    case 'locked':
      return judgeLock(from, to, ladder);
    case 'undeclared':
      return gone ? judgeGone(from, ladder) : preserved;
    case 'lost':
      return judgeLoss(from, to, ladder);
    case 'downgrade-permitted':
      return permitsDowngradeIn(setting, ladder) ? judgeLowest(from, to, ladder) : preserved;
    default:
      return gone ? preserved : judgeFall(from, to, ladder);
  }
}

/** The api-version says it, not the level, which stays. */
function withVersion({ pair, head }: Pick<Observation, 'pair' | 'head'>): Evidence | undefined {
  return head && { ...head, own: [...(pair.head?.apiVersion.origins ?? []), ...head.own] };
}

function versionText(resource: Resource | undefined): string {
  return resource?.apiVersion.kind === 'string' ? resource.apiVersion.value : 'not known';
}

function permitsDowngradeIn({ surfaces }: Setting, ladder: PropertyLadder): boolean {
  return surfaces.some(({ pair: { base, head } }) => base && head && permitsDowngrade(ladder.name, base, head));
}

function observeState(check: LadderCheck, setting: Setting, ladder: PropertyLadder): Observation | undefined {
  const wanted = rankOf(ladder, String(check.level)) ?? 0;
  const decision: SettingDecision = decideHead(setting, (value) => judgeState(value, ladder, wanted));
  const described = observedOf(setting, decision);
  if (!described || decision.to.surface === undefined) return undefined;
  return { ...described, before: String(check.level), after: levelText(decision.to.value, ladder) };
}
