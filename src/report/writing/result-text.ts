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

export function foundText({ errors, warnings, notes }: Summary): string {
  return `${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notes, 'note')}`;
}

/** What was looked at: silence must be seen to be a look. */
export function comparedText({ summary: { compared }, mode }: Pick<RunResult, 'summary' | 'mode'>): string {
  const policies = `${compared.policies} ${compared.policies === 1 ? 'policy' : 'policies'}`;
  const seen = [count(compared.vaults, 'vault'), policies, count(compared.items, 'item')].join(', ');
  const verb = mode === 'diff' ? 'compared' : 'judged';
  const where = count(compared.targets, 'target');
  const rest = compared.unchangedTargets === 0 ? '' : `, ${compared.unchangedTargets} more unchanged`;
  const all = `${seen}, ${count(compared.protections, 'protection')} ${verb} in ${where}${rest}.`;
  return compared.unguardedTargets === 0 ? all : `${all} ${unguardedText(compared)}`;
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
