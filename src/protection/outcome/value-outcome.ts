import { withoutTrailing } from '../../text/trim.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import { type Outcome, outcome } from './outcome.ts';

/** The address of a key without its version, which changes whenever the key is renewed. */
export function keyName(address: string): string {
  return withoutTrailing(address.toLowerCase(), '/').replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/[^/]+$/, '$1');
}

/** What Azure does when a value changes or is left out, for those about which that is known. */
export function valueOutcome(type: string, property: string, event: 'changed' | 'dropped'): Outcome | undefined {
  if (/resourceGuardResourceId/i.test(property)) {
    return outcome(
      'depends',
      'The guard that is linked now protects this operation: without an approval, Azure refuses it.',
      'guard',
      'inferred',
    );
  }
  if (/keyUri/i.test(property)) return keyOutcome(type, event);
  if (property.toLowerCase() === 'location') {
    return outcome(
      'refused',
      'Azure refuses it: a resource cannot be moved to another location by a deployment.',
      'moveVault',
      'inferred',
    );
  }
  if (/(?:sourceResourceId|itemId|dataSourceInfo\.resourceID)$/i.test(property)) {
    return outcome(
      'undocumented',
      'Whether Azure refuses it, or takes the other source from then on, is not documented.',
      'restoreApi',
      'unverified',
    );
  }
  return undefined;
}

function keyOutcome(type: string, event: 'changed' | 'dropped'): Outcome {
  const source = vaultKindOf({ type }) === 'backup' ? 'backupCustomerKey' : 'customerKey';
  return event === 'dropped'
    ? outcome('refused', 'Azure cannot do it: a vault that is encrypted with a key of yours stays so.', source)
    : outcome('applied', 'Azure encrypts the vault with the other key from then on, if it can use it.', source);
}
