import { withoutTrailing } from '../../text/trim.ts';
import { type Outcome, outcome } from './outcome.ts';

/** The address of a key without its version, which changes whenever the key is renewed. */
export function keyName(address: string): string {
  return withoutTrailing(address.toLowerCase(), '/').replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/[^/]+$/, '$1');
}

/** What Azure does when a value changes or is left out, for those about which that is known. */
export function valueOutcome(property: string, event: 'changed' | 'dropped'): Outcome | undefined {
  if (/resourceGuardResourceId/i.test(property)) return outcome('guard-link-changed');
  if (/sourceVaultId/i.test(property)) return outcome('cross-tenant-mapping-added');
  if (/kekIdentity|^identity/i.test(property)) return outcome('customer-key-identity-changed');
  if (/keyUri/i.test(property)) return outcome(event === 'dropped' ? 'customer-key-refused' : 'customer-key-changed');
  if (property.toLowerCase() === 'location') return outcome('location-changed');
  return /(?:sourceResourceId|itemId|dataSourceInfo\.resourceID)$/i.test(property)
    ? outcome('item-source-changed')
    : undefined;
}
