/**
 * Finds the nodes of a graph that lead to themselves: each with the number of its group, in which all lead to each
 * other. Every node and link is looked at once, without recursion.
 */
export function loopsIn<T>(nodes: Iterable<T>, linksOf: (node: T) => readonly T[]): ReadonlyMap<T, number> {
  const search: Search<T> = { order: new Map(), low: new Map(), open: [], groups: new Map() };
  for (const node of nodes) if (!search.order.has(node)) searchFrom(node, linksOf, search);
  return search.groups;
}

/** What Tarjan's algorithm keeps. */
interface Search<T> {
  /** When a node was met first; nodes whose group is found are at infinity. */
  readonly order: Map<T, number>;
  /** The earliest node that is still open to which a node leads. */
  readonly low: Map<T, number>;
  readonly open: T[];
  readonly groups: Map<T, number>;
}

interface Step<T> {
  readonly node: T;
  readonly links: readonly T[];
  next: number;
}

const closed = Number.POSITIVE_INFINITY;

function searchFrom<T>(start: T, linksOf: (node: T) => readonly T[], search: Search<T>): void {
  const { order, low, open } = search;
  const enter = (node: T): Step<T> => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    return { node, links: linksOf(node), next: 0 };
  };
  const lower = (node: T, to: number | undefined): void => {
    if (to !== undefined) low.set(node, Math.min(low.get(node) ?? to, to));
  };
  const path = [enter(start)];
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const { node, links } = step;
    const link = links[step.next];
    step.next += 1;
    if (link !== undefined) {
      if (order.has(link)) lower(node, order.get(link));
      else path.push(enter(link));
      continue;
    }
    path.pop();
    const around = path.at(-1);
    if (around) lower(around.node, low.get(node));
    if (low.get(node) === order.get(node)) closeGroup(node, links, search);
  }
}

function closeGroup<T>(node: T, links: readonly T[], { order, low, open, groups }: Search<T>): void {
  const group = open.splice(open.indexOf(node));
  const number = order.get(node) ?? 0;
  for (const member of group) {
    order.set(member, closed);
    low.set(member, closed);
    if (group.length > 1 || links.includes(node)) groups.set(member, number);
  }
}
