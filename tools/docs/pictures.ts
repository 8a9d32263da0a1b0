import { createHash } from 'node:crypto';
import { type CommitSteps, stepsOf } from '../../src/engine/ratchet.ts';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { recoveryPointPicture } from '../../src/report/formats/html/bands.ts';
import { htmlReport } from '../../src/report/formats/html/html.ts';
import { style } from '../../src/report/formats/html/page.ts';
import { historyPicture } from '../../src/report/history/chart.ts';
import { dateOf } from '../../src/report/writing/dates.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { FileTree } from '../../src/text/files.ts';
import { judgeFolders } from './judge-folders.ts';

/** As wide as a page of documents is. */
const width = 880;

const margin = 16;

/**
 * The pictures of the documents, by path. They are made by the code that makes the reports, as SVG: nothing has to be
 * installed for that, and they follow the reader's choice of light or dark.
 *
 * @param demo the run that the first page of the documents shows
 */
export function pictures(demo: RunResult, rules: readonly Rule[]): readonly (readonly [string, string])[] {
  const change = demo.findings.flatMap(({ timeline }: Finding) => timeline)[0];
  const today = dateOf(demo.today ?? '');
  if (!change || !today) throw new Error('The demo shows recovery points on a day.');
  const commits = sampleHistory(rules);
  return [
    ['docs/pictures/report.svg', pageImage(htmlReport(demo), 'The HTML report of the demo', 1320)],
    [
      'docs/pictures/recovery-points.svg',
      drawing('Recovery points of a policy', recoveryPointPicture(change, today, 'title').text),
    ],
    ['docs/pictures/history.svg', drawing('A history of two vaults', historyPicture(commits, 'title').text)],
  ];
}

/** A picture that a report has, by itself. */
function drawing(title: string, picture: string): string {
  const height = Number(/^<svg [^>]*\bheight="(\d+)"/.exec(picture)?.[1]);
  return svg(
    title,
    height + 2 * margin,
    `<svg x="${margin}" y="${margin}" width="${width - 2 * margin}" height="${height}" overflow="visible">${picture}</svg>`,
  );
}

/** The upper part of a page, without its last line, which changes with each version. */
function pageImage(page: string, title: string, height: number): string {
  const body = /<body>([\s\S]*)<footer>/.exec(page)?.[1] ?? '';
  // Within HTML, a picture must say that it is one.
  const content = body.replaceAll('<svg class=', '<svg xmlns="http://www.w3.org/2000/svg" class=');
  return svg(
    title,
    height,
    `<foreignObject width="${width}" height="${height}"><body xmlns="http://www.w3.org/1999/xhtml">${content}</body></foreignObject>`,
  );
}

function svg(title: string, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>${style}:root { background: var(--ground); }
</style>
${content}
</svg>
`;
}

interface State {
  readonly name: string;
  readonly immutability?: string;
  readonly softDelete?: string;
  readonly days?: number;
}

/** What each commit of the sample says of its vaults. */
const sample: readonly (readonly [day: string, author: string, subject: string, states: readonly State[]])[] = [
  ['2026-01-12', 'Ada', 'Add the vault of production', [{ name: 'rsv-prod' }]],
  ['2026-02-03', 'Grace', 'Lock it', [{ name: 'rsv-prod', immutability: 'Locked' }]],
  ['2026-03-19', 'Linus', 'Save costs', [{ name: 'rsv-prod', immutability: 'Locked', days: 14 }]],
  [
    '2026-04-02',
    'Ada',
    'Add the vault of tests',
    [
      { name: 'rsv-prod', immutability: 'Locked', days: 14 },
      { name: 'rsv-test', days: 7 },
    ],
  ],
  [
    '2026-05-27',
    'Grace',
    'Keep what auditors require',
    [
      { name: 'rsv-prod', immutability: 'Locked', days: 90 },
      { name: 'rsv-test', days: 7 },
    ],
  ],
  [
    '2026-06-11',
    'Linus',
    'Clean up faster',
    [
      { name: 'rsv-prod', immutability: 'Locked', days: 90 },
      { name: 'rsv-test', softDelete: 'Disabled', days: 3 },
    ],
  ],
  [
    '2026-08-30',
    'Linus',
    'Take the state from a parameter',
    [
      { name: 'rsv-prod', immutability: 'Locked', days: 90 },
      { name: 'rsv-test', softDelete: 'state', days: 3 },
    ],
  ],
];

function sampleHistory(rules: readonly Rule[]): readonly CommitSteps[] {
  return sample.slice(1).map(([day, author, subject, states], index): CommitSteps => {
    const id = createHash('sha1').update(subject).digest('hex');
    const steps = stepsBetween(treeOf(sample[index]?.[3] ?? []), treeOf(states), rules);
    return { commit: { id, author, date: `${day}T09:00:00Z`, subject }, steps };
  });
}

function stepsBetween(before: FileTree, after: FileTree, rules: readonly Rule[]): CommitSteps['steps'] {
  return stepsOf(judgeFolders(before, after, rules), judgeFolders(after, before, rules));
}

function treeOf(states: readonly State[]): FileTree {
  const text = [
    'param location string = resourceGroup().location\n',
    'param state string\n',
    ...states.map(vaultText),
  ].join('\n');
  const has = (file: string): boolean => file === 'main.bicep' && states.length > 0;
  return {
    read: (file) => (has(file) ? { kind: 'text', text } : { kind: 'missing' }),
    has,
    list: (extension) => ['main.bicep'].filter((file) => has(file) && file.endsWith(extension)),
    listFolder: () => ['main.bicep'].filter(has),
    display: (file) => `infra/${file}`,
  };
}

function vaultText({ name, immutability = 'Unlocked', softDelete = 'AlwaysON', days = 30 }: State): string {
  const symbol = name.replace('-', '_');
  return `resource ${symbol} 'Microsoft.RecoveryServices/vaults@2024-04-01' = {
  name: '${name}'
  location: location
  properties: {
    securitySettings: {
      immutabilitySettings: { state: '${immutability}' }
      softDeleteSettings: { softDeleteState: ${softDelete === 'state' ? 'state' : `'${softDelete}'`}, softDeleteRetentionPeriodInDays: 14 }
    }
  }

  resource policy 'backupPolicies' = {
    name: 'vm-gold'
    properties: {
      backupManagementType: 'AzureIaasVM'
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy'
        scheduleRunFrequency: 'Daily'
        scheduleRunTimes: ['2026-01-01T01:00:00Z']
      }
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy'
        dailySchedule: {
          retentionTimes: ['2026-01-01T01:00:00Z']
          retentionDuration: { count: ${days}, durationType: 'Days' }
        }
      }
    }
  }
}
`;
}
