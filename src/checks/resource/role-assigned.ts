import { decide, type Judgement } from '../../diff/worlds.ts';
import { absentValue } from '../../expr/make-value.ts';
import { isShown, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe } from '../../model/observe.ts';
import { nameSegments, segmentsOf } from '../../model/segments.ts';
import { outcome } from '../../protection/outcome/outcome.ts';
import { behaviour } from '../behaviour.ts';
import { evidenceOf, isFalse, presenceValue } from '../check.ts';
import { observation } from '../observation.ts';
import { text, texts } from '../parameters.ts';

const roleAssignmentType = 'Microsoft.Authorization/roleAssignments';

const property = ['properties', 'roleDefinitionId'] as const;

export const roleAssigned = behaviour({
  kind: 'role-assigned',
  about: 'A role on a resource is newly given, which opens what the resource protects.',
  takesAway: false,
  looksAt: [roleAssignmentType],
  judges: ['diff'],
  schema: { on: text('The type of the resource that the role is on.'), roles: texts('Ids of role definitions.') },
  placeholders: {},
  run: ({ on, roles }, { pairs }) => {
    const wanted = new Set(roles.map((role) => role.toLowerCase()));
    return pairs.flatMap((pair) => {
      const { base, head } = pair;
      if (!head || !isRoleOn(head, on)) return [];
      const [before, after] = [base && observe(base, property), observe(head, property)];
      const decision = decide(
        [presenceValue(base), before?.value ?? absentValue()],
        [presenceValue(head), after.value],
        (from, to) => judge(givenBy(from, wanted), givenBy(to, wanted)),
        pair.choices,
      );
      const where = {
        subject: head,
        pair,
        property: property.join('.'),
        base: before && (() => evidenceOf(before)),
        head: () => evidenceOf(after),
      };
      return observation(decision, where, () => ({
        before: shownRole(before?.value) ?? 'none',
        after: shownRole(after.value) ?? 'not known',
        texts: {},
        outcome: outcome('guard-role-assigned'),
        unknown: 'its role is not known',
      }));
    });
  },
});

/** Whether a resource gives a role on one of a type, and not on a group around it. */
function isRoleOn({ type, scope }: Resource, on: string): boolean {
  if (type.toLowerCase() !== roleAssignmentType.toLowerCase()) return false;
  const segments = segmentsOf(scope);
  const [provider, kind] = segments.slice(segments.lastIndexOf('providers') + 1);
  return `${provider}/${kind}` === on.toLowerCase();
}

/** The id of a role definition, without the scope that it is defined at. */
function roleOf(value: Value | undefined): string | undefined {
  const role = value && nameSegments(value).at(-1);
  return role?.isKnown && role.text !== '' ? role.text : undefined;
}

function shownRole(value: Value | undefined): string | undefined {
  return value && !isShown(value) ? secureText : roleOf(value);
}

type Given = 'no' | 'perhaps' | 'yes';

function givenBy([presence, role]: readonly Value[], wanted: ReadonlySet<string>): Given {
  if (isFalse(presence) || role === undefined || role.kind === 'absent') return 'no';
  const id = roleOf(role);
  if (id === undefined) return 'perhaps';
  return wanted.has(id) ? 'yes' : 'no';
}

function judge(before: Given, after: Given): Judgement {
  if (after === 'no' || after === before) return { verdict: 'preserved' };
  return { verdict: after === 'yes' ? 'weakened' : 'unknown' };
}
