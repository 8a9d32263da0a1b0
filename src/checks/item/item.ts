import { protectedKind } from '../../protection/azure/kinds.ts';
import type { CheckContext, Observation } from '../check.ts';
import { type Items, observePolicyOf } from './item-policy.ts';
import { observeScope } from './item-scope.ts';
import { observeBackupState, observeRedeployment } from './item-state.ts';

/** What happens to a protected item that both revisions have. */
export interface ItemCheck {
  readonly kind: 'item';
  /**
   * `policy-lowered`: its policy keeps less. `stopped`: it is not backed up any more. `narrowed`: less of its source is.
   * `redeployed`: it is deployed again into a vault that has become immutable.
   */
  readonly event: 'policy-lowered' | 'stopped' | 'narrowed' | 'redeployed';
}

/** Compares the protected items of both revisions. */
export function checkItem({ event }: ItemCheck, context: CheckContext): readonly Observation[] {
  return context.pairs.flatMap((pair) => {
    const { base, head } = pair;
    if (!base || !head || protectedKind(head) !== 'item') return [];
    return observeItem(event, { pair, base, head }, context);
  });
}

function observeItem(event: ItemCheck['event'], items: Items, context: CheckContext): readonly Observation[] {
  switch (event) {
    case 'policy-lowered':
      return observePolicyOf(items, context);
    case 'stopped':
      return observeBackupState(items, context);
    case 'narrowed':
      return observeScope(items);
    case 'redeployed':
      return observeRedeployment(items, context);
  }
}
