import { assume } from '../expr/choice.ts';
import type { Atom, ChoiceValue, Value } from '../expr/value.ts';
import { type Assumption, isPossibleBeside } from './assumptions.ts';

/** The answer of a comparison: the protection is as good as before, or less, or unknown. */
export type Verdict = 'preserved' | 'weakened' | 'unknown';

/** A verdict over all that undecided values may turn out to be. */
export interface Decision {
  readonly verdict: Verdict;
  /** Certain if it holds whatever the undecided values are. */
  readonly confidence: 'certain' | 'possible';
  /** Set if only values that head newly allows are weaker. */
  readonly widened?: boolean;
  /** Set if there are more worlds than armlock looks at. */
  readonly isBounded?: boolean;
  /** What callers must choose to get less, where that decides and they could choose it in base, too. */
  readonly chosen?: readonly Assumption[];
  /** The values of the world that decided, for messages. */
  readonly base: readonly Value[];
  readonly head: readonly Value[];
}

/** What a judge says of values without choices: a verdict, and whether it is sure. */
export interface Judgement {
  /** `nothing` where there is nothing to compare: such worlds do not count. */
  readonly verdict: Verdict | 'nothing';
  readonly confidence?: 'certain' | 'possible';
}

export type Judge = (base: readonly Value[], head: readonly Value[]) => Judgement;

interface World {
  readonly base: readonly Value[];
  readonly head: readonly Value[];
  /** Whether base could be so, too; if not, head newly allows it. */
  readonly shared: boolean;
  readonly assumed: readonly Assumption[];
}

const noChoices: ReadonlySet<string> = new Set();

/** More combinations than this are not followed: the answer is then unknown. */
const maxWorlds = 256;

/**
 * Judges values that may be choices in every combination that can occur. Choices on the same unknown are decided
 * together, in base and head alike.
 *
 * @param choices parameters by whose values callers of both revisions may override a default, by name in lower case
 */
export function decide(
  base: readonly Value[],
  head: readonly Value[],
  judge: Judge,
  choices: ReadonlySet<string> = noChoices,
): Decision {
  if (!base.some(isChoice) && !head.some(isChoice)) return decideOnly(base, head, judge);
  const worlds = worldsOf({ base, head, shared: true, assumed: [] }, maxWorlds);
  if (!worlds) return { verdict: 'unknown', confidence: 'possible', isBounded: true, base, head };
  const all = worlds.map((world) => ({ world, ...judgeWorld(world, judge, base) }));
  const judged = all.filter(isJudged);
  const sure = all.every(({ confidence }) => confidence !== 'possible');
  return decisionOf(judged, sure, { base, head, choices });
}

function isChoice(value: Value): value is ChoiceValue {
  return value.kind === 'choice';
}

/** Decides in the only world that there is, as for nearly all values. */
function decideOnly(base: readonly Value[], head: readonly Value[], judge: Judge): Decision {
  const { verdict, confidence = 'certain' } = judge(base, head);
  return verdict === 'nothing'
    ? { verdict: 'preserved', confidence: 'certain', base, head }
    : { verdict, confidence, base, head };
}

interface JudgedWorld {
  readonly world: World;
  readonly verdict: Verdict;
}

function isJudged<J extends Judgement & { readonly world: World }>(one: J): one is J & JudgedWorld {
  return one.verdict !== 'nothing';
}

interface Compared {
  readonly base: readonly Value[];
  readonly head: readonly Value[];
  readonly choices: ReadonlySet<string>;
}

