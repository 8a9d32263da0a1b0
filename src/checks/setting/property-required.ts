import { decide, type Judgement } from '../../diff/worlds.ts';
import { absentValue } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { requiredOutcome } from '../../protection/outcome/setting-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { type Evidence, evidenceOf, isFalse, type Observation, presenceValue } from '../check.ts';
import { observation } from '../observation.ts';
import { optional, propertyPaths, text, type Values } from '../parameters.ts';
import { pathsOf } from './property-paths.ts';
import { isUnset, lookAtSettings, type Surface } from './setting.ts';

const parameters = {
  properties: propertyPaths('The path of the property that is required, by resource type.'),
  given: propertyPaths('The path of the setting that requires it, by resource type.'),
  except: optional(text('A value of that setting which does not require it.')),
  from: text('The first api-version that requires it.'),
};

export const propertyRequired = behaviour({
  kind: 'property-required',
  about: 'A setting is written without a property that the api-version requires with it.',
  takesAway: false,
  judges: ['diff', 'state'],
  schema: parameters,
  placeholders: { version: 'the first api-version that requires it' },
  run: (check, { pairs }) => lookAtSettings(check, pairs, ({ surfaces: [surface] }) => observeSurface(check, surface)),
});

type Check = Values<typeof parameters>;

function observeSurface(check: Check, surface: Surface | undefined): Observation<'version'> | undefined {
  const head = surface?.pair.head;
  if (!surface || !head) return undefined;
  const { pair, property } = surface;
  const decision = decide(valuesOf(check, pair.base, property), valuesOf(check, head, property), (base, after) =>
    judge(lackOf(check, pair.base, base), lackOf(check, head, after)),
  );
  const where = { subject: head, pair, property, base: undefined, head: () => evidenceIn(check, head) };
  return observation(decision, where, () => ({
    before: 'written',
    after: 'not declared',
    texts: { version: check.from },
    outcome: requiredOutcome(property),
    unknown: 'its api-version is not known',
  }));
}

function givenIn({ given }: Check, resource: Resource) {
  const [path = ''] = pathsOf(given, resource.type);
  return observe(resource, stepsOf(path));
}

/** Whether a revision deploys the resource, the setting, and the property that it requires. */
function valuesOf(check: Check, resource: Resource | undefined, property: string): readonly Value[] {
  if (!resource) return [presenceValue(undefined), absentValue(), absentValue()];
  return [presenceValue(resource), givenIn(check, resource).value, observe(resource, stepsOf(property)).value];
}

type Lack = 'no' | 'perhaps' | 'yes';

function lackOf({ from, except }: Check, resource: Resource | undefined, values: readonly Value[]): Lack {
  const [presence, given, required] = values;
  if (!resource || isFalse(presence) || given === undefined || isUnset(given) || !isUnset(required)) return 'no';
  if (given.kind === 'string' && given.value.toLowerCase() === except?.toLowerCase()) return 'no';
  const { apiVersion } = resource;
  if (apiVersion.kind !== 'string') return 'perhaps';
  if (apiVersion.value.slice(0, from.length) < from) return 'no';
  return given.kind === 'string' || except === undefined ? 'yes' : 'perhaps';
}

function judge(before: Lack, after: Lack): Judgement {
  if (after === 'no' || before === after) return { verdict: 'preserved' };
  return { verdict: after === 'yes' ? 'weakened' : 'unknown' };
}

/** The setting that requires the property, and the api-version that makes it so. */
function evidenceIn(check: Check, head: Resource): Evidence {
  const evidence = evidenceOf(givenIn(check, head));
  return { ...evidence, own: [...evidence.own, ...head.apiVersion.origins] };
}
