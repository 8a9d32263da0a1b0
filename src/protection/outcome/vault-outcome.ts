import type { OutcomeId } from '../azure/facts.ts';
import type { VaultKind } from '../azure/kinds.ts';
import { type Immutability, isImmutable } from '../resources/immutability.ts';
import { type Outcome, outcome, withAside, within } from './outcome.ts';

/** What is known of the vault around a change. */
export interface VaultState {
  readonly kind: VaultKind | undefined;
  readonly base: Immutability;
  readonly head: Immutability;
  /** Whether base does not declare the vault, and its state is known from elsewhere. */
  readonly stated?: boolean;
  /** Whether base links the vault to a resource guard. */
  readonly guarded?: boolean;
}

/** What an immutable vault says to a change, and what any other does. */
export interface ByState {
  readonly refused: OutcomeId;
  /** What happens where nothing blocks it. */
  readonly applied: OutcomeId;
}

/** What an immutable vault blocks, and what happens if it is not immutable, or does not stay so. */
export function immutableOutcome(vault: VaultState, texts: ByState): Outcome {
  const said = outcomeOfState(vault, texts);
  return vault.stated ? withAside('vault-state-is-stated', said) : said;
}

function outcomeOfState(vault: VaultState, { refused, applied }: ByState): Outcome {
  const { base, head } = vault;
  const blocked = outcome(refused);
  const passed = outcome(applied);
  switch (base) {
    case 'locked':
      return blocked;
    case 'unlocked':
      if (isImmutable(head)) return blocked;
      return head === 'disabled'
        ? guardedOutcome(vault, sureOf(passed, 'vault-stops-being-immutable'))
        : within('vault-may-stop-being-immutable', passed);
    case 'disabled':
    case 'undeclared':
      if (isImmutable(head)) return within('vault-becomes-immutable', passed);
      return guardedOutcome(
        vault,
        sureOf(passed, base === 'disabled' ? 'vault-is-not-immutable' : 'vault-is-not-declared-immutable'),
      );
    case 'undecided':
      return within('vault-may-be-immutable', passed);
    case 'invisible':
      return within('vault-is-not-declared', passed);
  }
}

/** Why nothing blocks a change. What becomes of it then may still be undocumented. */
function sureOf(passed: Outcome, reason: OutcomeId): Outcome {
  return withAside(reason, passed);
}

/** What a resource guard adds to a change that it covers: it decides where one is linked, and may be linked elsewhere. */
export function guardedOutcome({ guarded }: Pick<VaultState, 'guarded'>, said: Outcome): Outcome {
  if (said.kind === 'refused') return said;
  return guarded ? within('vault-is-guarded', said) : withAside('vault-may-be-guarded', said);
}
