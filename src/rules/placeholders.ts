import type { Check } from '../checks/dispatch.ts';

/** Names in braces that every message can use. */
const common = [
  'name',
  'type',
  'vault',
  'Vault',
  'vaultName',
  'property',
  'before',
  'after',
  'unknown',
  'claims',
] as const;

const byKind: Readonly<Record<Check['kind'], readonly string[]>> = {
  combination: ['parts'],
  contradiction: ['first', 'second'],
  ladder: ['note', 'versionBefore', 'versionAfter'],
  membership: ['added', 'count'],
  missing: [],
  quantity: ['unit'],
  retention: ['tier', 'doubt', 'reason', 'item'],
  item: ['difference', 'lost', 'what'],
  value: [],
  removal: ['deletion', 'change', 'state'],
  schedule: ['what'],
  unread: ['reason', 'advice', 'place'],
};

/** The placeholders that messages of a rule can use. */
export function placeholdersOf(check: Check): readonly string[] {
  return [...common, ...byKind[check.kind]];
}
