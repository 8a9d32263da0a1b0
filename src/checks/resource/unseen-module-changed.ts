import type { Pair } from '../../diff/pair.ts';
import { canonicalValue } from '../../expr/basis.ts';
import { absentValue, entryOf } from '../../expr/make-value.ts';
import { shownValue } from '../../expr/print.ts';
import type { ObjectValue, Origin, Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { isUnrelatedDeployment } from '../../model/unrelated-modules.ts';
import { isTold } from '../../protection/resources/told-arguments.ts';
import { behaviour } from '../behaviour.ts';
import { type Evidence, evidenceOfResource, type Observation } from '../check.ts';
import { observation, settled } from '../observation.ts';

export const unseenModuleChanged = behaviour({
  kind: 'unseen-module-changed',
  about: 'What is passed to a module or nested deployment that armlock cannot see changes, or its version does.',
  judges: ['diff'],
  schema: {},
  placeholders: { change: 'what changes: the version, or arguments with their values' },
  run: (_, { unseen }) => unseen.flatMap(observeModule),
});

function observeModule(pair: Pair): readonly Observation<'change'>[] {
  const { base, head } = pair;
  if (!base || !head || head.presence === 'never' || [base, head].every(({ body }) => isUnrelatedDeployment(body)))
    return [];
  const all = changesBetween(base.body, head.body, '');
  // What an alias stands for is said only where the reference itself reads the same.
  const changes = all.some(({ path }) => path === 'module') ? all.filter(({ path }) => path !== 'resolved') : all;
  const [first] = changes;
  if (!first) return [];
  const shown = changes.slice(0, maxShown).map(changeText);
  const rest = changes.length - shown.length;
  const change = [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join(', ');
  return [
    observation(
      settled('unknown', 'possible'),
      {
        subject: head,
        pair,
        property: first.path,
        base: () =>
          evidenceIn(
            base,
            changes.map(({ before }) => before),
          ),
        head: () =>
          evidenceIn(
            head,
            changes.map(({ after }) => after),
          ),
      },
      () => ({
        before: texts(changes, 'before'),
        after: texts(changes, 'after'),
        texts: { change },
        unknown: 'it is not seen',
      }),
    ),
  ];
}

/** Enough changes to recognise what it is about. */
const maxShown = 3;

interface Change {
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

/** The smallest parts that differ. A member with no counterpart is one that is added or removed. */
function changesBetween(before: Value, after: Value, path: string): readonly Change[] {
  if (before.kind !== 'object' || after.kind !== 'object' || isOpen(before) || isOpen(after)) {
    return canonicalValue(before) === canonicalValue(after) ? [] : [{ path, before, after }];
  }
  const keys = new Map([...before.entries.keys(), ...after.entries.keys()].map((key) => [key.toLowerCase(), key]));
  return [...keys.values()].flatMap((key) => {
    const inner = path === '' ? key : `${path}.${key}`;
    return changesBetween(memberOf(before, key), memberOf(after, key), inner);
  });
}

function isOpen({ open, unkeyed }: ObjectValue): boolean {
  return open !== undefined || unkeyed !== undefined;
}

function memberOf(object: ObjectValue, key: string): Value {
  return entryOf(object, key)?.value ?? absentValue(object.origins);
}

/** An argument is known by its own name. */
function changeText(change: Change): string {
  const name = change.path.replace(/^parameters\./, '').replace(/\.value$/, '');
  const [before, after] = [textOf(change, 'before'), textOf(change, 'after')];
  if (before === undefined || after === undefined) return `${name} (not shown, because it may be secret)`;
  return `${name} ${before} -> ${after}`;
}

function texts(changes: readonly Change[], side: 'before' | 'after'): string {
  return changes.map((change) => textOf(change, side) ?? 'not shown').join(', ');
}

/** A longer text is cut: the line of the argument is shown beside it. */
const maxText = 60;

/** A version is shown without the token that a link may carry; an argument only if it can be no secret. */
function textOf(change: Change, side: 'before' | 'after'): string | undefined {
  const value = change[side];
  if (value.kind === 'absent') return 'not given';
  if (change.path.startsWith('parameters') && !isTold(value)) return undefined;
  const shown = shownValue(value);
  const query = shown.indexOf('?');
  const text = query >= 0 && shown.endsWith("'") ? `${shown.slice(0, query)}?...'` : shown;
  return text.length > maxText ? `${text.slice(0, maxText)}...` : text;
}

function evidenceIn(resource: Resource, values: readonly Value[]): Evidence {
  const around = evidenceOfResource(resource);
  const own: readonly Origin[] = values.flatMap(({ origins }) => origins);
  return { ...around, own };
}
