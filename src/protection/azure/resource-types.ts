import { memo, once } from '../../text/memo.ts';
import { table, tableDate } from './resource-types.data.ts';

/** What Azure accepts for one type of resource, by api-version. */
export interface ResourceType {
  /** As Microsoft spells it. */
  readonly name: string;
  /** All api-versions, the oldest first. */
  readonly versions: readonly string[];
  readonly body: PropertyType;
}

/** A property, an item of an array, or what an object of one kind holds. */
export interface PropertyType {
  /** As Microsoft spells it; `[]` for an item. */
  readonly name: string;
  /** What it was in different api-versions; none means that it always was. */
  readonly eras: readonly Era[];
  /** Whether its value selects one of the variants around it. */
  readonly discriminator: boolean;
  /** By name in lower case, as are variants. */
  readonly members: ReadonlyMap<string, PropertyType>;
  readonly variants: ReadonlyMap<string, PropertyType>;
  readonly items: PropertyType | undefined;
  /** Any other member, for objects with free keys. */
  readonly others: PropertyType | undefined;
}

/** Api-versions in which a property is the same. */
interface Era {
  readonly ranges: readonly VersionRange[];
  /** The values that are known; empty for any value. */
  readonly values: readonly string[];
  /** Whether Azure takes other values, too. */
  readonly open: boolean;
}

interface VersionRange {
  readonly from: string;
  /** Undefined if it goes on. */
  readonly to: string | undefined;
}

export { tableDate };

/** The type of that name in any case, or undefined if it has no part in backup. */
export function resourceTypeOf(name: string): ResourceType | undefined {
  return typeOf(name.toLowerCase());
}

const values = new Map<string, readonly string[]>();

/** The known values of a property of a type, as Microsoft spells them; none if it takes any. */
export function valuesAt(type: string, path: string): readonly string[] {
  // Types are written in few ways, and paths are those of rules.
  const key = `${type} ${path}`;
  const known = values.get(key) ?? knownValues(type, path);
  if (resourceTypeOf(type)) values.set(key, known);
  return known;
}

function knownValues(type: string, path: string): readonly string[] {
  const names = path.toLowerCase().split('.');
  const body: PropertyType | undefined = resourceTypeOf(type)?.body;
  const part = names.reduce((inner, name) => inner?.members.get(name), body);
  return part?.eras.flatMap(({ values }) => values) ?? [];
}

/** Whether a type can have a property in any api-version. `items[name=wanted]` is an item of an array. */
export function hasPath(type: ResourceType, path: string): boolean {
  return isPathIn(type.body, path.toLowerCase().split('.'));
}

function isPathIn(part: PropertyType, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined || isLeaf(part)) return true;
  const [, name = step, key] = /^([^[]+)\[(\w+)=.+\]$/.exec(step) ?? [];
  const member = part.members.get(name) ?? part.others;
  const inner = key === undefined ? member : (member?.items ?? member);
  if (inner && isPathIn(inner, rest)) return true;
  return [...part.variants.values()].some((variant) => isPathIn(variant, [step, ...rest]));
}

/** What a part without members of its own holds is not in the table. */
function isLeaf({ members, variants, items, others }: PropertyType): boolean {
  return members.size === 0 && variants.size === 0 && items === undefined && others === undefined;
}

/** All types that the table has. */
export function resourceTypes(): readonly ResourceType[] {
  return [...blocksByName().keys()].flatMap((name) => typeOf(name) ?? []);
}

/** Negative, zero or positive: a preview comes before the version of its date. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => `${version.toLowerCase()}${/preview$/i.test(version) ? '' : '~'}`);
  return (a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1;
}

/** What a property is in an api-version, any if that is not known; undefined if it does not exist there. */
export function eraOf(part: PropertyType, version: string | undefined): Era | undefined {
  const { eras } = part;
  if (eras.length === 0) return everAndAlways;
  const [first] = eras;
  if (version === undefined) return first;
  const last = lastEra(part);
  if (last.version !== version) {
    last.era = eras.find(({ ranges }) => ranges.some((range) => isWithin(version, range)));
    last.version = version;
  }
  return last.era;
}

/** What was answered last about a property: the resources of an estate have few api-versions. */
const lastEra = memo((_: PropertyType): { version?: string; era?: Era | undefined } => ({}));

const everAndAlways: Era = { ranges: [{ from: '', to: undefined }], values: [], open: true };

function isWithin(version: string, { from, to }: VersionRange): boolean {
  return (
    (from === '' || compareVersions(version, from) >= 0) && (to === undefined || compareVersions(version, to) <= 0)
  );
}

