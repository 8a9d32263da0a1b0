import { type AnyBehaviour, commonPlaceholders, type Judged } from '../../src/checks/behaviour.ts';
import { table } from './markdown.ts';

const judged: Readonly<Record<Judged, string>> = { diff: 'a change', state: 'one revision' };

const introduction = `<!-- Generated from src/checks by \`npm run docs\`. -->

# What a rule can check

The \`check\` of a rule names one of these behaviours as its \`kind\`, and gives it the parameters listed here.
[rule.schema.json](../rules/rule.schema.json) describes the same for editors. A rule whose \`mode\` asks for what its
behaviour does not judge is an error. A resource type that is not published is a warning, and so is a path that is not a
property of its type.`;

/** The reference of all behaviours, for authors of rules. */
export function behavioursPage(behaviours: readonly AnyBehaviour[]): string {
  const common = table(['Placeholder', 'Stands for'], placeholderRows(commonPlaceholders));
  const parts = [
    introduction,
    '## Placeholders of every message',
    common,
    ...[...behaviours].sort((left, right) => (left.kind < right.kind ? -1 : 1)).flatMap(behaviourParts),
  ];
  return `${parts.join('\n\n')}\n`;
}

function behaviourParts({ kind, about, judges, schema, placeholders }: AnyBehaviour): readonly string[] {
  const parameters = Object.entries(schema).map(([name, parameter]) => [
    `\`${name}\`${parameter.required ? '' : ' (optional)'}`,
    descriptionOf(parameter.schema),
  ]);
  const rows = placeholderRows(placeholders);
  return [
    `## ${kind}`,
    `${about} Judges ${judges.map((one) => judged[one]).join(' or ')}.`,
    ...(parameters.length === 0 ? [] : [table(['Parameter', ''], parameters)]),
    ...(rows.length === 0 ? [] : [table(['Placeholder', 'Stands for'], rows)]),
  ];
}

function placeholderRows(placeholders: Readonly<Record<string, string>>): readonly (readonly string[])[] {
  return Object.entries(placeholders).map(([name, meaning]) => [`\`{${name}}\``, meaning]);
}

function descriptionOf({ description, enum: words }: Readonly<Record<string, unknown>>): string {
  const listed = Array.isArray(words) ? ` One of ${words.map((word) => `\`${String(word)}\``).join(', ')}.` : '';
  return `${String(description)}${listed}`;
}
