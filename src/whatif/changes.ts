import { type JsonNode, type JsonObject, memberOf } from '../json/tree.ts';
import type { Gap } from '../model/deployment.ts';
import type { Report } from '../text/diagnostic.ts';
import { withinLimits } from './limits.ts';
import { type Identified, listMember, misshapen, objectMember, textMember } from './resources.ts';

/** What a what-if says of one resource, in one form for all kinds of output. */
export interface Change extends Omit<Identified, 'told'> {
  readonly kind: ChangeKind;
  readonly before: JsonObject | undefined;
  readonly after: JsonObject | undefined;
  /** Whether it may not happen. */
  readonly potential: boolean;
  /** Why the what-if does not show it. */
  readonly reason: string | undefined;
}

const kinds = {
  create: 'create',
  delete: 'delete',
  modify: 'modify',
  deploy: 'deploy',
  unsupported: 'unsupported',
  // What stays as it is.
  ignore: 'same',
  nochange: 'same',
  noeffect: 'same',
  // A deployment stack stops managing it and leaves it alone.
  detach: 'same',
} as const;

export type ChangeKind = (typeof kinds)[keyof typeof kinds];

/** Where a what-if has its parts: at the top, or in `properties` as the REST interface has them. */
export interface WhatIfParts {
  readonly changes: readonly Change[];
  /** What stands for the changes beyond a limit. */
  readonly gaps: readonly Gap[];
  readonly diagnostics: readonly JsonNode[];
  readonly failure: JsonObject | undefined;
  readonly status: string | undefined;
}

/** Reads the parts of a what-if of a deployment or of a deployment stack; undefined if it is neither. */
export function partsOf(root: JsonNode, report: Report): WhatIfParts | undefined {
  if (root.kind !== 'object') return undefined;
  const properties = objectMember(root, 'properties');
  const holder = properties && memberOf(properties, 'changes') ? properties : root;
  const changes = memberOf(holder, 'changes')?.value;
  const stack = changes?.kind === 'object' ? memberOf(changes, 'resourceChanges')?.value : undefined;
  const failure = objectMember(root, 'error') ?? objectMember(holder, 'error');
  const status = (textMember(root, 'status') ?? textMember(holder, 'provisioningState'))?.value;
  const diagnostics = listMember(holder, 'diagnostics');
  const listed = stack?.kind === 'array' ? stack : changes;
  if (listed?.kind !== 'array') {
    // A what-if that failed lists nothing.
    return failure || status === 'Failed' ? { changes: [], gaps: [], diagnostics, failure, status } : undefined;
  }
  const sure = new Set(listed.items);
  const entries = withinLimits([...sure, ...listMember(holder, 'potentialChanges')], root, report);
  return {
    changes: entries.read.flatMap((item) => readChange(item, !sure.has(item), report)),
    gaps: entries.gaps,
    diagnostics,
    failure,
    status,
  };
}

function readChange(item: JsonNode, potential: boolean, report: Report): readonly Change[] {
  if (item.kind !== 'object') {
    misshapen('what-if', 'A change must be an object.', item.span, report);
    return [];
  }
  const id = textMember(item, 'resourceId') ?? textMember(item, 'id');
  // Resources of extensions have no id, and are nothing that Azure keeps.
  if (!id && memberOf(item, 'extension')) return [];
  const word = textMember(item, 'changeType');
  const name = word?.value.toLowerCase() ?? '';
  if (!id || !word) {
    misshapen('what-if', `A change needs a 'resourceId' and a 'changeType'.`, item.span, report);
    return [];
  }
  if (!isKind(name)) {
    misshapen('what-if', `The change type '${word.value}' is not known.`, word.span, report);
    return [];
  }
  const states = objectMember(item, 'resourceConfigurationChanges') ?? item;
  return [
    {
      kind: kinds[name],
      id,
      before: objectMember(states, 'before'),
      after: objectMember(states, 'after'),
      potential: potential || textMember(item, 'changeCertainty')?.value.toLowerCase() === 'potential',
      reason: textMember(item, 'unsupportedReason')?.value,
      span: item.span,
    },
  ];
}

function isKind(name: string): name is keyof typeof kinds {
  return Object.hasOwn(kinds, name);
}
