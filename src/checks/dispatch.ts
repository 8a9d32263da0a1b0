import type { CheckContext, Observation } from './check.ts';
import type { CombinationCheck } from './combination.ts';
import { checkItem, type ItemCheck } from './item/item.ts';
import { checkRetention, type RetentionCheck } from './policy/retention.ts';
import { checkSchedule, type ScheduleCheck } from './policy/schedule.ts';
import { checkDeclarations, type DeclarationsCheck } from './resource/declarations.ts';
import { checkUnread, type UnreadCheck } from './resource/ignored-property.ts';
import { checkMissing, type MissingCheck } from './resource/missing.ts';
import { checkRemoval, type RemovalCheck } from './resource/removal.ts';
import { type ContradictionCheck, checkContradiction } from './setting/contradiction.ts';
import { checkLadder, type LadderCheck } from './setting/ladder.ts';
import { checkMembership, type MembershipCheck } from './setting/membership.ts';
import { checkQuantity, type QuantityCheck } from './setting/quantity.ts';
import { checkValue, type ValueCheck } from './setting/value.ts';

/** A check of one kind, with the parameters that a rule gives it. */
export type Check =
  | CombinationCheck
  | ContradictionCheck
  | DeclarationsCheck
  | ItemCheck
  | LadderCheck
  | MembershipCheck
  | MissingCheck
  | QuantityCheck
  | RetentionCheck
  | RemovalCheck
  | ScheduleCheck
  | UnreadCheck
  | ValueCheck;

/** Looks at everything that a check is about. */
export function runCheck(check: Check, context: CheckContext): readonly Observation[] {
  switch (check.kind) {
    case 'combination':
      // The engine makes it of what all the other rules found.
      return [];
    case 'contradiction':
      return 'resources' in check ? checkDeclarations(check, context) : checkContradiction(check, context);
    case 'ladder':
      return checkLadder(check, context);
    case 'membership':
      return checkMembership(check, context);
    case 'missing':
      return checkMissing(check, context);
    case 'value':
      return checkValue(check, context);
    case 'quantity':
      return checkQuantity(check, context);
    case 'retention':
      return checkRetention(check, context);
    case 'item':
      return checkItem(check, context);
    case 'removal':
      return checkRemoval(check, context);
    case 'schedule':
      return checkSchedule(check, context);
    case 'unread':
      return checkUnread(check, context);
  }
}
