import type { Ingredients } from '../../expr/basis.ts';
import { entryOf } from '../../expr/make-value.ts';
import { printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import { memo, once } from '../../text/memo.ts';
import type { DeploymentContext } from '../context.ts';
import type { Instance } from './instances.ts';
import type { Declared, Linker } from './resource-functions.ts';

export interface LinkerOptions {
  readonly symbolic: boolean;
  readonly target: DeploymentContext;
  /** The resources of the template; asked for when the first expression needs them. */
  readonly instances: () => readonly Instance[];
  /** A resource of another template that is deployed before, by id in lower case. */
  readonly deployed: (key: string) => Instance | undefined;
  readonly declared: (instance: Instance) => Declared | undefined;
  readonly ingredients: (instance: Instance) => Ingredients | undefined;
}

/** Finds resources for the expressions of a template. */
export function linkerOf({ symbolic, target, instances, deployed, declared, ingredients }: LinkerOptions): Linker {
  const ids = once(() => indexBy(instances().filter(isPossible), (instance) => idKey(instance.id())));
  const names = once(() => indexBy(instances().filter(isPossible), (instance) => lastSegment(instance.name())));
  const symbols = once(() => indexBy(instances(), ({ symbol }) => symbol, false));
  const loops = once(() => indexBy(instances().filter(isLooped), ({ declaration }) => declaration.symbol, false));
  const ownWith = (key: string | undefined): Instance | undefined =>
    key === undefined ? undefined : onlyOne(ids().get(key));
  return {
    symbolic,
    bySymbol: (symbol) => symbols().get(symbol)?.[0],
    allOf: (symbol) => loops().get(symbol),
    byName: (name) => onlyOne(names().get(name.toLowerCase())),
    byId: (id) => {
      const key = idKey(id);
      return key === undefined ? undefined : (ownWith(key) ?? deployed(key));
    },
    ownById: (id) => ownWith(idKey(id)),
    basePath: () => basePathOf(target),
    declared,
    ingredients,
  };
}

function isPossible(instance: Instance): boolean {
  return instance.presence() !== 'never' && instance.declaration.extension === undefined;
}

function isLooped({ loop }: Instance): boolean {
  return loop !== undefined && loop.index.kind === 'int';
}

function indexBy(
  instances: readonly Instance[],
  keyOf: (instance: Instance) => string | undefined,
  ignoreCase = true,
): ReadonlyMap<string, readonly Instance[]> {
  const index = new Map<string, Instance[]>();
  for (const instance of instances) {
    const key = keyOf(instance);
    if (key === undefined) continue;
    const folded = ignoreCase ? key.toLowerCase() : key;
    const group = index.get(folded);
    if (group) group.push(instance);
    else index.set(folded, [instance]);
  }
  return index;
}

/**
 * What identifies a resource: its id, in lower case. An id that is unknown only because it is not given where the
 * template is deployed to is as good, by its expression; undefined for any other unknown one.
 */
export const idKey: (id: Value) => string | undefined = memo((id) => {
  if (id.kind === 'unknown' && id.why.code === 'context') return printValue(id).toLowerCase();
  return textOf(id)?.toLowerCase();
});

function onlyOne(instances: readonly Instance[] | undefined): Instance | undefined {
  return instances?.length === 1 ? instances[0] : undefined;
}

function textOf(value: Value): string | undefined {
  return value.kind === 'string' && value.residual === undefined ? value.value : undefined;
}

function lastSegment(name: Value): string | undefined {
  const text = textOf(name);
  return text?.slice(text.lastIndexOf('/') + 1);
}

/** The path under which ids stand that are given without one. */
function basePathOf({ kind, subscriptionId, resourceGroup, managementGroup }: DeploymentContext): string | undefined {
  const [subscription, group, management] = [subscriptionId, resourceGroup, managementGroup].map(textOf);
  switch (kind) {
    case 'resourceGroup':
      return subscription === undefined || group === undefined
        ? undefined
        : `/subscriptions/${subscription}/resourceGroups/${group}`;
    case 'subscription':
      return subscription === undefined ? undefined : `/subscriptions/${subscription}`;
    case 'managementGroup':
      return management === undefined ? undefined : `/providers/Microsoft.Management/managementGroups/${management}`;
    case 'tenant':
      return '';
  }
}

/** The declared properties of a resource that is evaluated: none if it has no such member, undefined if unreadable. */
export function propertiesOf(instance: Instance): Value | undefined {
  return entryOf(instance.body(), 'properties')?.value;
}
