import { parseJson } from '../../src/json/parse.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import { sourceFile, whereIs } from '../../src/text/source.ts';

/** A place at which two JSON values are not the same; undefined where a value does not exist. */
export interface Difference {
  readonly path: string;
  readonly wanted: string | undefined;
  readonly got: string | undefined;
}

/** Parses with armlock's own parser, which keeps numbers as they are written. */
export function readJson(text: string): JsonNode {
  const { root, diagnostics } = parseJson(sourceFile('text.json', text));
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (!root || problem)
    throw new Error(`not JSON: ${problem ? `${whereIs(problem.span)} ${problem.message}` : 'empty'}`);
  return root;
}

/** The member of exactly that name. */
export function memberAt(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.find(({ key }) => key.value === name)?.value : undefined;
}

export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === 'array' ? node.items : [];
}

export function stringAt(node: JsonNode | undefined, name: string): string | undefined {
  const found = memberAt(node, name);
  return found?.kind === 'string' ? found.value : undefined;
}

/** A text that two values share if and only if they are equal: members in order of their names, numbers in one form. */
export function canonicalJson(node: JsonNode): string {
  switch (node.kind) {
    case 'object': {
      const members = node.members.map(({ key, value }) => `${JSON.stringify(key.value)}:${canonicalJson(value)}`);
      return `{${members.sort().join(',')}}`;
    }
    case 'array':
      return `[${node.items.map(canonicalJson).join(',')}]`;
    case 'string':
      return JSON.stringify(node.value);
    case 'number':
      return canonicalNumber(node.text);
    case 'word':
      return `${node.value}`;
  }
}

/** Integers are exact, and different from decimal numbers: to ARM, 1 differs from 1.0. */
function canonicalNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const number = Number(text);
  return Number.isInteger(number) ? `${number}.0` : `${number}`;
}

/** Where a value differs from the one that is wanted. */
export function differences(
  wanted: JsonNode | undefined,
  got: JsonNode | undefined,
  path = '$',
): readonly Difference[] {
  if (wanted?.kind === 'object' && got?.kind === 'object') {
    const names = new Set([...wanted.members, ...got.members].map(({ key }) => key.value));
    return [...names].flatMap((name) => differences(memberAt(wanted, name), memberAt(got, name), `${path}.${name}`));
  }
  if (wanted?.kind === 'array' && got?.kind === 'array' && wanted.items.length === got.items.length) {
    return wanted.items.flatMap((item, index) => differences(item, got.items[index], `${path}[${index}]`));
  }
  const texts = { wanted: wanted && canonicalJson(wanted), got: got && canonicalJson(got) };
  return texts.wanted === texts.got ? [] : [{ path, ...texts }];
}

/** Where predicted resources differ; they are matched by id and API version. */
export function resourceDifferences(wanted: readonly JsonNode[], got: readonly JsonNode[]): readonly Difference[] {
  const left = groupedByIdentity(wanted);
  const right = groupedByIdentity(got);
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((identity) => {
    const [ours, theirs] = [left.get(identity) ?? [], right.get(identity) ?? []];
    const longer = ours.length > theirs.length ? ours : theirs;
    return longer.flatMap((_, index) => differences(ours[index], theirs[index], identity));
  });
}

function groupedByIdentity(resources: readonly JsonNode[]): ReadonlyMap<string, readonly JsonNode[]> {
  const groups = new Map<string, JsonNode[]>();
  for (const resource of resources) {
    const id = stringAt(resource, 'id')?.toLowerCase() ?? canonicalJson(resource);
    const identity = `${id}@${stringAt(resource, 'apiVersion') ?? ''}`;
    groups.set(identity, [...(groups.get(identity) ?? []), resource]);
  }
  return groups;
}
