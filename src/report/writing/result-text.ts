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
  argument: 'in what is passed to a module',
};

/**
 * The steps of a chain that tell something: parts of one text that somebody wrote in one place need no step each, and
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

/** How many findings are accepted: what nobody sees must at least be counted. */
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

function unguardedText({ targets, unguardedTargets }: Summary['compared']): string {
  const verb = unguardedTargets === 1 ? 'deploys' : 'deploy';
  const which = unguardedTargets === targets ? count(targets, 'target') : `${unguardedTargets} of them`;
  return `${which} ${verb} nothing that armlock guards.`;
}
