/** What a look at one file shows of what it deploys. */
export interface Seen {
  /** Types of resources, in lower case; those of children both as they are written and in full. */
  readonly types: Set<string>;
  /** Relative paths of templates that it links to. */
  readonly links: Set<string>;
  /** Why it may deploy more than that, as clauses. */
  readonly doubts: Set<string>;
}

export function seenNothing(): Seen {
  return { types: new Set(), links: new Set(), doubts: new Set() };
}

/** Types that carry templates in them. */
export const carrierTypes: ReadonlySet<string> = new Set([
  'microsoft.resources/deploymentstacks',
  'microsoft.authorization/policydefinitions',
  'microsoft.blueprint/blueprints/artifacts',
  'microsoft.solutions/applications',
]);

const lockType = 'microsoft.authorization/locks';

/**
 * The type of a resource. A lock on a resource of a known provider goes by the name that it has as a child of that: a
 * lock on a storage account guards no backups.
 */
export function lockTypeOf(type: string, provider: string | undefined): string {
  return type === lockType && provider !== undefined ? `${provider}/providers/locks` : type;
}
