import { deploymentType } from '../arm/read/read-resources.ts';
import type { ParsedBicep } from '../bicep/syntax/parse.ts';
import type * as syntax from '../bicep/syntax/tree.ts';
import { lookAtLoneDeployment, type Plain } from './json-outline.ts';
import { carrierTypes, type On, type Seen, seenNothing, typeByScope } from './seen.ts';

/** What a Bicep file says that it deploys, without what its modules do. Types are literals in Bicep. */
export function bicepSeen({ tree, diagnostics }: ParsedBicep): Seen {
  const seen = seenNothing();
  if (diagnostics.length > 0) seen.doubts.add('it is broken');
  if (tree.span.file.text.includes('armlock-allow')) seen.doubts.add('it asks for a waiver');
  const resources = tree.statements.filter((one) => one.kind === 'resource');
  // Of two declarations of one name, the first one counts.
  const symbols = new Map(resources.toReversed().map((one) => [one.name.name, typeIn(one) ?? '']));
  for (const one of tree.statements) {
    if (one.kind === 'error') seen.doubts.add('it is broken');
    if ('reference' in one && one.reference && one.reference.kind !== 'string')
      seen.doubts.add('a reference is computed');
  }
  for (const one of resources) lookAtResource(one, '', symbols, seen);
  return seen;
}

function lookAtResource(
  one: syntax.ResourceStatement,
  around: string,
  symbols: ReadonlyMap<string, string>,
  seen: Seen,
): void {
  const type = typeIn(one);
  if (type === undefined) {
    seen.doubts.add('the type of a resource is computed');
    return;
  }
  const full = around === '' ? type : `${around}/${type}`;
  const body = bodyOf(one.value);
  if (!body) seen.doubts.add('a resource has no body');
  const on = body && placeOf(body, symbols, loopNames(one.value));
  // What only exists is deployed by others.
  if (!one.existing) for (const name of [type, full]) seen.types.add(typeByScope(name, on));
  if (carrierTypes.has(full)) seen.doubts.add(`it deploys ${type}`);
  if (full === deploymentType && !one.existing) lookAtLoneDeployment(body ? plainObject(body) : computed, seen);
  for (const member of body?.members ?? []) {
    if (member.kind === 'resource') lookAtResource(member, full, symbols, seen);
  }
}

/** The type in lower case, without its version; undefined if it is not written as one string. */
function typeIn({ type }: syntax.ResourceStatement): string | undefined {
  if (type.kind !== 'string' || type.value === '') return undefined;
  return type.value.replace(/^az:/, '').replace(/@.*$/s, '').toLowerCase();
}

function bodyOf(value: syntax.ResourceStatement['value']): syntax.ObjectNode | undefined {
  if (value.kind === 'object') return value;
  return value.kind === 'if' || value.kind === 'for' ? bodyOf(value.body) : undefined;
}

/** What a resource is on, by the member `scope` of its body. */
function placeOf(
  { members }: syntax.ObjectNode,
  symbols: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
): On {
  const written = members.filter((member) => member.kind !== 'resource');
  const scope = written.find((member) => member.kind === 'member' && keyOf(member) === 'scope');
  if (scope?.kind !== 'member') return written.every((member) => keyOf(member) !== undefined) ? 'around' : undefined;
  const { value } = scope;
  if (value.kind === 'call' && aroundFunctions.has(value.name.name)) return 'around';
  const type = value.kind === 'name' && !hidden.has(value.name) ? symbols.get(value.name) : undefined;
  return type?.includes('/') ? { provider: type.slice(0, type.indexOf('/')) } : undefined;
}

/** The name of a member; undefined for one that is computed, and for what is spread into the object. */
function keyOf(member: syntax.ObjectNode['members'][number]): string | undefined {
  if (member.kind !== 'member' || member.key.kind === 'interpolation') return undefined;
  return member.key.kind === 'identifier' ? member.key.name : member.key.value;
}

const aroundFunctions: ReadonlySet<string> = new Set(['resourceGroup', 'subscription', 'managementGroup', 'tenant']);

/** In a loop, a name can be that of its variable. */
function loopNames(value: syntax.ResourceStatement['value']): ReadonlySet<string> {
  return new Set(value.kind === 'for' ? [value.item.name, ...(value.index ? [value.index.name] : [])] : []);
}

/** What stands for whatever is no literal: an expression, as templates write it. */
const computed = '[computed]';

function plainObject({ members }: syntax.ObjectNode): Plain {
  const entries: (readonly [string, Plain])[] = [];
  for (const member of members) {
    if (member.kind === 'resource') continue;
    const key = keyOf(member);
    if (key === undefined || member.kind !== 'member') return computed;
    entries.push([key, plainOf(member.value)]);
  }
  const names = new Set(entries.map(([name]) => name.toLowerCase()));
  // Of a name that is written twice, it is not known which one counts.
  return names.size < entries.length ? computed : Object.fromEntries(entries);
}

function plainOf(node: syntax.Expression | syntax.IfNode | syntax.ErrorNode): Plain {
  switch (node.kind) {
    case 'object':
      return plainObject(node);
    case 'array':
      return node.items.map((item) => ('kind' in item && item.kind === 'spread' ? computed : plainOf(item)));
    case 'string':
    case 'boolean':
      return node.value;
    case 'null':
      return null;
    default:
      return computed;
  }
}
