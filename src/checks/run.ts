import type { CheckContext, Observed } from './check.ts';
import type { CombinationCheck } from './combination.ts';
import { type ContradictionCheck, checkContradiction } from './contradiction.ts';
import { checkDeclarations, type DeclarationsCheck } from './declarations.ts';
import { checkItem, type ItemCheck } from './item.ts';
import { checkLadder, type LadderCheck } from './ladder.ts';
import { checkMembership, type MembershipCheck } from './membership.ts';
import { checkMissing, type MissingCheck } from './missing.ts';
import { checkQuantity, type QuantityCheck } from './quantity.ts';
import { checkRemoval, type RemovalCheck } from './removal.ts';
import { checkRetention, type RetentionCheck } from './retention.ts';
import { checkSchedule, type ScheduleCheck } from './schedule.ts';
import { checkUnread, type UnreadCheck } from './unread.ts';
import { checkValue, type ValueCheck } from './value.ts';

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
export function runCheck(check: Check, context: CheckContext): readonly Observed[] {
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
