import { call } from '../expr/build.ts';
import { unknownValue } from '../expr/make-value.ts';
import type { UnknownReason } from '../expr/value.ts';
import type { JsonNode } from '../json/tree.ts';
import { withPotential } from '../model/blend.ts';
import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import { withoutTrailing } from '../text/trim.ts';
import { type Change, partsOf, type WhatIfParts } from './changes.ts';
import { parseResourceId } from './resource-id.ts';
import { describedDeployment, misshapen, objectMember, textMember, toldResource, withUntold } from './resources.ts';

/** What there is before a deployment, and what there would be after it. */
export interface WhatIf {
  readonly before: Deployment;
  readonly after: Deployment;
}

/**
 * Reads the result of a what-if: of `az deployment … what-if --no-pretty-print`, of the REST interface, or of a
 * deployment stack. What a what-if does not show becomes a gap, never silence.
 */
export function readWhatIf(root: JsonNode, report: Report): WhatIf {
  const parts = partsOf(root, report);
  if (!parts) {
    const message = `This is not a what-if result: it has no list of 'changes'. Create one with 'az deployment group what-if --no-pretty-print'.`;
    misshapen('what-if', message, root.span, report);
    return { before: describedDeployment('live', []), after: describedDeployment('prediction', []) };
  }
  reportFailure(parts, root, report);
  reportShortForm(parts.changes, report);
  for (const change of parts.changes) reportUntold(change, report);
  const before = parts.changes.flatMap(beforeOf);
  const after = parts.changes.flatMap(afterOf);
  const { gaps, diagnostics } = reservations(parts.diagnostics);
  const unseen = parts.changes.flatMap(changeGap);
  return {
    before: describedDeployment('live', before),
    after: {
      ...describedDeployment('prediction', after, [...parts.gaps, ...unseen, ...gaps], diagnostics),
      deleted: parts.changes.flatMap(deletedIn),
    },
  };
}

/** A what-if that failed lists some changes or none; neither says anything of the rest. */
function reportFailure({ failure, status }: WhatIfParts, root: JsonNode, report: Report): void {
  if (!failure && (status === undefined || status.toLowerCase() === 'succeeded')) return;
  const [code, message] = ['code', 'message'].map((name) => failure && textMember(failure, name)?.value);
  const reason = [code, message].filter((text) => text !== undefined).join(': ');
  const text = `The what-if did not succeed${reason === '' ? '' : ` (${reason})`}, so it does not show what a deployment would do.`;
  misshapen('what-if', text, failure?.span ?? root.span, report);
}

/** In the short form of the result nothing can be judged. */
function reportShortForm(changes: readonly Change[], report: Report): void {
  const short = changes.filter(({ kind }) => kind === 'deploy');
  const [first] = short;
  if (!first) return;
  const message = `The what-if shows only that ${short.length} ${short.length === 1 ? 'resource is' : 'resources are'} deployed, not what changes. Run it with --result-format FullResourcePayloads.`;
  misshapen('what-if', message, first.id.span, report);
}

/** A change of which one side is missing is not taken for none. */
function reportUntold({ kind, id, before, after, span }: Change, report: Report): void {
  const [was, is] = [before, after].map((side) => side && objectMember(side, 'properties'));
  if (kind !== 'modify' || (before && after && (was || !is))) return;
  misshapen('what-if', `The what-if does not show what changes in ${id.value}.`, span, report);
}

/** A resource as Azure has it. */
function stateBefore({ id, before, span }: Change): Resource | undefined {
  const resource = toldResource({ id, told: before, span }, 'data');
  return resource && withUntold(resource, id);
}

function beforeOf(change: Change): readonly Resource[] {
  if (change.kind === 'create' || change.kind === 'deploy' || change.kind === 'unsupported') return [];
  return listOf(stateBefore(change));
}

function listOf(resource: Resource | undefined): readonly Resource[] {
  return resource ? [resource] : [];
}

function afterOf(change: Change): readonly Resource[] {
  const { kind, id, after, span, potential } = change;
  const before = stateBefore(change);
  switch (kind) {
    case 'same':
      return listOf(before);
    case 'delete':
      return potential && before ? [{ ...before, presence: unsurePresence(change) }] : [];
    case 'create':
    case 'modify': {
      const made = toldResource({ id, told: after, span }, 'prediction');
      return made ? [potential && before && kind === 'modify' ? withPotential(before, made) : made] : [];
    }
    default:
      return [];
  }
}

/** What Azure names as deleted goes for certain, whatever else the what-if does not show. */
function deletedIn(change: Change): readonly Resource[] {
  return change.kind === 'delete' && !change.potential ? listOf(stateBefore(change)) : [];
}

function unsurePresence({ span }: Change): Resource['presence'] {
  const why: UnknownReason = { code: 'runtime', text: 'the what-if does not show whether it is deleted' };
  return unknownValue(why, call('deleted', [], span));
}

/** What becomes of a resource that the what-if does not show. */
function changeGap({ kind, id, reason, before, after }: Change): readonly Gap[] {
  const isUnseen = kind === 'unsupported' || kind === 'deploy';
  const told = parseResourceId(id.value);
  const type =
    told?.type ?? (after && textMember(after, 'type')?.value) ?? (before && textMember(before, 'type')?.value);
  if (!isUnseen && told) return [];
  const text = reason ?? (kind === 'deploy' ? 'the what-if has the short form' : 'the what-if does not show it');
  const why: UnknownReason = { code: 'gap', text: withoutFullStop(text) };
  return [{ why, hides: `what happens to ${id.value}`, types: type ? [type.toLowerCase()] : [], span: id.span }];
}

/** A sentence as a part of another one. */
function withoutFullStop(sentence: string): string {
  return withoutTrailing(sentence, '. \t\r\n');
}

/** Codes of diagnostics that mean that a nested deployment was not looked into. */
const shortCircuits = /ShortCircuited|SkippedFromInternalExpansion/i;

function reservations(items: readonly JsonNode[]): { gaps: readonly Gap[]; diagnostics: readonly Diagnostic[] } {
  const gaps: Gap[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const item of items) {
    if (item.kind !== 'object') continue;
    const [level = '', code = '', message = '', target = ''] = ['level', 'code', 'message', 'target'].map(
      (name) => textMember(item, name)?.value,
    );
    const { span } = item;
    if (shortCircuits.test(code)) {
      const why: UnknownReason = { code: 'gap', text: withoutFullStop(message) || 'the what-if left it out' };
      const hides = target === '' ? 'the resources of a nested deployment' : `the resources of ${target}`;
      gaps.push({ why, hides, types: [], span });
    } else {
      const severity = level.toLowerCase() === 'error' ? 'error' : 'warning';
      diagnostics.push({ severity, code: 'what-if', message: message === '' ? code : message, span });
    }
  }
  return { gaps, diagnostics };
}
