import type { Target } from '../workspace/load.ts';

/** Targets beyond these are only counted. */
const maxShown = 20;

export interface StarterOptions {
  readonly targets: readonly Target[];
  /** Where editors find the schema, if it is anywhere. */
  readonly schema: string | undefined;
  /** Folders in which templates seem to be examples. */
  readonly samples: readonly string[];
}

/** A configuration to begin with. It says what holds without it, and shows in comments what else can be said. */
export function starterConfiguration({ targets, schema, samples }: StarterOptions): string {
  const [first] = targets;
  const blocks = [
    [
      ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
      '# Configuration of armlock. Everything here is optional. Lines that begin with "#:" are examples.',
      '# armlock uses the configuration of base: edits of this file take effect once they are merged.',
    ],
    [
      '# How templates are deployed: incremental, complete, stack-delete or stack-detach. Without it, armlock assumes',
      '# that a deployment may delete what a change removes from a template.',
      '#: mode: incremental',
    ],
    ['# Severity of findings whose value cannot be determined (error, warning or ignore).', 'unknown: warning'],
    ['# Lowest severity that sets exit code 1 (error, warning or note).', 'failOn: error'],
    [
      '# Severities of rules that differ from the default; "off" disables a rule. "armlock rules" lists all rules.',
      ...severityLines,
    ],
    ['# Folders with your own rules.', '#: rules:', '#:   - policies/armlock'],
    ['# Files and folders to ignore.', '#: ignore:', ...ignoreLines(samples)],
    [...targetComment(targets), '#: targets:', ...targetLines(first)],
    [
      '# State of vaults that templates only reference. Azure accepts or refuses a change depending on it.',
      ...vaultLines,
    ],
    ['# Minimum retention of policies.', ...floorLines],
    ['# What holds for some vaults or targets only, such as those for development.', ...overrideLines],
    ['# Findings that are accepted until a date, with a reason and an owner.', ...waiverLines],
    [
      '# Findings that "armlock check" does not report again; --write-baseline writes the file.',
      '#: baseline: armlock.baseline.json',
    ],
    [
      '# Where your organisation publishes the pages of rules, which "npm run site" in a clone of armlock makes.',
      '#: rulePages: https://docs.example.com/armlock/rules/{rule}.html',
    ],
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

const severityLines = ['#: severities:', '#:   vault-immutability-disabled: error'];

const vaultLines = [
  '#: vaults:',
  '#:   - name: rsv-prod-weu',
  '#:     immutability: Locked',
  '#:     softDelete: AlwaysON',
];

const floorLines = ['#: retentionFloors:', '#:   daily: 30 days', '#:   yearly: 7 years', '#:   log: P15D'];

const overrideLines = [
  '#: overrides:',
  '#:   - vaults: [rsv-dev-*]',
  '#:     retentionFloors:',
  '#:       daily: 7 days',
  '#:     severities:',
  '#:       policy-retention-reduced: note',
];

const waiverLines = [
  '#: waivers:',
  '#:   - rule: policy-retention-reduced',
  '#:     resource: rsv-prod-weu/vm-bronze',
  '#:     reason: The workload was retired; legal agreed on 2026-11-02.',
  '#:     owner: backup-team@example.com',
  '#:     expires: 2027-03-31',
];

function ignoreLines(samples: readonly string[]): readonly string[] {
  return (samples.length === 0 ? ['samples'] : samples).map((folder) => `#:   - ${quoted(folder)}`);
}

function targetComment(targets: readonly Target[]): readonly string[] {
  const shown = targets.slice(0, maxShown).map((target) => `#   ${nameOf(target)}`);
  const more =
    targets.length > maxShown ? [`#   and ${targets.length - maxShown} more; "armlock targets" lists them`] : [];
  const found =
    targets.length === 0 ? '# No template was found by convention.' : '# These targets are found by convention:';
  return [
    found,
    ...shown,
    ...more,
    '# Declare targets whose parameter files have other names, or whose deployment mode or scope you know.',
  ];
}

function nameOf({ template, parameters }: Target): string {
  return commentText(parameters ? `${template.path} with ${parameters.path}` : template.path);
}

/** A name cannot end its comment. */
function commentText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function targetLines(first: Target | undefined): readonly string[] {
  const template = first?.template.path ?? 'infra/main.json';
  const parameters = first?.parameters?.path ?? 'infra/main.prod.parameters.json';
  return [
    `#:   - template: ${quoted(template)}`,
    '#:     parameters:',
    `#:       - ${quoted(parameters)}`,
    '#:     mode: incremental',
    '#:     scope: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-backup',
  ];
}

/** A text as YAML has it; JSON is always right. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : JSON.stringify(text);
}
