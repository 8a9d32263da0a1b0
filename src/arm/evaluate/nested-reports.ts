import { entryOf } from '../../expr/make-value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { DeploymentContext } from '../context.ts';
import type { Template } from '../template.ts';
import type { Instance } from './instances.ts';
import { modeOfNested, type NestedSource } from './nested.ts';
import type { Arguments } from './parameters.ts';

/** Only a root template can delete what it does not declare; a nested one that asks for it is refused. */
export function reportMode(source: NestedSource, report: Report): void {
  const { value, span } = modeOfNested(source) ?? {};
  if (value?.kind !== 'string' || value.value.toLowerCase() !== 'complete' || !span) return;
  const message = "A nested deployment cannot be in mode 'Complete': Azure refuses it, and deletes nothing.";
  report({ severity: 'error', code: 'nested-mode', message, span });
}

/** A deployment is kept where its resource group is; at the other scopes it has to say where. */
export function reportLocation({ declaration, body }: Instance, { kind }: DeploymentContext, report: Report): void {
  const location = entryOf(body(), 'location')?.value;
  const isSaid = location !== undefined && location.kind !== 'null';
  if (location?.kind === 'unknown' || isSaid !== (kind === 'resourceGroup')) return;
  const message = isSaid
    ? "A deployment to a resource group must not have a 'location': the service refuses it."
    : "A deployment that is not made to a resource group needs a 'location': the service refuses it without.";
  report({ severity: 'error', code: 'nested-location', message, span: declaration.name.span });
}

/** Values that a template is given and does not declare. */
export function reportUnknownArguments(template: Template, given: Arguments, report: Report): void {
  for (const [name, value] of given) {
    if (template.parameters.has(name)) continue;
    const span = value.origins[0]?.span ?? template.span;
    report({ severity: 'error', code: 'parameter-unknown', message: `The template has no parameter '${name}'.`, span });
  }
}
