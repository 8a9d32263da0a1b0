import type { Finding, RunResult } from '../../src/engine/result.ts';
import { evaluateTargets } from '../../src/library/evaluate.ts';
import { judge } from '../../src/library/judge.ts';
import { setupWith, unconfigured } from '../../src/library/setup.ts';
import type { DeploymentMode } from '../../src/model/mode.ts';
import { shippedRules } from '../../src/rules/shipped.ts';
import { startOf } from '../../src/text/source.ts';
import { discoverTargets, pairTargets } from '../../src/workspace/targets.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { changedLines } from './changed-lines.ts';
import { home, type Value } from './estate.ts';
import type { Harmless } from './harmless.ts';
import type { Operator } from './operator.ts';
import { type Files, type Language, type Place, type Subject, written } from './places.ts';

const rules = await shippedRules();
const today = '2026-12-01';

/** Judges two revisions. Files below `cache/` are the module cache. */
export function judged(base: Files, head: Files, mode: DeploymentMode = 'undeclared', context: object = {}): RunResult {
  const inCache = Object.entries({ ...base, ...head }).flatMap(([name, text]) =>
    name.startsWith('cache/') ? [[name.slice(6), text]] : [],
  );
  const surroundings = { moduleCache: memoryTree(Object.fromEntries(inCache) as Files, 'cache/') };
  const told = mode === 'complete' || mode === 'incremental' ? { mode } : {};
  const setup = setupWith(rules, unconfigured, { context, ...told }, { surroundings });
  const [before, after] = [memoryTree(ownOf(base)), memoryTree(ownOf(head))];
  const pairs = pairTargets(discoverTargets(before), discoverTargets(after), after);
  return judge(evaluateTargets(pairs, setup.evaluation), { mode: 'diff', setup, today });
}

function ownOf(files: Files): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => !name.startsWith('cache/')));
}

/** A weakening in one place, and what was said of it. */
export interface Case {
  readonly operator: Operator;
  readonly place: Place;
  readonly language: Language;
  readonly base: Files;
  readonly head: Files;
}

export interface Outcome {
  readonly found: 'certain' | 'possible' | 'cannot be determined' | 'missed';
  /** Whether it stands at the change. Undefined where nothing is found. */
  readonly rightLine: boolean | undefined;
  /** Whether Azure does what it says; undefined where the author does not know, or nothing is known of the value. */
  readonly rightOutcome: boolean | undefined;
  /** Rules that said something that does not follow from the change. */
  readonly alarms: readonly string[];
}

function subjectOf({ resources, slot, from, to }: Operator, value: Value): Subject {
  return { resources, slot, value, strong: from, weak: to };
}

/** Every operator in every place where its value can stand. */
export function casesOf(operators: readonly Operator[], places: readonly Place[]): readonly Case[] {
  const languages = ['JSON', 'Bicep'] as const;
  return operators.flatMap((operator) =>
    places.flatMap((place) =>
      languages.flatMap((language) => {
        const [base, head] = [operator.from, operator.to].map((value) =>
          written(place, subjectOf(operator, value), language),
        );
        return base && head ? [{ operator, place, language, base, head }] : [];
      }),
    ),
  );
}

/** Items name their policies by ids, which are known only where a group is. */
export function contextOf({ group }: Operator): object {
  return group === 'items' ? home : {};
}

export function judgedCase({ operator, base, head }: Case): RunResult {
  return judged(base, head, operator.mode, contextOf(operator));
}

export function weakened(one: Case): Outcome {
  const { operator, place } = one;
  const { findings } = judgedCase(one);
  // Where not all is known, a rule beside it may be the one that says so.
  const isSought = ({ rule, verdict, severity }: Finding): boolean =>
    (place.knows !== 'nothing' && rule.id === operator.rule) ||
    (place.knows !== 'all' && verdict === 'unknown' && (severity !== 'note' || rule.id === operator.rule));
  const sought = findings.filter(isSought);
  const [best] = [...sought].sort((left, right) => rankOf(left) - rankOf(right));
  const lines = changedLines(one.base, one.head);
  return {
    found: best ? degreeOf(best) : 'missed',
    rightLine: best && sought.some(({ anchor }) => lines(anchor.file.path, startOf(anchor).line)),
    rightOutcome:
      best && place.knows === 'all' && operator.outcome !== undefined
        ? best.outcome?.kind === operator.outcome
        : undefined,
    alarms: findings.filter((finding) => isAlarm(finding, operator, place)).map(({ rule }) => rule.id),
  };
}

function isAlarm({ rule, severity, verdict }: Finding, { rule: wanted, also }: Operator, place: Place): boolean {
  if (severity === 'note' || rule.id === wanted || also.includes(rule.id)) return false;
  // Where nothing is known of what changes, no rule can say which part of it does.
  return !(place.knows !== 'all' && verdict === 'unknown');
}

export const degrees = ['certain', 'possible', 'cannot be determined'] as const;

function degreeOf({ verdict, confidence }: Finding): (typeof degrees)[number] {
  return verdict === 'unknown' ? 'cannot be determined' : confidence;
}

function rankOf(finding: Finding): number {
  return degrees.indexOf(degreeOf(finding));
}

/** What a change that harms nothing brings about, but for notes. */
export function alarmsIn({ base, head, context }: Omit<Harmless, 'kind' | 'name'>): readonly string[] {
  const { findings } = judged(base, head, 'undeclared', context);
  return findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule.id);
}

/** The way back: what was weak gets strong. */
export function strengthened({ operator, base, head }: Case): readonly string[] {
  return alarmsIn({ base: head, head: base, context: contextOf(operator) });
}
