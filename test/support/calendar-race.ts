import fc from 'fast-check';
import { plansOf } from '../../src/protection/policy/retention-plan.ts';
import { timelineOf } from '../../src/protection/policy/timeline.ts';
import { policyResource, tablePolicy } from './arbitrary-policies.ts';
import { simulate } from './day-by-day.ts';

/** The same random policies to work out: by arithmetic, and day by day. */
const policies = fc.sample(tablePolicy, { numRuns: 200, seed: 14 });

/** Policies as they are before anything of them is worked out. */
export function freshPolicies(): readonly ReturnType<typeof policyResource>[] {
  return policies.map(policyResource);
}

export function byArithmetic(fresh: ReturnType<typeof freshPolicies>): void {
  for (const plan of fresh.flatMap(plansOf)) void timelineOf(plan)?.points;
}

export function dayByDay(): void {
  for (const policy of policies) simulate(policy);
}
