import type { Pair } from '../diff/pair.ts';
import { decide } from '../diff/worlds.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { isType, nameText, textKey } from '../model/identity.ts';
import { writtenSegments } from '../model/segments.ts';
import { type Immutability, immutabilityOf, isImmutable } from '../protection/immutability.ts';
import { replacementOutcome } from '../protection/removal-outcome.ts';
import {
  type CheckContext,
  evidenceOfResource,
  isFalse,
  isTrue,
  type Observed,
  presenceValue,
  vaultStateOf,
} from './check.ts';

/** Finds resources in whose stead head deploys another one, with another name or in another place. */
export function observeReplacements(types: ReadonlySet<string>, context: CheckContext): readonly Observed[] {
  const gone = context.pairs.filter((pair) => isGone(pair, types));
  const added = context.pairs.flatMap(({ base, head }) => (!base && head && isDeployable(head) ? [head] : []));
  return gone.flatMap((pair) => {
    const { base } = pair;
    const successor = base && successorOf(base, gone, added);
    return successor ? [observeReplacement(pair, base, successor, context)] : [];
  });
}

/** Whether head certainly has a resource no more, neither in parts that cannot be seen nor under a name that is not known. */
function isGone({ base, head, hiddenBy, perhaps }: Pair, types: ReadonlySet<string>): boolean {
  return base !== undefined && types.has(base.type.toLowerCase()) && !head && !hiddenBy && !perhaps;
}

function isDeployable({ existing, presence }: Resource): boolean {
  return !existing && presence !== 'never';
}

/** Of the new resources the one of the same name, or of the same symbol; else the only one, if only one is gone. */
function successorOf(base: Resource, gone: readonly Pair[], added: readonly Resource[]): Resource | undefined {
  const candidates = added.filter((one) => isType(one, base.type));
  const named = candidates.find(({ name }) => textKey(name) === textKey(base.name));
  const called = candidates.find(({ symbol }) => symbol !== undefined && symbol === base.symbol);
  const alone = gone.filter((pair) => pair.base && isType(pair.base, base.type)).length === 1;
  return named ?? called ?? (alone && candidates.length === 1 ? candidates[0] : undefined);
}

function observeReplacement(pair: Pair, base: Resource, successor: Resource, context: CheckContext): Observed {
  const decision = decide([presenceValue(base)], [presenceValue(successor)], ([before], [after]) => {
    if (isFalse(before) || isFalse(after)) return { verdict: 'nothing' };
    return { verdict: 'weakened', confidence: isTrue(before) && isTrue(after) ? 'certain' : 'possible' };
  });
  return {
    subject: base,
    pair,
    property: '',
    verdict: decision.verdict,
    confidence: decision.confidence,
    widened: false,
    before: placeText(base),
    after: placeText(successor),
    texts: { change: changeText(base, successor), state: stateText(base, successor) },
    base: evidenceOfResource(base),
    head: { ...evidenceOfResource(successor), own: successor.name.origins },
    outcome: replacementOutcome(vaultStateOf({ base, head: base }, context), context.mode),
  };
}

function placeText({ name, scope }: Resource): string {
  const group = groupOf(scope);
  return group === undefined ? nameText(name) : `${nameText(name)} in resource group ${group}`;
}

function changeText(base: Resource, successor: Resource): string {
  const renamed = textKey(base.name) !== textKey(successor.name) ? `as ${nameText(successor.name)}` : '';
  const moved = textKey(base.scope) !== textKey(successor.scope) ? `in ${scopeText(successor.scope)}` : '';
  return [renamed, moved].filter((text) => text !== '').join(' ');
}

function scopeText(scope: Value): string {
  const group = groupOf(scope);
  return group === undefined ? nameText(scope) : `resource group ${group}`;
}

function groupOf(scope: Value): string | undefined {
  const segments = writtenSegments(scope);
  const index = segments.findIndex((segment) => segment.toLowerCase() === 'resourcegroups');
  return index < 0 ? undefined : segments[index + 1];
}

/** What is lost with the state of the old vault, if anything is. */
function stateText(base: Resource, successor: Resource): string {
  const [before, after] = [immutabilityOf(base), immutabilityOf(successor)];
  if (!isImmutable(before) || after === before || after === 'locked') return '';
  return `The old one is ${levels[before]}, the new one is ${levels[after]}.`;
}

const levels: Readonly<Record<Immutability, string>> = {
  disabled: 'not immutable',
  unlocked: 'immutable, but not locked',
  locked: 'locked',
  undeclared: 'not declared immutable',
  undecided: 'perhaps not immutable',
  invisible: 'not visible',
};
