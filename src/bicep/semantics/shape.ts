/** Where in a value there are modules, as far as the compiler knows from the types. Of anything else there is no shape. */
export type Shape =
  | { readonly kind: 'module' }
  /** It may be null, so that the compiler does not take it for what it is otherwise. */
  | { readonly kind: 'nullable'; readonly inner: Shape }
  | { readonly kind: 'array'; readonly item: Shape }
  | { readonly kind: 'tuple'; readonly items: readonly (Shape | undefined)[] }
  /** `others`: what members that are not named have in common. */
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Shape>; readonly others: Shape | undefined };

export const moduleShape: Shape = { kind: 'module' };

export function arrayOf(item: Shape | undefined): Shape | undefined {
  return item && { kind: 'array', item };
}

export function nullable(shape: Shape | undefined): Shape | undefined {
  return shape?.kind === 'nullable' ? shape : shape && { kind: 'nullable', inner: shape };
}

export function withoutNull(shape: Shape | undefined): Shape | undefined {
  return shape?.kind === 'nullable' ? shape.inner : shape;
}

export function objectFull(others: Shape | undefined): Shape | undefined {
  return others && { kind: 'object', members: new Map(), others };
}

/** What all items of an array are. */
export function itemOf(shape: Shape | undefined): Shape | undefined {
  if (shape?.kind === 'array') return shape.item;
  return shape?.kind === 'tuple' ? joined(shape.items) : undefined;
}

/** What all members of an object are. */
export function memberOf(shape: Shape | undefined): Shape | undefined {
  return shape?.kind === 'object'
    ? joined([...shape.members.values(), ...(shape.others ? [shape.others] : [])])
    : undefined;
}

/** What several values have in common; undefined if there are none. */
export function joined(shapes: readonly (Shape | undefined)[]): Shape | undefined {
  return shapes.length === 0 ? undefined : shapes.reduce(join);
}

/** By both shapes: variables may use each other many times. */
const known = new WeakMap<Shape, WeakMap<Shape, { readonly shape: Shape | undefined }>>();

function join(left: Shape | undefined, right: Shape | undefined): Shape | undefined {
  if (left === right || !left || !right) return left === right ? left : undefined;
  const ofLeft = known.get(left) ?? new WeakMap<Shape, { readonly shape: Shape | undefined }>();
  known.set(left, ofLeft);
  const found = ofLeft.get(right) ?? { shape: joinTwo(left, right) };
  ofLeft.set(right, found);
  return found.shape;
}

function joinTwo(left: Shape, right: Shape): Shape | undefined {
  if (left.kind === 'nullable' || right.kind === 'nullable')
    return nullable(join(withoutNull(left), withoutNull(right)));
  if (left.kind === 'module') return right.kind === 'module' ? left : undefined;
  if (left.kind === 'object') {
    if (right.kind !== 'object') return undefined;
    const members = [...left.members].flatMap(([name, shape]) => {
      const both = join(shape, right.members.get(name) ?? right.others);
      return both ? [[name, both] as const] : [];
    });
    return { kind: 'object', members: new Map(members), others: join(left.others, right.others) };
  }
  return arrayOf(join(itemOf(left), itemOf(right)));
}
