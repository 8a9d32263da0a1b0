import type { Rule } from '../rules/rule.ts';
import type { Example } from './example.ts';
import { fenced, table } from './markdown.ts';

const generated = '<!-- Generated from the YAML of the rule and its fixtures by `npm run docs`. -->';

const judges: Readonly<Record<Rule['mode'], string>> = {
  diff: 'a change: base against head',
  state: 'one revision',
  both: 'a change, or one revision',
};

/** The page of a rule. */
export function rulePage(rule: Rule, example: Example | undefined): string {
  const { id, title, why, fix, references } = rule;
  const parts = [
    generated,
    `# ${title}`,
    factTable(rule),
    '## Why it matters',
    why,
    '## What to do',
    fix,
    ...(example ? exampleParts(example, id) : []),
    '## Sources',
    references.map((url) => `- <${url}>`).join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factTable({
  id,
  severity,
  mode,
  status,
  since,
  check,
  benchmark,
  policies,
  supersededBy,
  oneSided,
}: Rule): string {
  const rows: (readonly [string, string])[] = [
    ['Rule', `\`${id}\``],
    ['Severity', severity],
    ['Judges', judges[mode]],
    ['Kind of check', check.kind],
    ['Status', `${status}, since ${since}`],
  ];
  if (benchmark) rows.push(['Microsoft cloud security benchmark', benchmark.join(', ')]);
  if (policies) rows.push(['Azure Policy definitions', policies.map((policy) => `\`${policy}\``).join(', ')]);
  if (supersededBy)
    rows.push(['Goes without saying under', supersededBy.map((other) => `[${other}](${other}.md)`).join(', ')]);
  if (oneSided !== undefined) rows.push(['Judged in one way only', oneSided]);
  return table(['', ''], rows);
}

function exampleParts({ name, change, report, outcome }: Example, id: string): readonly string[] {
  const where = `From the fixture [\`${name}\`](../fixtures/${id}/${name}).`;
  return [
    '## Example',
    where,
    ...(change === undefined ? [] : [fenced('diff', change)]),
    ...(outcome ? [`What Azure does: **${outcome.kind}**. ${outcome.text}`] : []),
    fenced('text', report),
  ];
}

/** The list of all rules. */
export function ruleIndex(rules: readonly Rule[], folder = ''): string {
  const rows = rules.map(({ id, severity, mode, title }) => [`[${id}](${folder}${id}.md)`, severity, mode, title]);
  return table(['Rule', 'Severity', 'Judges', 'What it finds'], rows);
}

export function rulesReadme(rules: readonly Rule[]): string {
  return `${[generated, '# Rules', ruleIndex(rules)].join('\n\n')}\n`;
}