/** The part of the table about each type, by its name in lower case. */
let blocks: ReadonlyMap<string, string> | undefined;

function blocksByName(): ReadonlyMap<string, string> {
  blocks ??= new Map(
    table
      .trim()
      .split('#')
      .slice(1)
      .map((block) => [block.slice(0, block.indexOf('\t')).toLowerCase(), block]),
  );
  return blocks;
}

const known = new Map<string, ResourceType>();

/** Each type is read at the first question about it. */
function typeOf(name: string): ResourceType | undefined {
  const block = blocksByName().get(name);
  const type = known.get(name) ?? (block === undefined ? undefined : readType(block));
  if (type) known.set(name, type);
  return type;
}

function readType(block: string): ResourceType {
  const [heading = '', ...lines] = block.trimEnd().split('\n');
  const [name = '', versions = ''] = heading.split('\t');
  const body = newPart({ name: '', written: '', discriminator: false, rows: [] }, { lines, start: 0, depth: 0 });
  return { name, versions: versions.split(' ').sort(compareVersions), body };
}

/** The lines of what is within a part: from the first one on, those that are at least as deep. */
interface Within {
  readonly lines: readonly string[];
  readonly start: number;
  readonly depth: number;
}

type Inside = Pick<PropertyType, 'items' | 'others'> & {
  readonly members: Map<string, PropertyType>;
  readonly variants: Map<string, PropertyType>;
};

/** Reads the parts within one that has versions as they are written, each without what is within it. */
function readInside({ lines, start, depth }: Within, inherited: string): Inside {
  const members = new Map<string, PropertyType>();
  const variants = new Map<string, PropertyType>();
  let [items, others]: readonly (PropertyType | undefined)[] = [];
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const own = Number.parseInt(line, 10);
    if (own < depth) break;
    if (own > depth) continue;
    const part = newPart(writtenPart(line, inherited), { lines, start: at + 1, depth: depth + 1 });
    const key = part.name.toLowerCase();
    if (key === '[]') items = part;
    else if (key === '*') others = part;
    else if (key.startsWith('<')) variants.set(key.slice(1, -1), part);
    else members.set(key, withEarlier(members.get(key), part));
  }
  return { members, variants, items, others };
}

/** A part as it is written, without what is within it. */
interface WrittenPart {
  readonly name: string;
  /** The versions as they are written, for parts that have the same. */
  readonly written: string;
  readonly discriminator: boolean;
  readonly rows: readonly WrittenEra[];
}

/** An era as it is written. */
interface WrittenEra {
  readonly written: string;
  readonly values: string;
}

function writtenPart(line: string, inherited: string): WrittenPart {
  const [place = '', ...rows] = line.split('\t');
  const segment = place.slice(place.indexOf(' ') + 1);
  const discriminator = segment.endsWith('!');
  const name = discriminator ? segment.slice(0, -1) : segment;
  if (rows.length === 0) {
    const eras = inherited === '' ? [] : [{ written: inherited, values: '' }];
    return { name, written: inherited, discriminator, rows: eras };
  }
  const eras = rows.map((row) => {
    const [versions = '', values = ''] = row.split('=');
    return { written: versions === '' ? inherited : versions, values };
  });
  return { name, written: eras.length === 1 ? (eras[0]?.written ?? '') : '', discriminator, rows: eras };
}

/** Of the parts of a type, a run asks for few: what they are and what is within them is read when it is asked for. */
function newPart({ name, written, discriminator, rows }: WrittenPart, within: Within): PropertyType {
  const eras = once(() => rows.map((row) => readEra(row.written, row.values)));
  const inside = once(() => readInside(within, written));
  return {
    name,
    discriminator,
    get eras() {
      return eras();
    },
    get members() {
      return inside().members;
    },
    get variants() {
      return inside().variants;
    },
    get items() {
      return inside().items;
    },
    get others() {
      return inside().others;
    },
  };
}

/** A property that changed its spelling, such as `eTag`, is one. */
function withEarlier(earlier: PropertyType | undefined, part: PropertyType): PropertyType {
  return earlier ? { ...part, eras: [...earlier.eras, ...part.eras] } : part;
}

function readEra(versions: string, values: string): Era {
  const named = values === '' ? [] : values.split('|');
  return {
    ranges: versions === '*' || versions === '' ? everAndAlways.ranges : versions.split(', ').map(readRange),
    values: named.filter((value) => value !== 'string…'),
    open: named.length === 0 || named.includes('string…'),
  };
}

function readRange(text: string): VersionRange {
  const [from = '', last] = text.replace(/\+$/, '').split('..');
  return { from, to: text.endsWith('+') ? undefined : (last ?? from) };
}
