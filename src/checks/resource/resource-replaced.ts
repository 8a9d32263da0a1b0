import type { Pair } from '../../diff/pair.ts';
import { decide } from '../../diff/worlds.ts';
import { outcomesOf } from '../../expr/choice.ts';
import { withoutEqualCases } from '../../expr/equality.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { nameText, shownSegments, textKey } from '../../model/identity.ts';
import { mayBeEqual, nameSegments } from '../../model/segments.ts';
import { replacementOutcome } from '../../protection/outcome/removal-outcome.ts';
import { type Immutability, immutabilityOf, isImmutable } from '../../protection/resources/immutability.ts';
import { groupBy } from '../../text/group-by.ts';
import { behaviour } from '../behaviour.ts';
import {
  type CheckContext,
  evidenceOfResource,
  isFalse,
  isTrue,
  type Observation,
  presenceValue,
  vaultStateOf,
} from '../check.ts';
import { observation } from '../observation.ts';
import { deletionText, elsewhereReason, isDeployable, modeFor, removalParameters } from './removal.ts';

type Placeholder = 'change' | 'state' | 'deletion';

export const resourceReplaced = behaviour({
  kind: 'resource-replaced',
  about: 'Head deploys another resource instead of the one that base deploys, with another name or in another place.',
  judges: ['diff'],
  schema: removalParameters,
  placeholders: {
    change: 'the name and the place of the new resource, as far as they differ',
    state: 'what is lost with the state of the old resource, as a sentence; empty for nothing',
    deletion: 'how to learn whether the old one is deleted, as a sentence; empty if that is known',
  },
  run: ({ resources }, context) => {
    const types = new Set(resources.map((type) => type.toLowerCase()));
    return [...observeReplacements(types, context), ...observeKept(types, context)];
  },
});

function observeReplacements(types: ReadonlySet<string>, context: CheckContext): readonly Observation<Placeholder>[] {
  const gone = context.pairs.filter((pair) => isGone(pair, types));
  const added = context.pairs.flatMap(({ base, head }) => (!base && head && isDeployable(head) ? [head] : []));
  const successorOf = successors(gone, added);
  return gone.flatMap((pair) => {
    const { base } = pair;
    const successor = base && successorOf(base);
    return successor ? [observeReplacement(pair, base, successor, context)] : [];
  });
}

/** Whether head certainly has a resource no more, neither in parts that cannot be seen nor under a name that is not known. */
function isGone({ base, head, hiddenBy, possibleMatch }: Pair, types: ReadonlySet<string>): boolean {
  return base !== undefined && types.has(base.type.toLowerCase()) && !head && !hiddenBy && !possibleMatch;
}

/** Of the new resources the one of the same name, or of the same symbol; else the only one, if only one is gone. */
function successors(gone: readonly Pair[], added: readonly Resource[]): (base: Resource) => Resource | undefined {
  const typeOf = ({ type }: Resource): string => type.toLowerCase();
  const nameOf = (one: Resource): string => `${typeOf(one)}|${textKey(one.name)}`;
  const symbolOf = (one: Resource): string | undefined =>
    one.symbol === undefined ? undefined : `${typeOf(one)}|${one.symbol}`;
  const named = groupBy(added, nameOf);
  const called = groupBy(added, symbolOf);
  const typed = groupBy(added, typeOf);
  const left = groupBy(
    gone.flatMap(({ base }) => base ?? []),
    typeOf,
  );
  return (base) => {
    const symbol = symbolOf(base);
    const [only, ...others] = left.get(typeOf(base))?.length === 1 ? (typed.get(typeOf(base)) ?? []) : [];
    const same = named.get(nameOf(base))?.[0] ?? (symbol === undefined ? undefined : called.get(symbol)?.[0]);
    return same ?? (others.length === 0 ? only : undefined);
  };
}

/** Resources that head may deploy to another place, or under another name in some cases. */
function observeKept(types: ReadonlySet<string>, context: CheckContext): readonly Observation<Placeholder>[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!base || !head || !types.has(base.type.toLowerCase()) || !isDeployable(head)) return [];
    const [before, after] = [base.name, head.name].map(withoutEqualCases);
    const isChosen = before?.kind === 'choice' || after?.kind === 'choice';
    return isChosen || elsewhereReason(pair) !== undefined ? [observeReplacement(pair, base, head, context)] : [];
  });
}

function observeReplacement(
  pair: Pair,
  base: Resource,
  successor: Resource,
  context: CheckContext,
): Observation<Placeholder> {
  const names = [base, successor].map(({ name }) => withoutEqualCases(name));
  const [old = base.name, now = successor.name] = names;
  const elsewhere = elsewhereReason(pair);
  const decision = decide(
    [presenceValue(base), old],
    [presenceValue(successor), now],
    ([before, from], [after, to]) => {
      if (isFalse(before) || isFalse(after)) return { verdict: 'nothing' };
      // Names that are not known may be the same one.
      const isOne = pair.head !== undefined && from && to && mayBeEqual(nameSegments(from), nameSegments(to));
      if (isOne) return { verdict: elsewhere === undefined ? 'preserved' : 'unknown' };
      return { verdict: 'weakened', confidence: isTrue(before) && isTrue(after) ? 'certain' : 'possible' };
    },
    pair.choices,
  );
  const outcome = replacementOutcome(vaultStateOf({ base, head: base }, context), modeFor(base, context));
  const where = {
    subject: base,
    pair,
    property: '',
    base: () => evidenceOfResource(base),
    head: () => ({
      ...evidenceOfResource(successor),
      own: elsewhere === undefined ? successor.name.origins : successor.scope.origins,
    }),
  };
  return observation(decision, where, () => ({
    before: placeText(base),
    after: placeText(successor),
    texts: {
      change: changeText(base, successor),
      state: stateText(base, successor),
      deletion: deletionText(outcome, modeFor(base, context)),
    },
    outcome,
    reason: elsewhere,
    unknown: 'whether both are deployed is not known',
  }));
}

function placeText({ name, scope }: Resource): string {
  const group = groupOf(scope);
  return group === undefined ? nameText(name) : `${nameText(name)} in resource group ${group}`;
}

function changeText(base: Resource, successor: Resource): string {
  const renamed = textKey(base.name) !== textKey(successor.name) ? `as ${namesText(successor.name)}` : '';
  const moved = textKey(base.scope) !== textKey(successor.scope) ? `in ${scopeText(successor.scope)}` : '';
  return [renamed, moved].filter((text) => text !== '').join(' ');
}

/** All names that a choice may turn out as. */
function namesText(name: Value): string {
  return [...new Set(outcomesOf(name).map(nameText))].join(' or ');
}

function scopeText(scope: Value): string {
  const group = groupOf(scope);
  return group === undefined ? nameText(scope) : `resource group ${group}`;
}

function groupOf(scope: Value): string | undefined {
  const segments = nameSegments(scope);
  const index = segments.findIndex(({ text }) => text === 'resourcegroups');
  return index < 0 ? undefined : shownSegments(scope)[index + 1];
}

/** What is lost with the state of the old vault, if anything is. */
function stateText(base: Resource, successor: Resource): string {
  const [before, after] = [immutabilityOf(base), immutabilityOf(successor)];
  if (!isImmutable(before) || after === before || after === 'locked') return '';
  return `The old vault is ${levels[before]}, the new vault is ${levels[after]}.`;
}

const levels: Readonly<Record<Immutability, string>> = {
  disabled: 'not immutable',
  unlocked: 'immutable, but not locked',
  locked: 'locked',
  undeclared: 'not declared immutable',
  undecided: 'possibly not immutable',
  invisible: 'not visible',
};
