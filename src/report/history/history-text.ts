import type { CommitSteps, History, Step } from '../../engine/ratchet.ts';
import { clipped } from '../writing/order.ts';
import { printable, withoutCommands } from '../writing/sanitize.ts';
import {
  acceptedOf,
  allSteps,
  countsText,
  kindMarks,
  lookedAtText,
  placeOf,
  ratchetText,
  shortId,
} from './history-words.ts';

/** Longer texts of an author say nothing more. */
const maxSubject = 200;

/** Writes a history for people: commits with their steps, the oldest first, then the sum. */
export function historyText(history: History): string {
  const { commits, sum, first, last } = history;
  const lines = [
    ...commits.flatMap((one) => [...commitLines(one), '']),
    `From ${shortId(first)} to ${shortId(last)}: ${countsText(sum)}.`,
    ...sum.flatMap(stepLines),
    '',
    `${ratchetText(history)}.`,
    `All steps: ${countsText(allSteps(commits))}. ${lookedAtText(history)}`,
  ];
  return withoutCommands(`${lines.map(printable).join('\n')}\n`);
}

function commitLines({ commit: { id, author, date, subject }, steps }: CommitSteps): readonly string[] {
  const title = [date.slice(0, 10), shortId(id), clipped(author, maxSubject), clipped(subject, maxSubject)].join('  ');
  return [title, ...steps.flatMap(stepLines)];
}

function stepLines(step: Step): readonly string[] {
  const { kind, message, rule, confidence } = step;
  const about = [
    placeOf(step),
    rule ? `[${rule.id}]` : '',
    kind !== 'unknown' && confidence === 'possible' ? '(possible)' : '',
  ];
  const accepted = acceptedOf(step);
  return [
    `  ${kindMarks[kind]} ${message}`,
    ...(about.some(Boolean) ? [`      ${about.filter(Boolean).join(' ')}`] : []),
    ...(accepted === '' ? [] : [`      ${accepted}`]),
  ];
}
