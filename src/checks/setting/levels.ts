import type { Judgement } from '../../diff/worlds.ts';
import { isShown, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { defaultFor } from '../../protection/azure/defaults.ts';
import { type Ladder, type LadderEvent, ladders } from '../../protection/azure/ladders.ts';
import { valuesAt } from '../../protection/azure/resource-types.ts';
import { ladderOutcome } from '../../protection/outcome/setting-outcome.ts';
import { memo } from '../../text/memo.ts';
import { ownMember } from '../../text/own-member.ts';
import type { CheckContext, Observation } from '../check.ts';
import { type EvidenceSource, observation, type Where, type Words } from '../observation.ts';
import { levelNames, places, type Values } from '../parameters.ts';
import { judgeLock, levelText, type PropertyLadder } from './judge-levels.ts';
import {
  decideHead,
  decideSetting,
  isInBase,
  isUnset,
  lookAtWritten,
  placeOfChange,
  type Setting,
  type SettingDecision,
} from './setting.ts';

/** A property whose values are ordered levels of protection. */
export const levelParameters = { levels: levelNames(), ...places };

export type LevelCheck = Values<typeof levelParameters>;

/** A change of a level, as it is put into words. */
export interface LevelChange {
  readonly where: Where;
  readonly ladder: PropertyLadder;
  /** The level in base, empty if none is declared. */
  readonly from: string;
}

/** How the levels of both revisions are judged. */
export interface LevelJudge<Placeholder extends string> {
  /** What Azure is asked about. */
  readonly event: Exclude<LadderEvent, 'below'>;
  readonly judge: (from: Value, to: Value, ladder: PropertyLadder, setting: Setting) => Judgement;
  /** The placeholders of the behaviour. */
  readonly texts: (change: LevelChange) => Words<Placeholder>['texts'];
  /** The evidence of head, if it is not the level itself. */
  readonly evidence?: (where: Where) => EvidenceSource;
}

/** Compares the level of a protection in base and head. */
export function compareLevels<H extends string>(
  check: LevelCheck,
  context: CheckContext,
  how: LevelJudge<H>,
): readonly Observation<H>[] {
  return lookAtWritten(check, context.pairs, (setting) => {
    const ladder = ladderOf(check, setting);
    if (isInBase(setting)) {
      const decision = decideSetting(setting, (from, to) => how.judge(from, to, ladder, setting));
      return observeLevel(setting, decision, ladder, how, context);
    }
    // A level of a new resource is no loss, unless it can never be taken back.
    if (how.event !== 'locked') return undefined;
    return observeLevel(
      setting,
      decideHead(setting, (to) => judgeLock(undefined, to, ladder)),
      ladder,
      how,
      context,
    );
  });
}

function observeLevel<H extends string>(
  setting: Setting,
  decision: SettingDecision,
  ladder: PropertyLadder,
  { event, texts, evidence }: LevelJudge<H>,
  context: CheckContext,
): Observation<H> | undefined {
  const where = placeOfChange(setting, decision);
  if (!where) return undefined;
  const [from, to] = [decision.from.value, decision.to.value];
  const seen = evidence ? { ...where, head: evidence(where) } : where;
  return observation(decision, seen, () => {
    const level = isInBase(setting) && !isUnset(from) ? levelText(from, ladder) : '';
    const { base } = where.pair;
    const guarded = base !== undefined && context.base.isGuarded(base);
    const sides = { base, head: where.subject, property: where.property, guarded };
    return {
      before: isInBase(setting) ? levelText(from, ladder) : 'not declared',
      after: levelText(to, ladder),
      texts: texts({ where, ladder, from: level }),
      outcome: ladderOutcome(ladder.name, event === 'lost' && isUnset(to) ? 'undeclared' : event, level, sides),
      unknown: unknownLevel(decision),
    };
  });
}

/** Why a level is not known that no value leaves open: it is a word that is none. */
export function unknownLevel({ from, to }: SettingDecision): string {
  const word = [to.value, from.value].find(({ kind }) => kind === 'string');
  return word?.kind === 'string'
    ? `${isShown(word) ? `'${word.value}'` : secureText} is not a level that armlock knows`
    : 'its value is not a level';
}

type NamedLevels = Pick<LevelCheck, 'levels'>;

/** The levels that a check names, with what is known of the property. */
export function ladderOf(check: NamedLevels, { surfaces }: Setting): PropertyLadder {
  const typed = surfaces.flatMap(({ pair, property }) => {
    const type = (pair.head ?? pair.base)?.type;
    return type === undefined ? [] : [{ type, property }];
  });
  const key = typed.map(({ type, property }) => `${type} ${property}`).join();
  const known = laddersOf(check);
  const found = known.get(key) ?? ladderFor(check, typed);
  known.set(key, found);
  return found;
}

/** The ladders of a check by types and properties: very many resources have the same ones. */
const laddersOf = memo((_: NamedLevels) => new Map<string, PropertyLadder>());

function ladderFor(
  { levels }: NamedLevels,
  typed: readonly { readonly type: string; readonly property: string }[],
): PropertyLadder {
  const known = typeof levels === 'string' ? ownMember(ladders, levels) : undefined;
  const listed = typeof levels === 'string' ? [] : levels;
  const own: Ladder = {
    name: '',
    ranks: Object.fromEntries(listed.map((level, rank) => [String(level), rank])),
    irreversibleFrom: Number.POSITIVE_INFINITY,
    defaultForNew: String(listed[0]),
  };
  const [unwritten] = typed.flatMap(({ type, property }) => defaultFor(type, property)?.value ?? []);
  const words = typed.flatMap(({ type, property }) => valuesAt(type, property));
  return { ...(known ?? own), unwritten: unwritten === undefined ? undefined : String(unwritten), words };
}

/** For behaviours that fill no placeholders of their own. */
export const noTexts = (): Readonly<Record<never, string>> => ({});
