import type * as syntax from '../syntax/tree.ts';
import { keyText, memberValue } from './bind.ts';
import { type Scope, symbolAt } from './compilation-unit.ts';
import { possibleResources } from './resource-references.ts';

/** An expression where it stands. */
export interface Written {
  readonly node: syntax.Expression;
  readonly scope: Scope;
}

/** Variables of variables, and parts of parts, are followed this far. */
const maxDepth = 16;

/** What an expression is written to be: through parentheses and variables, and into objects and arrays. */
export function written(node: syntax.Expression, scope: Scope, depth = 0): Written {
  const self: Written = { node, scope };
  if (depth > maxDepth) return self;
  switch (node.kind) {
    case 'parenthesized':
      return written(node.inner, scope, depth + 1);
    case 'non-null':
      return written(node.target, scope, depth + 1);
    case 'name': {
      const symbol = symbolAt(node.name, scope);
      if (symbol?.kind !== 'variable') return self;
      const file: Scope = { env: { ...scope.env, locals: scope.env.unit.predefined }, bound: new Set() };
      return written(symbol.statement.value, file, depth + 1);
    }
    case 'property':
      if (node.name.name === 'name') return nameOf(node, scope, depth) ?? self;
      return partOf(written(node.target, scope, depth + 1), node.name.name, depth) ?? self;
    case 'index': {
      const { index, fromEnd } = node;
      if (fromEnd || (index.kind !== 'integer' && index.kind !== 'string')) return self;
      const key = index.kind === 'string' ? index.value : Number(index.value);
      return partOf(written(node.target, scope, depth + 1), key, depth) ?? self;
    }
    case 'call': {
      const [array] = node.args;
      const at = node.name.name === 'first' ? 0 : node.name.name === 'last' ? -1 : undefined;
      if (!array || at === undefined) return self;
      return partOf(written(array, scope, depth + 1), at, depth) ?? self;
    }
    default:
      return self;
  }
}

/** The literal name of a resource. */
function nameOf({ target, name }: syntax.PropertyAccess, scope: Scope, depth: number): Written | undefined {
  const [owner, other] = possibleResources(target, scope);
  if (!owner) return partOf(written(target, scope, depth + 1), name.name, depth);
  const own = memberValue(owner.symbol.body, 'name');
  if (!own || other || owner.symbol.loop || owner.symbol.kind !== 'resource') return undefined;
  const file: Scope = { env: { ...scope.env, locals: scope.env.unit.predefined }, bound: new Set() };
  return written(own, file, depth + 1);
}

function partOf({ node, scope }: Written, key: string | number, depth: number): Written | undefined {
  if (node.kind === 'array' && typeof key === 'number') {
    const item = node.items.some(({ kind }) => kind === 'spread') ? undefined : node.items.at(key);
    return item && item.kind !== 'spread' ? written(item, scope, depth + 1) : undefined;
  }
  if (node.kind !== 'object' || typeof key !== 'string') return undefined;
  if (node.members.some((member) => member.kind !== 'member')) return undefined;
  for (const member of node.members) {
    if (member.kind === 'member' && keyText(member.key) === key) return written(member.value, scope, depth + 1);
  }
  return undefined;
}

/** More texts than this are not distinguished. */
const maxTexts = 64;

/** The texts that an expression can be, where the file shows them; undefined where it does not. */
export function writtenTexts(expression: syntax.Expression, around: Scope, depth = 0): readonly string[] | undefined {
  if (depth > maxDepth) return undefined;
  const { node, scope } = written(expression, around, depth);
  switch (node.kind) {
    case 'string':
      return [node.value];
    case 'interpolation':
      return joined(node, scope, depth);
    case 'conditional': {
      const whenTrue = knownTexts(node.whenTrue, scope, depth + 1);
      const whenFalse = knownTexts(node.whenFalse, scope, depth + 1);
      return whenTrue && whenFalse && [...new Set([...whenTrue, ...whenFalse])].slice(0, maxTexts);
    }
    default:
      return undefined;
  }
}

/** By expression, for those around which nothing is local: variables may use each other many times. */
const known = new WeakMap<syntax.Expression, { readonly texts: readonly string[] | undefined }>();

function knownTexts(node: syntax.Expression, scope: Scope, depth: number): readonly string[] | undefined {
  if (scope.bound.size > 0) return writtenTexts(node, scope, depth);
  const found = known.get(node) ?? { texts: writtenTexts(node, scope, depth) };
  known.set(node, found);
  return found.texts;
}

function joined(
  { texts, parts }: syntax.InterpolationNode,
  scope: Scope,
  depth: number,
): readonly string[] | undefined {
  let made: readonly string[] = [texts[0] ?? ''];
  for (const [index, part] of parts.entries()) {
    const found = knownTexts(part, scope, depth + 1);
    if (!found || made.length * found.length > maxTexts) return undefined;
    made = made.flatMap((start) => found.map((text) => `${start}${text}${texts[index + 1] ?? ''}`));
  }
  return made;
}
