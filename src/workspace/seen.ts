/** What a look at one file shows of what it deploys. */
export interface Seen {
  /** Types of resources, in lower case; those of children both as they are written and in full. */
  readonly types: Set<string>;
  /** Relative paths of templates that it links to. */
  readonly links: Set<string>;
  /** Why it may deploy more than that, as clauses. */
  readonly doubts: Set<string>;
  /** Templates in variables that were looked at. */
  readonly loaded: Set<object>;
}

export function seenNothing(): Seen {
  return { types: new Set(), links: new Set(), doubts: new Set(), loaded: new Set() };
}

/** Types that carry templates in them. */
export const carrierTypes: ReadonlySet<string> = new Set([
  'microsoft.resources/deploymentstacks',
  'microsoft.authorization/policydefinitions',
  'microsoft.blueprint/blueprints/artifacts',
  'microsoft.solutions/applications',
]);

const lockType = 'microsoft.authorization/locks';
const roleAssignmentType = 'microsoft.authorization/roleassignments';

/** What an extension resource is on: a resource of a provider, the group or subscription around it, or not known. */
export type On = { readonly provider: string } | 'around' | undefined;

/**
 * The type of a resource. A lock or a role assignment on a resource of a known provider goes by the name that it has as a
 * child of that: on a storage account, it has nothing to do with backups. A role on what is around a resource is given
 * for more than one purpose, and no rule is about it; a lock on that guards whatever is in it.
 */
export function typeByScope(type: string, on: On): string {
  if (type !== lockType && type !== roleAssignmentType) return type;
  const name = type.slice(type.lastIndexOf('/') + 1);
  if (typeof on === 'object') return `${on.provider}/providers/${name}`;
  return on === 'around' && type === roleAssignmentType ? `/providers/${name}` : type;
}
