import { canonicalValue } from '../../expr/basis.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, type PropertyRead, stepsOf } from '../../model/observe.ts';
import { isScript, protectedKind, scriptType } from '../../protection/azure/kinds.ts';
import { behaviour } from '../behaviour.ts';
import { placeOfReads } from '../change.ts';
import { type CheckContext, evidenceOfResource } from '../check.ts';
import { observation, settled, type Where } from '../observation.ts';

export const scriptChanged = behaviour({
  kind: 'script-changed',
  about: 'A script that a deployment runs is added, or does something else, beside what is protected.',
  takesAway: false,
  looksBesideBackupsAt: [scriptType],
  judges: ['diff'],
  schema: {},
  placeholders: { change: "what happens to the script: 'added' or 'changed'" },
  run: (_, context) => {
    if (!hasBackups(context)) return [];
    return context.pairs.flatMap((pair) => {
      const { base, head } = pair;
      if (!head || !isScript(head) || !isRun(head)) return [];
      const [before, after] = [base && isRun(base) ? readsOf(base) : [], readsOf(head)];
      if (before.length > 0 && isSameScript(before, after)) return [];
      const isAdded = before.length === 0;
      const where: Where = isAdded
        ? { subject: head, pair, property: '', base: undefined, head: () => evidenceOfResource(head) }
        : placeOfReads({ pair, head }, before, after);
      return observation(settled('unknown', 'possible'), where, () => ({
        before: isAdded ? 'not declared' : 'another script',
        after: 'run by the deployment',
        texts: { change: isAdded ? 'added' : 'changed' },
        unknown: 'a script can do anything that its identity may do',
      }));
    });
  },
});

function isRun({ existing, presence }: Resource): boolean {
  return !existing && presence !== 'never';
}

function hasBackups({ pairs }: CheckContext): boolean {
  return pairs.some(({ base, head }) =>
    [base, head].some((one) => one !== undefined && isRun(one) && protectedKind(one) !== undefined),
  );
}

/** What decides what a script does, and as whom. */
const parts = ['scriptContent', 'primaryScriptUri', 'supportingScriptUris', 'arguments', 'environmentVariables'];

function readsOf(script: Resource): readonly PropertyRead[] {
  return ['kind', 'identity', ...parts.map((part) => `properties.${part}`)].map((path) =>
    observe(script, stepsOf(path)),
  );
}

function isSameScript(before: readonly PropertyRead[], after: readonly PropertyRead[]): boolean {
  return before.every(({ value }, index) => {
    const other = after[index]?.value;
    return other !== undefined && canonicalValue(value) === canonicalValue(other);
  });
}
