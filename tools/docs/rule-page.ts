import { sourcesOf } from '../../src/protection/azure/facts.ts';
import { factState, factsOf } from '../../src/report/rules/fact-text.ts';
import { fixText, type Rule } from '../../src/rules/rule.ts';
import type { Example, Language, ShownFile } from './example.ts';
import { fenced, table } from './markdown.ts';

const generated = '<!-- Generated from the YAML of the rule and its fixtures by `npm run docs`. -->';

const judges: Readonly<Record<Rule['mode'], string>> = {
  diff: 'a change: base against head',
  state: 'one revision',
  both: 'a change, or one revision',
};

/** The page of a rule. */
export function rulePage(rule: Rule, examples: readonly Example[]): string {
  const { title, why, references } = rule;
  const parts = [
    generated,
    `# ${title}`,
    factTable(rule),
    '## Why it matters',
    why,
    '## What to do',
    fixText(rule),
    ...examples.flatMap((example) => exampleParts(example, rule.id)),
    ...waiverParts(rule),
    '## Facts',
    factList(rule),
    '## Sources',
    sourceList(references, rule),
  ];
  return `${parts.join('\n\n')}\n`;
}

function factList({ facts }: Rule): string {
  return factsOf(facts)
    .map((fact) => `- ${fact.says} ([${fact.id}](../docs/azure-facts.md#${fact.id}), ${factState(fact)})`)
    .join('\n');
}

/** The pages of the facts, and then the other ones that a rule names. */
function sourceList(references: readonly string[], { facts }: Rule): string {
  const named = new Map(
    factsOf(facts)
      .flatMap(sourcesOf)
      .map((source) => [source.title, source]),
  );
  const links = new Set([...named.values()].map(({ link }) => link));
  const rows = [...named.values()].map(({ title, link, date }) => {
    const dated = date === undefined ? '' : ` (${date})`;
    return `- ${link === undefined ? title : `[${title}](${link})`}${dated}`;
  });
  return [...rows, ...references.filter((url) => !links.has(url)).map((url) => `- <${url}>`)].join('\n');
}

function factTable({
  id,
  severity,
  mode,
  status,
  since,
  check,
  benchmark,
  cis,
  policies,
  supersededBy,
  severityByType = {},
  oneSided,
}: Rule): string {
  const rows: (readonly [string, string])[] = [
    ['Rule', `\`${id}\``],
    ['Severity', severityText(severity, severityByType)],
    ['Judges', judges[mode]],
    ['Check', `[${check.kind}](../docs/behaviours.md#${check.kind})`],
    ['Status', `${status}, since ${since}`],
  ];
  if (benchmark) rows.push(['Microsoft cloud security benchmark', benchmark.join(', ')]);
  if (cis) rows.push(['CIS Azure Storage Services 2.0.0', cis.join(', ')]);
  if (policies) rows.push(['Azure Policy definitions', policies.map((policy) => `\`${policy}\``).join(', ')]);
  if (supersededBy)
    rows.push(['Not reported together with', supersededBy.map((other) => `[${other}](${other}.md)`).join(', ')]);
  if (oneSided !== undefined) rows.push(['Judged in one way only', oneSided]);
  return table(['', ''], rows);
}

function severityText(severity: string, byType: Readonly<Record<string, string>>): string {
  return [severity, ...Object.entries(byType).map(([type, other]) => `${other} for \`${type}\``)].join(', ');
}

function exampleParts({ name, language, files, command, report, outcome }: Example, id: string): readonly string[] {
  return [
    `## In ${language}`,
    ...files.map((file) => sideBySide(file, language)),
    ...(outcome ? [`What Azure does: **${outcome.kind}**. ${outcome.text}`] : []),
    `\`${command}\` in the fixture [${name}](../fixtures/${id}/${name}) says:`,
    fenced('text', report),
  ];
}

/** What a file was and what it is, as the two cells of a table; or only what it is. */
function sideBySide({ file, before, after }: ShownFile, language: Language): string {
  const sides = [
    { name: `base/${file}`, text: before },
    { name: `head/${file}`, text: after },
  ];
  const cells = sides.flatMap(({ name, text }) =>
    text === undefined ? [] : [`<td>\n\n\`${name}\`\n\n${fenced(language.toLowerCase(), text)}\n\n</td>`],
  );
  return `<table>\n<tr>\n${cells.join('\n')}\n</tr>\n</table>`;
}

function waiverParts({ id, mode }: Rule): readonly string[] {
  const waiver = [
    'waivers:',
    `  - rule: ${id}`,
    '    resource: rsv-prod-weu # as the finding calls it; * stands for anything',
    '    reason: why it is accepted',
    '    owner: who answers for it',
    '    expires: 2027-03-31',
  ];
  const where =
    mode === 'state'
      ? 'In `armlock.yaml`:'
      : 'In `armlock.yaml`, which is read from base, so that a change cannot excuse itself:';
  const request = `\`// armlock-allow ${id}: reason\``;
  const comment = `A comment ${request} right above the line asks for a waiver: the finding stays, and shows the request.`;
  return ['## How to waive it', where, fenced('yaml', waiver.join('\n')), comment];
}

/** The list of all rules. */
export function ruleIndex(rules: readonly Rule[], folder = ''): string {
  const rows = rules.map(({ id, severity, mode, title }) => [`[${id}](${folder}${id}.md)`, severity, mode, title]);
  return table(['Rule', 'Severity', 'Judges', 'What it finds'], rows);
}

export function rulesReadme(rules: readonly Rule[]): string {
  return `${[generated, '# Rules', ruleIndex(rules)].join('\n\n')}\n`;
}
