import { fixText, type Rule } from '../../rules/rule.ts';
import { printable } from '../writing/sanitize.ts';
import { wrapped } from '../writing/wrap.ts';
import { factLinesOf } from './fact-text.ts';

/** A rule for people at a terminal. */
export function ruleText(rule: Rule): string {
  const { id, title, severity, mode, why, references } = rule;
  const sees = { diff: 'compares two revisions', state: 'judges one revision', both: 'judges either' }[mode];
  const lines = [
    `${title} [${id}]`,
    `${severity}; ${sees}; since ${rule.since}`,
    '',
    ...section('Why it matters', why),
    ...section('What to do', fixText(rule)),
    ...(rule.facts ? ['Facts', ...factLinesOf(rule.facts), ''] : []),
    'Sources',
    ...references.map((url) => `  ${url}`),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

function section(heading: string, text: string): readonly string[] {
  return [heading, ...wrapped(text, '  '), ''];
}
