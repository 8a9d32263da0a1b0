import { canonicalValue } from '../../expr/basis.ts';
import { entryOf, objectValue } from '../../expr/make-value.ts';
import type { ObjectValue } from '../../expr/value.ts';
import type { Gap } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import type { DeploymentMode } from '../../model/mode.ts';
import type { Instance } from './instances.ts';
import { propertiesOf } from './linker.ts';

const partsOfStack = ['template', 'templateLink', 'parameters', 'parametersLink'];

/** What a stack deploys, as far as it is known. */
export function passedToStack(instance: Instance): ObjectValue {
  const properties = propertiesOf(instance);
  const entries = partsOfStack.flatMap((key) => {
    const value = properties?.kind === 'object' ? entryOf(properties, key)?.value : undefined;
    return value ? [{ key, value }] : [];
  });
  return objectValue(entries, [{ span: instance.declaration.span, role: 'written' }]);
}

/** What a stack whose template is not in this one may deploy. */
export function gapOfStack(instance: Instance): Gap {
  return {
    why: { code: 'unsupported', text: 'its template is not in this one' },
    hides: `the resources of deployment stack '${nameText(instance.name())}'`,
    types: [],
    content: partsOfStack.map((name) => printed(instance, name)).join(),
    span: instance.declaration.span,
  };
}

/** What a stack does with what its template no longer declares. */
export function modeOfStack(instance: Instance): DeploymentMode {
  const properties = propertiesOf(instance);
  const action = properties?.kind === 'object' ? entryOf(properties, 'actionOnUnmanage')?.value : undefined;
  const resources = action?.kind === 'object' ? entryOf(action, 'resources')?.value : undefined;
  const text = resources?.kind === 'string' ? resources.value.toLowerCase() : '';
  return text === 'delete' ? 'stack-delete' : text === 'detach' ? 'stack-detach' : 'undeclared';
}

function printed(instance: Instance, property: string): string {
  const properties = propertiesOf(instance);
  const value = properties?.kind === 'object' ? entryOf(properties, property)?.value : undefined;
  return value ? canonicalValue(value) : '';
}
