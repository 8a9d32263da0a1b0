import { membersOf } from '../../expr/make-value.ts';
import { isShown, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Deployment, Resource } from '../../model/deployment.ts';
import { whereIs } from '../../text/source.ts';
import { printable, withoutCommands } from '../writing/sanitize.ts';
import { describeValue } from './describe-value.ts';
import { keyText } from './value-json.ts';

/** Writes the resources that armlock sees in a deployment, for people. */
export function resolveTextReport(deployment: Deployment): string {
  const { resources, gaps, diagnostics } = deployment;
  const blocks = [
    ...resources.map(resourceLines),
    ...gaps.map(({ why, hides, span }) => [`gap: cannot see ${hides}: ${why.text} (${whereIs(span)})`]),
    ...diagnostics.map(({ severity, message, span }) => [`${severity}: ${message} (${whereIs(span)})`]),
  ];
  const summary = `${count(resources.length, 'resource')}, ${count(gaps.length, 'gap')}, ${count(diagnostics.length, 'diagnostic')}`;
  return withoutCommands(`${[...blocks.map((lines) => lines.map(printable).join('\n')), summary].join('\n\n')}\n`);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function resourceLines(resource: Resource): readonly string[] {
  const name = resource.extension === undefined ? ` ${describeValue(resource.name)}` : '';
  return [
    `${resource.type}${name}  (${whereIs(resource.nameSpan)})`,
    ...presenceLines(resource),
    ...membersOf(resource.body).flatMap((member) => valueLines(keyText(member), member.value, '  ')),
  ];
}

function presenceLines({ presence, existing, uncountedLoop }: Resource): readonly string[] {
  const notes: string[] = [];
  if (existing) notes.push('  exists already, is not deployed');
  if (presence === 'never') notes.push('  is not deployed: its condition is false');
  else if (typeof presence !== 'string') notes.push(`  is deployed if ${describeValue(presence)}`);
  if (uncountedLoop) notes.push(`  stands for every iteration of a loop: ${uncountedLoop.text}`);
  return notes;
}

function valueLines(label: string, value: Value, indent: string): readonly string[] {
  if (!isShown(value)) return [`${indent}${label}: ${secureText}`];
  if (value.kind === 'object' && value.entries.size > 0) {
    const inner = membersOf(value).flatMap((member) => valueLines(keyText(member), member.value, `${indent}  `));
    const rest = value.open ? [`${indent}  … and what ${value.open.text}`] : [];
    return [`${indent}${label}:`, ...inner, ...rest];
  }
  if (value.kind === 'array' && value.items.length > 0) {
    const inner = value.items.flatMap((item, index) => valueLines(`[${index}]`, item, `${indent}  `));
    return [`${indent}${label}:`, ...inner];
  }
  return [`${indent}${label}: ${describeValue(value)}`];
}
