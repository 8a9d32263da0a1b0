import type { CommitSteps, History, Step, StepKind } from '../../engine/ratchet.ts';
import { startOf } from '../../text/source.ts';
import { count } from '../resolve/resolve-text.ts';

/** What a step is called. */
export const kindTexts: Readonly<Record<StepKind, string>> = {
  weaker: 'weaker',
  stronger: 'stronger',
  unknown: 'cannot be determined',
};

/** A mark for each kind, so that colour is not needed. */
export const kindMarks: Readonly<Record<StepKind, string>> = { weaker: '-', stronger: '+', unknown: '?' };

export const stepKinds: readonly StepKind[] = ['weaker', 'stronger', 'unknown'];

/** `2 weaker, 1 stronger`; those that cannot be determined only if there are some. */
export function countsText(steps: readonly Step[]): string {
  const parts = stepKinds.map((kind) => [kind, steps.filter((step) => step.kind === kind).length] as const);
  return parts
    .filter(([kind, number]) => number > 0 || kind !== 'unknown')
    .map(([kind, number]) => (kind === 'unknown' ? `${number} that cannot be determined` : `${number} ${kind}`))
    .join(', ');
}

/** Whether protection is weaker than at the beginning, in one sentence without its full stop. */
export function ratchetText({ sum, since, complete }: History): string {
  const [lost, won] = (['weaker', 'stronger'] as const).map((kind) => sum.some((step) => step.kind === kind));
  const rest = complete ? '' : ', as far as that can be determined';
  const from = `since ${/^[0-9a-f]{40,64}$/.test(since) ? shortId(since) : since}`;
  if (lost && won) return `Protection is weaker in parts and stronger in others ${from}${rest}`;
  if (lost) return `Protection is weaker ${from}${rest}`;
  return won ? `Protection is stronger ${from}${rest}` : `Protection is neither weaker nor stronger ${from}${rest}`;
}

/** How much was looked at: silence must be seen to be a look. */
export function lookedAtText({ counts, commits }: History): string {
  const judged = counts.judged === 1 ? '1 of them touches a template' : `${counts.judged} of them touch a template`;
  const with_ = commits.length === 1 ? '1 has a step' : `${commits.length} have steps`;
  return `${count(counts.commits, 'commit')} along the first parents; ${judged}, ${with_}.`;
}

export function allSteps(commits: readonly CommitSteps[]): readonly Step[] {
  return commits.flatMap(({ steps }) => steps);
}

/** `infra/main.bicep:12`, or that of the parent if the commit has no such file. */
export function placeOf({ at, isInBase }: Step): string {
  return at ? `${at.file.path}:${startOf(at).line}${isInBase ? ' (before it)' : ''}` : '';
}

/** A waiver that accepted a step. */
export function acceptedOf({ waiver }: Step): string {
  return waiver ? `accepted by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}` : '';
}

export function shortId(id: string): string {
  return id.slice(0, 10);
}
