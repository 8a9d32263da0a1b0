import type { Pair } from '../../diff/pair.ts';
import { decide, type Judgement } from '../../diff/worlds.ts';
import { equalValues } from '../../expr/equality.ts';
import { printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { identityOf, mayBeSame, nameText } from '../../model/identity.ts';
import { observe, pathOf, stepsOf } from '../../model/observe.ts';
import { protectedKind } from '../../protection/azure/kinds.ts';
import { declarationsOutcome } from '../../protection/outcome/setting-outcome.ts';
import { immutabilityOf, immutabilityPath, isImmutable } from '../../protection/resources/immutability.ts';
import { memberOf } from '../../protection/resources/read-values.ts';
import { groupBy } from '../../text/group-by.ts';
import { whereIs } from '../../text/source.ts';
import { behaviour } from '../behaviour.ts';
import { evidenceOf, evidenceOfResource, isFalse, isTrue, type Observation, presenceValue } from '../check.ts';
import { observation, settled } from '../observation.ts';
import { resourceTypes } from '../parameters.ts';
import { valueText } from '../setting/values.ts';

type Placeholder = 'first' | 'second';

export const resourceDeclaredTwice = behaviour({
  kind: 'resource-declared-twice',
  about: 'Two declarations of one resource differ, in one revision or newly in head.',
  takesAway: false,
  judges: ['diff', 'state'],
  schema: { resources: resourceTypes('The types of the resources.') },
  placeholders: { first: 'where one declaration is', second: 'where the other one is' },
  run: ({ resources }, { pairs }) => {
    const types = new Set(resources.map((type) => type.toLowerCase()));
    const wanted = pairs.filter(({ base, head }) => types.has((head ?? base)?.type.toLowerCase() ?? ''));
    const before = declarationsOf(wanted, 'base');
    const pairOf = new Map(wanted.map((pair) => [pair.head, pair]));
    const twice = [...declarationsOf(wanted, 'head')].flatMap(([key, [first, ...others]]) =>
      first ? others.flatMap((other) => observeTwo(first, other, before.get(key) ?? [], pairOf.get(other)) ?? []) : [],
    );
    return [...twice, ...wanted.flatMap((pair) => observeNameless(pair, wanted))];
  },
});

/** A new vault whose name is not known may be one that is there, and undo its immutability. */
function observeNameless(pair: Pair, pairs: readonly Pair[]): readonly Observation<Placeholder>[] {
  const { base, head } = pair;
  if (base || !head || protectedKind(head) !== 'vault' || isFalse(presenceValue(head))) return [];
  if (isImmutable(immutabilityOf(head))) return [];
  const known = pairs.find((one) => one.base && one.head && mayUndo(head, one.base))?.head;
  if (!known) return [];
  const [one, other] = [known, head].map((resource) => observe(resource, stepsOf(immutabilityPath)));
  if (!one || !other) return [];
  const where = { subject: head, pair, property: '', base: undefined, head: () => evidenceOfResource(head) };
  return [
    observation(settled('unknown', 'possible'), where, () => ({
      before: textOf(one.value),
      after: textOf(other.value),
      texts: { first: whereIs(known.nameSpan), second: whereIs(head.nameSpan) },
      unknown: `its name is not known, so that it may be ${nameText(known.name)}, which is immutable`,
    })),
  ];
}

function mayUndo(head: Resource, base: Resource): boolean {
  if (head.type.toLowerCase() !== base.type.toLowerCase() || !isImmutable(immutabilityOf(base))) return false;
  return mayBeSame(identityOf(head), identityOf(base));
}

/** The declarations of each resource that are deployed. One that stands for a whole loop is not one resource. */
function declarationsOf(pairs: readonly Pair[], side: 'base' | 'head'): ReadonlyMap<string, readonly Resource[]> {
  const declared = [...new Set(pairs.flatMap((pair) => pair[side] ?? []))].filter(
    (one) => identityOf(one).stable && !one.uncountedLoop && !isFalse(presenceValue(one)),
  );
  return groupBy(declared, (one) => identityOf(one).key);
}

function observeTwo(
  first: Resource,
  second: Resource,
  known: readonly Resource[],
  pair: Pair | undefined,
): Observation<Placeholder> | undefined {
  const path = differenceOf(first.body, second.body, 'properties') ?? ['properties'];
  const [one, other] = [observe(first, path), observe(second, path)];
  if (!pair) return undefined;
  const decision = decide([], [first, second].flatMap(saidOf), (_, values) => judge(values));
  const isOld = known.some((left, index) =>
    known.slice(index + 1).some((right) => judge([left, right].flatMap(saidOf)).verdict === decision.verdict),
  );
  // Which of them comes first means nothing.
  const [before = '', after = ''] = [textOf(one.value), textOf(other.value)].sort();
  const where = { subject: second, pair, property: pathOf(other), base: undefined, head: () => evidenceOf(other) };
  return observation({ ...decision, verdict: isOld ? 'preserved' : decision.verdict }, where, () => ({
    before,
    after,
    texts: { first: whereIs(first.nameSpan), second: whereIs(second.nameSpan) },
    outcome: declarationsOutcome,
    unknown: 'a declaration is not known',
  }));
}

/** Whether a declaration is deployed, and what it says. */
function saidOf(resource: Resource): readonly Value[] {
  return [presenceValue(resource), observe(resource, ['properties']).value];
}

function judge([one, said, other, saidToo]: readonly Value[]): Judgement {
  if (isFalse(one) || isFalse(other) || !said || !saidToo) return { verdict: 'nothing' };
  if (printValue(said).toLowerCase() === printValue(saidToo).toLowerCase()) return { verdict: 'preserved' };
  const alike = equalValues(said, saidToo);
  if (alike === undefined) return { verdict: 'unknown' };
  if (alike) return { verdict: 'preserved' };
  return isTrue(one) && isTrue(other) ? { verdict: 'weakened' } : { verdict: 'weakened', confidence: 'possible' };
}

/** The path to the first thing in which two objects differ. */
function differenceOf(one: Value, other: Value, name: string): readonly string[] | undefined {
  const [left, right] = [memberOf(one, name), memberOf(other, name)];
  if (left?.kind !== 'object' || right?.kind !== 'object') {
    const isSame = left !== undefined && right !== undefined && equalValues(left, right) === true;
    return isSame || left === right ? undefined : [name];
  }
  const names = [...new Set([...left.entries.values(), ...right.entries.values()].map(({ key }) => key))];
  for (const inner of names) {
    const path = differenceOf(left, right, inner);
    if (path) return [name, ...path];
  }
  return undefined;
}

function textOf(value: Value): string {
  if (value.kind === 'absent') return 'not declared';
  return valueText(value);
}
