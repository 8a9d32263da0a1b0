import { concealed } from '../expr/conceal.ts';
import type { Value } from '../expr/value.ts';
import { memo } from '../text/memo.ts';
import { ownMember } from '../text/own-member.ts';
import type { Resource } from './deployment.ts';
import { mayBeEqual, nameSegments, type Segment, segmentsOf, unknownPieces } from './segments.ts';

/**
 * What makes a resource the same one in two revisions: its scope, type and name. Never its file or symbolic name.
 * Parts that are not known are their expressions: the same unknown is equal to itself.
 */
export interface Identity {
  /** All parts as one text in lower case. */
  readonly key: string;
  /** Whether equal keys mean the same resource: each `newGuid()` is another name. */
  readonly stable: boolean;
  /** The unknowns that scope and name depend on; empty if they are known. */
  readonly unknowns: string;
  readonly scope: readonly Segment[];
  readonly name: readonly Segment[];
}

export const identityOf: (resource: Resource) => Identity = memo(({ type, name, scope }) => {
  const parts = { scope: nameSegments(scope), name: nameSegments(name) };
  const key = [textKey(scope), type.toLowerCase(), textKey(name)].join('|');
  const unknowns = [unknownPieces(scope).join(), unknownPieces(name).join()].join('|');
  const stable = [...parts.scope, ...parts.name].every(({ isRepeatable }) => isRepeatable);
  return { key, stable, unknowns, ...parts };
});

/** A name, scope or id as a text that is the same however its expression is put together. */
export function textKey(value: Value): string {
  return segmentsOf(value).join('/');
}

/**
 * Whether two resources with different keys may still be one. Where the same things are unknown, the texts around
 * them decide. Else a part that depends on something may turn out as any text that begins and ends as it does: literal
 * resource groups that differ are different places, whatever the subscription is.
 */
export function mayBeSame(one: Identity, other: Identity): boolean {
  if (one.unknowns === other.unknowns && one.stable && other.stable) return false;
  return mayBeEqual(one.scope, other.scope) && mayBeEqual(one.name, other.name);
}

/**
 * The place of a resource in base, if that of head may be another one although it is taken for the same: one revision
 * gives a resource group or subscription, the other one takes that to which it is deployed.
 */
export function doubtfulPlace(base: Resource, head: Resource): string | undefined {
  const [before, after] = [nameSegments(base.scope), nameSegments(head.scope)];
  if (before.length !== after.length) return undefined;
  const index = before.findIndex((segment, at) => {
    const other = after[at];
    return other !== undefined && segment.text !== other.text && isOwnPlace(segment) !== isOwnPlace(other);
  });
  const segment = shownSegments(base.scope)[index];
  return segment && `${ownMember(placeKinds, before[index - 1]?.text ?? '') ?? 'scope'} ${segment}`;
}

const placeKinds: Readonly<Record<string, string>> = {
  resourcegroups: 'resource group',
  subscriptions: 'subscription',
  managementgroups: 'management group',
};

/** Whether a part of an id is that of the place to which its template is deployed. */
function isOwnPlace({ text, isKnown }: Segment): boolean {
  return !isKnown && /^\[(?:resourcegroup|subscription|managementgroup)\(\)\.\w+\]$/.test(text);
}

/** Longer expressions in a name are cut: they are there to be recognised. */
const maxExpression = 60;

/** A name or scope for people: as it is where known, with its expressions in brackets where not. */
export const nameText: (value: Value) => string = memo((value) => shownSegments(value).join('/'));

/** The same for programs, with its expressions whole. */
export const wholeNameText: (value: Value) => string = memo((value) =>
  value.kind === 'absent'
    ? ''
    : nameSegments(concealed(value))
        .map(({ written }) => written)
        .join('/'),
);

/** The segments of a name for people; none if there is no name. */
export const shownSegments: (value: Value) => readonly string[] = memo((value) => {
  if (value.kind === 'absent') return [];
  return nameSegments(concealed(value)).map((segment) =>
    segment.isKnown ? segment.written : shortened(segment.written),
  );
});

function shortened(segment: string): string {
  const [, start, written = '', end] = /^([^[]*)(\[.*\])([^\]]*)$/su.exec(segment) ?? [];
  return written.length > maxExpression ? `${start}${written.slice(0, maxExpression)}…]${end}` : segment;
}

/** Types compare without case. */
export function isType(resource: Pick<Resource, 'type'>, type: string): boolean {
  return resource.type.toLowerCase() === type.toLowerCase();
}

/** Scope and first name, which a resource has in common with all that is within it. */
export const rootKey: (resource: Resource) => string = memo(
  ({ scope, name }) => `${textKey(scope)}|${segmentsOf(name)[0] ?? ''}`,
);

/** Whether a resource is another one, or within it. */
export function holdsResource(outer: Resource, inner: Resource): boolean {
  if (outer === inner) return true;
  if (!`${inner.type}/`.toLowerCase().startsWith(`${outer.type}/`.toLowerCase())) return false;
  if (textKey(outer.scope) !== textKey(inner.scope)) return false;
  const [around, within] = [segmentsOf(outer.name), segmentsOf(inner.name)];
  return around.every((segment, index) => segment === within[index]);
}

/** Scope, type and name as one text, in lower case. */
export function resourceKey({ scope, type, name }: Resource): string {
  return joined(scope, type.split('/'), segmentsOf(name));
}

/** The keys of all resources that may hold a resource, its own among them. */
export function holderKeys({ scope, type, name }: Resource): readonly string[] {
  const [types, names] = [type.split('/'), segmentsOf(name)];
  return types.flatMap((_, depth) =>
    names.map((__, count) => joined(scope, types.slice(0, depth + 1), names.slice(0, count + 1))),
  );
}

function joined(scope: Value, types: readonly string[], names: readonly string[]): string {
  return [textKey(scope), types.join('/').toLowerCase(), names.join('/')].join('|');
}
