import type { Resource } from '../../model/deployment.ts';
import { observe, stepsOf } from '../../model/observe.ts';
import { withoutTrailing } from '../../text/trim.ts';
import { vaultKindOf } from '../azure/kinds.ts';
import { type Outcome, outcome } from './outcome.ts';
import { guardedOutcome } from './vault-outcome.ts';

/** The address of a key without its version, which changes whenever the key is renewed. */
export function keyName(address: string): string {
  return withoutTrailing(address.toLowerCase(), '/').replace(/^(https:\/\/[^/]+\/keys\/[^/]+)\/[^/]+$/, '$1');
}

/** The revisions of what has a value. */
interface Sides {
  readonly base: Resource | undefined;
  readonly head: Resource | undefined;
  /** Whether base links the vault to a resource guard. */
  readonly guarded: boolean;
}

/** What Azure does when a value changes or is left out, for those about which that is known. */
export function valueOutcome(property: string, event: 'changed' | 'dropped', sides: Sides): Outcome | undefined {
  if (/resourceGuardResourceId/i.test(property)) return outcome('guard-link-changed');
  if (/sourceVaultId/i.test(property)) return outcome('cross-tenant-mapping-added');
  if (/kekIdentity|keyUri/i.test(property)) return keyOutcome(property, event, sides);
  if (property.toLowerCase() === 'location') return outcome('location-changed');
  return /(?:sourceResourceId|itemId|dataSourceInfo\.resourceID)$/i.test(property)
    ? outcome('item-source-changed')
    : undefined;
}

function keyOutcome(property: string, event: 'changed' | 'dropped', sides: Sides): Outcome {
  if (event === 'changed' && changesKeyAndIdentity(sides)) return outcome('customer-key-and-identity-refused');
  if (/kekIdentity/i.test(property)) return outcome('customer-key-identity-changed');
  if (event === 'dropped') return outcome('customer-key-left-out');
  return guardedOutcome(sides, outcome('customer-key-changed'));
}

const encryption = 'properties.securitySettings.encryptionSettings';

/** Whether a Backup vault gets another key and another identity that reads it, as far as both are known. */
function changesKeyAndIdentity({ base, head }: Sides): boolean {
  if (!base || !head || vaultKindOf(head) !== 'backup') return false;
  const isOther = (path: string, plain: (text: string) => string): boolean => {
    const [from, to] = [base, head].map((vault) => observe(vault, stepsOf(`${encryption}.${path}`)).value);
    return from?.kind === 'string' && to?.kind === 'string' && plain(from.value) !== plain(to.value);
  };
  const lower = (text: string): string => text.toLowerCase();
  const identities = ['kekIdentity.identityId', 'kekIdentity.identityType'];
  return isOther('keyVaultProperties.keyUri', keyName) && identities.some((path) => isOther(path, lower));
}
