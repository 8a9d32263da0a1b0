import { type Fate, fates, totalOf } from '../../engine/account.ts';
import type { RunResult, Summary } from '../../engine/result.ts';
import type { Origin, OriginRole } from '../../expr/value.ts';
import { count } from '../resolve/resolve-text.ts';

const roleTexts: Readonly<Record<OriginRole, string>> = {
  written: 'written',
  variable: 'variable',
  default: 'default of parameter',
  parameters: 'parameter file',
  argument: 'passed to parameter',
};

/** For a part of a value, which has no name of its own. */
const partTexts: Readonly<Record<OriginRole, string>> = {
  ...roleTexts,
  variable: 'in a variable',
  default: 'in the default of a parameter',
  argument: 'in the arguments of a module',
};

/**
 * The steps of a chain that say something: parts of one text in one place need no step each, and
 * a value that is written where it is used needs none at all.
 */
export function stepsOf(chain: readonly Origin[]): readonly Origin[] {
  const isPlain = ({ role, name }: Origin): boolean => role === 'written' && name === undefined;
  const steps = chain.filter((origin, index) => {
    const before = chain[index - 1];
    return !before || !isPlain(before) || !isPlain(origin) || before.span.file !== origin.span.file;
  });
  const [first, ...rest] = steps;
  return rest.length === 0 && (!first || isPlain(first)) ? [] : steps;
}

/** What a place contributes to a value. */
export function originText({ role, name }: Origin): string {
  if (name === undefined) return partTexts[role];
  return `${role === 'written' ? 'parameter' : roleTexts[role]} '${name}'`;
}

/** How many findings are accepted: what is hidden must at least be counted. */
export function waivedText({ waived }: RunResult): string {
  const known = waived.filter(({ waiver }) => waiver?.kind === 'baseline').length;
  const parts = [
    ...(waived.length > known ? [`${count(waived.length - known, 'finding')} waived`] : []),
    ...(known > 0 ? [`${count(known, 'finding')} in the baseline`] : []),
  ];
  return parts.join(', ');
}

/** What is part of another finding is not counted again, and reports show it below that one. */
export function foundText({ errors, warnings, notes, parts }: Summary): string {
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notes, 'note')}`;
  return parts === 0 ? found : `${found} (and ${count(parts, 'part')})`;
}

/** What was looked at: silence must be seen to be a look. */
export function comparedText({ summary: { compared }, mode }: Pick<RunResult, 'summary' | 'mode'>): string {
  const verb = mode === 'diff' ? 'compared' : 'judged';
  const where = count(compared.targets, 'target');
  const rest = compared.unchangedTargets === 0 ? '' : `, ${compared.unchangedTargets} more unchanged`;
  const all = `${seenText(compared)} ${verb} in ${where}${rest}.`;
  return compared.unguardedTargets === 0 ? all : `${all} ${unguardedText(compared)}`;
}

function seenText({ vaults, policies, items, protections }: Summary['compared']): string {
  const named = policies === 1 ? '1 policy' : `${policies} policies`;
  return [count(vaults, 'vault'), named, count(items, 'item'), count(protections, 'protection')].join(', ');
}

/** What a run says that found nothing, so that silence is no riddle. */
export function silenceText(result: Pick<RunResult, 'summary' | 'mode' | 'waived'>): string {
  return `${silenceVerdict(result)}. ${lookText(result)}`;
}

/** The first words of that. */
export function silenceVerdict({ mode, waived }: Pick<RunResult, 'mode' | 'waived'>): string {
  const what = mode === 'check' ? 'No weakness is found' : 'No protection is lost';
  return waived.length === 0 ? what : `${what} but what is accepted`;
}

/** What a run looked at that found nothing. */
export function lookText(result: Pick<RunResult, 'summary' | 'mode'>): string {
  const { compared } = result.summary;
  const { targets, unchangedTargets, unguardedTargets } = compared;
  if (result.mode === 'check') return comparedText(result);
  if (targets === 0) {
    const rest = unchangedTargets === 0 ? '' : `; ${count(unchangedTargets, 'target')} unchanged`;
    return `Nothing that changed reaches a template${rest}.`;
  }
  const changed = `${targets} of ${count(targets + unchangedTargets, 'target')} changed`;
  const unguarded = unguardedTargets === 0 ? '' : ` ${unguardedText(compared)}`;
  return `${changed}; ${seenText(compared)} compared.${unguarded}`;
}

/** What waivers accept, one line each: what is given up, who answers for it, why and until when. */
export function acceptedTexts({ waived }: Pick<RunResult, 'waived'>): readonly string[] {
  return waived.flatMap(({ rule, resource, before, after, waiver }) => {
    if (waiver?.kind !== 'waived') return [];
    const { owner, reason, expires } = waiver.waiver;
    return [`${resource.name}: ${before} -> ${after} [${rule.id}], ${owner} until ${expires}: ${reason}`];
  });
}

/** Names beyond these are counted. */
const maxListed = 6;

/** A list that is cut: a finding must not drown in the names of what it concerns. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, maxListed).join(', ');
  return names.length > maxListed ? `${shown} and ${names.length - maxListed} more` : shown;
}

const fateTexts: Readonly<Record<Fate, string>> = {
  kept: 'kept',
  weakened: 'weakened',
  gone: 'gone',
  moved: 'moved',
  undetermined: 'cannot be determined',
  unjudged: 'not judged',
};

/** `213 settings in base: 209 kept, 1 weakened, 3 cannot be determined.` Empty where base has none. */
export function accountText({ account }: RunResult): string {
  const total = account ? totalOf(account.counts) : 0;
  if (!account || total === 0) return '';
  const parts = fates.filter((fate) => account.counts[fate] > 0);
  return `${count(total, 'setting')} in base: ${parts.map((fate) => `${account.counts[fate]} ${fateTexts[fate]}`).join(', ')}.`;
}

function unguardedText({ targets, unguardedTargets }: Summary['compared']): string {
  const verb = unguardedTargets === 1 ? 'deploys' : 'deploy';
  const which = unguardedTargets === targets ? count(targets, 'target') : `${unguardedTargets} of them`;
  return `${which} ${verb} no resource that armlock checks.`;
}
