import { lonePair, type Pair, pairDeployments } from '../diff/pair.ts';
import { secretLines } from '../engine/secret-lines.ts';
import { flattenOrigins, membersOf } from '../expr/make-value.ts';
import { isShown, secureText } from '../expr/print.ts';
import type { Origin, Value } from '../expr/value.ts';
import type { OpenTarget } from '../library/session.ts';
import type { Deployment, Resource } from '../model/deployment.ts';
import { nameText } from '../model/identity.ts';
import { code, prose } from '../report/formats/markdown-text.ts';
import { describeValue } from '../report/resolve/describe-value.ts';
import { originText, stepsOf } from '../report/writing/result-text.ts';
import { type Span, spanOf, whereIs } from '../text/source.ts';

/** What an editor shows of the value under the pointer, in Markdown. */
export interface Hover {
  readonly span: Span;
  readonly text: string;
}

/** A value of a resource, with the names that lead to it. */
interface Place {
  readonly target: string;
  readonly pair: Pair;
  readonly path: readonly string[];
  readonly value: Value;
  /** What stands for it in the text. */
  readonly span: Span;
}

/** As many are read. */
const [maxShown, maxSteps, maxText] = [4, 6, 400];

/**
 * What the value at a place of a file is in a deployment, the way it comes there, and what base has. At a default or in a
 * parameter file it says for which properties the value serves.
 */
export function hoverAt(targets: readonly OpenTarget[], file: string, offset: number): Hover | undefined {
  const places = targets.flatMap(({ name, whole }) => placesIn(name, whole(), file, offset));
  const smallest = Math.min(...places.map(({ span }) => span.end - span.start));
  const meant = places.filter(({ span }) => span.end - span.start === smallest);
  const [first] = meant;
  if (!first) return undefined;
  const all = [...new Set(meant.map(textOf))];
  const more = all.length > maxShown ? [`${all.length - maxShown} more`] : [];
  return { span: first.span, text: [...all.slice(0, maxShown), ...more].join('\n\n---\n\n') };
}

interface Sides {
  readonly head: Deployment;
  readonly base: Deployment | undefined;
}

/** The values of a target at a place: those that are written there or, if none is, those that are made of it. */
function placesIn(target: string, { head, base }: Sides, file: string, offset: number): readonly Place[] {
  const isAt = (span: Span): boolean => span.file.path === file && span.start <= offset && offset <= span.end;
  const holdsSecret = secretLines([...(head.secretSpans ?? []), ...(base?.secretSpans ?? [])]);
  const [written, made]: [Place[], Place[]] = [[], []];
  for (const pair of pairsOf(head, base)) {
    const resource = pair.head;
    if (!resource) continue;
    const add = (path: readonly string[], value: Value, keySpan: Span | undefined): void => {
      const span = ownSpan(value, keySpan, file);
      if (span && isAt(span)) written.push({ target, pair, path, value, span });
      const source = flattenOrigins(value.origins).find((origin) => isAt(origin.span));
      if (source) made.push({ target, pair, path, value, span: source.span });
    };
    if (isAt(resource.nameSpan))
      written.push({ target, pair, path: [], value: resource.name, span: resource.nameSpan });
    eachValue(resource, add);
  }
  return (written.length > 0 ? written : made).map((place) =>
    holdsSecret(place.span) && !isShown(place.value) ? { ...place, value: { ...place.value, secure: true } } : place,
  );
}

function pairsOf(head: Deployment, base: Deployment | undefined): readonly Pair[] {
  if (base && base !== head) {
    const pairs = pairDeployments(base, head);
    const paired = new Set(pairs.map((pair) => pair.head));
    return [...pairs, ...head.resources.filter((one) => !paired.has(one)).map((one) => lonePair(undefined, one))];
  }
  return head.resources.map((one) => lonePair(base && one, one));
}

/** All values of a body, each with the names that lead to it. */
function eachValue(
  { body }: Resource,
  take: (path: readonly string[], value: Value, keySpan: Span | undefined) => void,
): void {
  const visit = (value: Value, path: readonly string[]): void => {
    if (value.kind === 'object') {
      for (const member of membersOf(value)) {
        const { key, value: inner } = member;
        const name = typeof key !== 'string' ? '(computed)' : member.secureKey ? secureText : key;
        take([...path, name], inner, member.keySpan);
        visit(inner, [...path, name]);
      }
    } else if (value.kind === 'array') {
      for (const [index, item] of value.items.entries()) {
        take([...path, `${index}`], item, undefined);
        visit(item, [...path, `${index}`]);
      }
    }
  };
  visit(body, []);
}

/** A property from its key to the end of its value, as far as they stand together. */
function ownSpan({ origins }: Value, key: Span | undefined, file: string): Span | undefined {
  const [use] = origins;
  if (key?.file.path === file) {
    const isBeside = use && use.span.file === key.file && use.span.start >= key.start;
    return spanOf(key.file, key.start, isBeside ? use.span.end : key.end);
  }
  return use?.span.file.path === file && use.role === 'written' ? use.span : undefined;
}

function textOf({ target, pair, path, value }: Place): string {
  const resource = pair.head;
  if (!resource) return '';
  const what = path.length === 0 ? 'name' : path.join('.');
  const heading = `${code(clipped(what))} of ${prose(nameText(resource.name))} (${prose(resource.type)})`;
  const before = pair.base && (path.length === 0 ? pair.base.name : valueAt(pair.base.body, resource.body, path));
  const base = before ? [`In base: ${shown(before)}`] : [];
  const steps = chainOf(value).map((origin) => `- ${prose(originText(origin))}: ${prose(whereIs(origin.span))}`);
  return [
    heading,
    shown(value),
    ...base,
    ...(steps.length > 0 ? [steps.join('\n')] : []),
    `Target: ${prose(target)}`,
  ].join('\n\n');
}

function chainOf({ origins }: Value): readonly Origin[] {
  return stepsOf(flattenOrigins(origins).slice(0, maxSteps));
}

function shown(value: Value): string {
  return code(clipped(describeValue(value))) || code("''");
}

function clipped(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}

/** What base has at a path of head. Items of lists that have names are found by them. */
function valueAt(
  before: Value | undefined,
  after: Value | undefined,
  [name, ...rest]: readonly string[],
): Value | undefined {
  if (name === undefined) return before;
  const own = stepInto(after, name);
  const label = nameOf(own);
  const isNamed = label !== undefined && before?.kind === 'array';
  const next = isNamed ? before.items.find((item) => nameOf(item) === label) : stepInto(before, name);
  return valueAt(next, own, rest);
}

function stepInto(value: Value | undefined, name: string): Value | undefined {
  if (value?.kind === 'array') return value.items[Number(name)];
  if (value?.kind !== 'object') return undefined;
  const lower = name.toLowerCase();
  return [...value.entries.values()].find(({ key }) => key.toLowerCase() === lower)?.value;
}

function nameOf(value: Value | undefined): string | undefined {
  const name = value && value.kind === 'object' ? stepInto(value, 'name') : undefined;
  return name?.kind === 'string' ? name.value : undefined;
}
