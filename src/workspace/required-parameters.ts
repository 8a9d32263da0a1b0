import { isBicepTemplate } from '../bicep/semantics/file-references.ts';
import { isUnavailable } from '../bicep/semantics/host.ts';
import { memberOf } from '../json/tree.ts';
import type { FileRef } from '../text/files.ts';
import { storeOf } from './store.ts';

/** Whether a template has a parameter without a default, so that it cannot be deployed without a parameter file. */
export function requiresParameters(template: FileRef): boolean {
  return isBicepTemplate(template.path) ? requiresInBicep(template) : requiresInJson(template);
}

function requiresInBicep(template: FileRef): boolean {
  const parsed = storeOf(template).bicep(template.path);
  if (isUnavailable(parsed)) return false;
  return parsed.tree.statements.some((one) => one.kind === 'parameter' && one.defaultValue === undefined);
}

function requiresInJson(template: FileRef): boolean {
  const document = storeOf(template).json(template.path);
  const root = isUnavailable(document) ? undefined : document.root;
  const parameters = root?.kind === 'object' ? memberOf(root, 'parameters')?.value : undefined;
  if (parameters?.kind !== 'object') return false;
  return parameters.members.some(({ value }) => value.kind === 'object' && !memberOf(value, 'defaultValue'));
}
