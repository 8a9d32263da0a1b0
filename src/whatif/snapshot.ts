import { type JsonNode, memberOf } from '../json/tree.ts';
import type { Deployment, Gap } from '../model/deployment.ts';
import type { Report } from '../text/diagnostic.ts';
import { withinLimits } from './limits.ts';
import { describedDeployment, listMember, misshapen, objectMember, textMember, toldResource } from './resources.ts';
import { toldValue } from './values.ts';

/** Whether a document is a snapshot of the official compiler: `bicep snapshot` writes it. */
export function isSnapshot(root: JsonNode): boolean {
  if (root.kind !== 'object' || memberOf(root, 'predictedResources')?.value.kind !== 'array') return false;
  // A template with a member more is no prediction.
  return memberOf(root, 'resources') === undefined && memberOf(root, '$schema') === undefined;
}

/** Reads the resources that a snapshot predicts. Their ids may be expressions that are left to the service. */
export function readSnapshot(root: JsonNode, report: Report): Deployment {
  if (root.kind !== 'object') return describedDeployment('prediction', []);
  const entries = withinLimits(listMember(root, 'predictedResources'), root, report);
  const resources = entries.read.flatMap((item) => {
    const id = item.kind === 'object' ? textMember(item, 'id') : undefined;
    // Resources of extensions have no id, and are nothing that Azure keeps.
    if (item.kind === 'object' && !id && textMember(item, 'type')) return [];
    const resource = id && item.kind === 'object' && toldResource({ id, told: item, span: item.span }, 'prediction');
    if (!resource) {
      misshapen('snapshot', `A predicted resource needs an 'id', a 'type' and a 'name'.`, item.span, report);
      return [];
    }
    const condition = item.kind === 'object' ? memberOf(item, 'condition')?.value : undefined;
    if (!condition) return [resource];
    const value = toldValue(condition, 'prediction');
    return [{ ...resource, presence: value, condition: value }];
  });
  const outputs = (objectMember(root, 'outputs')?.members ?? []).map(
    ({ key, value }) => [key.value, toldValue(value, 'prediction')] as const,
  );
  const gaps = [...entries.gaps, ...listMember(root, 'diagnostics').flatMap(reservation)];
  return { ...describedDeployment('prediction', resources, gaps), outputs: new Map(outputs) };
}

/** What the compiler says it could not predict: `line … Warning NestedDeploymentShortCircuited: …`. */
function reservation(item: JsonNode): readonly Gap[] {
  if (item.kind !== 'string' || !/ShortCircuited|SkippedFromInternalExpansion|\bgap\b/.test(item.value)) return [];
  const why = { code: 'gap' as const, text: 'the snapshot does not contain it' };
  return [{ why, hides: 'the resources of a nested deployment', types: [], content: item.value, span: item.span }];
}