function decisionOf(judged: readonly JudgedWorld[], sure: boolean, { base, head, choices }: Compared): Decision {
  const shared = judged.filter(({ world }) => world.shared);
  const weaker = judged.find(({ verdict }) => verdict === 'weakened');
  const first = shared[0] ?? judged[0];
  if (!first) return { verdict: 'preserved', confidence: 'certain', base, head };
  if (new Set(shared.map(({ verdict }) => verdict)).size > 1) {
    // If base depends on the same unknowns, or a caller chooses them in base, too, some of its deployments are weakened.
    const before = new Set(atomsOf(base).map(({ key }) => key));
    const after = atomsOf(head).filter(({ key }) => !before.has(key));
    const known = weaker?.world.shared && after.every((atom) => isChosen(atom, choices));
    if (!weaker || !known) return { verdict: 'unknown', confidence: 'possible', base, head };
    const { base: from, head: to, assumed } = weaker.world;
    const chosen = assumed.filter(({ atom }) => isChosen(atom, choices));
    return { verdict: 'weakened', confidence: 'possible', base: from, head: to, ...(chosen.length > 0 && { chosen }) };
  }
  if (first.verdict === 'preserved' && weaker) {
    const { base: from, head: to } = weaker.world;
    return { verdict: 'weakened', confidence: 'possible', widened: true, base: from, head: to };
  }
  const { base: from, head: to } = first.world;
  return { verdict: first.verdict, confidence: sure ? 'certain' : 'possible', base: from, head: to };
}

function isChosen({ why }: Atom, choices: ReadonlySet<string>): boolean {
  return why.parameter !== undefined && choices.has(why.parameter.toLowerCase());
}

/** A value that base could not take is weaker only if it is so compared with every one that base could take. */
function judgeWorld(world: World, judge: Judge, base: readonly Value[]): Judgement {
  if (world.shared) return judge(world.base, world.head);
  const all = worldsOf({ base, head: world.head, shared: true, assumed: [] }, maxWorlds) ?? [];
  const judged = all.map((one) => judge(one.base, world.head)).filter(({ verdict }) => verdict !== 'nothing');
  const weaker = judged.length > 0 && judged.every(({ verdict }) => verdict === 'weakened');
  return { verdict: weaker ? 'weakened' : 'preserved' };
}

/** All worlds of a comparison, or undefined if there are too many. */
function worldsOf(world: World, limit: number): readonly World[] | undefined {
  const choice = [...world.base, ...world.head].find(isChoice);
  if (!choice) return [world];
  const worlds: World[] = [];
  for (const when of casesOf(choice.atom.key, world)) {
    const added = { atom: choice.atom, when };
    if (!isPossibleBeside(added, world.assumed)) continue;
    const base = assumeAll(world.base, choice.atom.key, when);
    const head = assumeAll(world.head, choice.atom.key, when);
    // A side that has no such case cannot be so: base of a widened choice, head of a narrowed one.
    if (!head) continue;
    const inner = worldsOf(
      {
        base: base ?? world.base.map(unresolved(choice)),
        head,
        shared: world.shared && base !== undefined,
        assumed: [...world.assumed, added],
      },
      limit,
    );
    if (!inner || worlds.length + inner.length > limit) return undefined;
    worlds.push(...inner);
  }
  return worlds;
}

/** The unknowns on which values depend. */
function atomsOf(values: readonly Value[]): readonly Atom[] {
  return values.flatMap((value) =>
    value.kind === 'choice' ? [value.atom, ...atomsOf(value.cases.map((one) => one.value))] : [],
  );
}

/** Everything that an atom may be, on either side. */
function casesOf(atom: string, { base, head }: World): readonly string[] {
  const names = new Set<string>();
  const visit = (value: Value): void => {
    if (value.kind !== 'choice') return;
    for (const one of value.cases) {
      if (value.atom.key === atom) names.add(one.when);
      visit(one.value);
    }
  };
  for (const value of [...base, ...head]) visit(value);
  return [...names];
}

/** The values once an atom is decided; undefined if one of them has no such case. */
function assumeAll(values: readonly Value[], atom: string, when: string): readonly Value[] | undefined {
  const assumed = values.map((value) => assume(value, atom, when));
  return assumed.some((value) => value.kind === 'choice' && value.atom.key === atom) ? undefined : assumed;
}

/** Stands for a base that cannot be so; such a world is compared with all of base instead. */
function unresolved(choice: ChoiceValue): (value: Value) => Value {
  const [first] = choice.cases;
  return (value) => (value.kind === 'choice' && value.atom.key === choice.atom.key && first ? first.value : value);
}
