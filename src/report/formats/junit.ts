import type { Finding, Notice, RunResult } from '../../engine/result.ts';
import type { Rule } from '../../rules/rule.ts';
import { whereIs } from '../../text/source.ts';
import { blocksOf, significantNotices } from '../writing/order.ts';
import { printable } from '../writing/sanitize.ts';

/**
 * Writes a run as JUnit XML: every finding is, with its parts, a test that failed, every rule without findings one that passed, and what
 * could not be seen one that was skipped. A note is no failure.
 */
export function junitReport(result: RunResult): string {
  const { findings, notices, rules, complete, mode } = result;
  const blocks = blocksOf(findings);
  const silent = rules.filter(({ id }) => !findings.some(({ rule }) => rule.id === id));
  const hidden = significantNotices(notices);
  const cases = [
    ...(complete ? [] : [incompleteCase]),
    ...blocks.map(findingCase),
    ...silent.map(ruleCase),
    ...hidden.map(noticeCase),
  ];
  const counts = {
    tests: cases.length,
    failures: blocks.filter(([whole]) => isFailure(whole)).length,
    errors: complete ? 0 : 1,
    skipped: hidden.length,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'armlock', ...counts, time: 0 }, [
      element('testsuite', { name: `armlock ${mode}`, ...counts, time: 0 }, cases),
    ]),
    '',
  ].join('\n');
}

function isFailure({ severity }: Finding): boolean {
  return severity !== 'note';
}

/** One test for a finding with its parts. */
function findingCase([finding, ...parts]: readonly [Finding, ...Finding[]]): string {
  const { rule, severity, message, anchor, resource } = finding;
  const text = [
    ...findingLines(finding),
    ...parts.flatMap((part) => ['', `Part: ${part.rule.title}`, ...findingLines(part)]),
  ]
    .map(printable)
    .join('\n');
  const body = isFailure(finding)
    ? `<failure${attributes({ message, type: severity })}>${escapeXml(text)}</failure>`
    : `<system-out>${escapeXml(text)}</system-out>`;
  return testCase(anchor.file.path, `${rule.title}: ${resource.name} (${whereIs(anchor)})`, [body]);
}

function findingLines({ rule, message, advice, outcome, anchor, before, after }: Finding): readonly string[] {
  return [
    message,
    `At ${whereIs(anchor)}: ${before} -> ${after}`,
    ...(outcome ? [`${outcome.text} (${outcome.confidence}: ${outcome.source})`] : []),
    `Why: ${rule.why}`,
    `What to do: ${advice}`,
  ];
}

function ruleCase({ id, title }: Rule): string {
  return testCase('armlock.rules', `No finding: ${title} [${id}]`, []);
}

function noticeCase({ code, message, effect, span }: Notice): string {
  const skipped = `<skipped${attributes({ message: `${message} ${effect}`.trim() })}/>`;
  return testCase(span?.file.path ?? 'armlock', `${code}${span ? ` at ${whereIs(span)}` : ''}`, [skipped]);
}

const incompleteCase = testCase('armlock', 'All input can be read', [
  `<error${attributes({ message: 'A part of the input could not be read, so armlock did not check it.', type: 'incomplete' })}/>`,
]);

/** What a run says that judged nothing. */
export function failedRun(message: string): string {
  const counts = { tests: 1, failures: 0, errors: 1, skipped: 0 };
  const failed = testCase('armlock', 'The change can be judged', [
    `<error${attributes({ message, type: 'no-verdict' })}/>`,
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    element('testsuites', { name: 'armlock', ...counts, time: 0 }, [
      element('testsuite', { name: 'armlock', ...counts, time: 0 }, [failed]),
    ]),
    '',
  ].join('\n');
}

function testCase(classname: string, name: string, children: readonly string[]): string {
  return element('testcase', { classname, name, time: 0 }, children);
}

function element(name: string, values: Readonly<Record<string, string | number>>, children: readonly string[]): string {
  if (children.length === 0) return `<${name}${attributes(values)}/>`;
  return [`<${name}${attributes(values)}>`, ...children, `</${name}>`].join('\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(printable(String(value)))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text within XML; the two code points that XML has no way to write are left out. */
function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => entities[char] ?? '').replace(/[\uFFFE\uFFFF]/g, '');
}
