import { isShown, printValue, secureText } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Resource } from '../../model/deployment.ts';
import { type ItemStep, observe, type PropertyRead, type Step } from '../../model/observe.ts';
import { hasText, isNothing, itemsOf, knownItems, memberOf, textAt, textOf } from '../resources/read-values.ts';

/** What an item backs up of its source: all but some, or only some. */
export interface Picked {
  readonly all: boolean;
  /** Those that are left out of all, or that alone are taken. */
  readonly names: readonly PickedName[];
}

export interface PickedName {
  /** What people see, if that is not the text. */
  readonly shown?: string;
  readonly text: string;
  /** Whether it stands for everything that begins so. */
  readonly isPrefix: boolean;
  /** Whether it is an expression, so that it may be any text. */
  readonly isUnknown: boolean;
}

/** One way in which items say what they back up of their source. */
export interface Selection {
  /** For people, in the plural. */
  readonly label: string;
  /** What is lost if nothing is picked. */
  readonly whole: string;
  /** Whether Azure never takes less again once all is taken. */
  readonly isFinal?: boolean;
  readonly locate: (item: Resource) => readonly PropertyRead[];
  /** `unstated` if nothing is written and it is not documented what that means; undefined if it is not known. */
  readonly read: (values: readonly Value[]) => Picked | 'unstated' | undefined;
}

const everything: Picked = { all: true, names: [] };
const nothing: Picked = { all: false, names: [] };

const parameters = ['properties', 'policyInfo', 'policyParameters', 'backupDatasourceParametersList'] as const;

/** The parameters of a kind of source; several types of one source share what they say. */
function ofSource(label: string, fits: (type: string) => boolean): ItemStep {
  return {
    label,
    fits: (item) => {
      const type = textAt(item, 'objectType');
      return type === undefined ? hasText(item, 'objectType', label) : fits(type.toLowerCase());
    },
  };
}

const kubernetes = ofSource('KubernetesClusterBackupDatasourceParameters', (type) => type.startsWith('kubernetes'));
const blobs = ofSource('BlobBackupDatasourceParameters', (type) => /^(?:adls)?blobbackup/.test(type));
const generic = ofSource('GenericBackupDatasourceParameters', (type) => type.startsWith('generic'));

function inParameters(source: ItemStep, ...names: readonly string[]): Selection['locate'] {
  return (item) => names.map((name) => observe(item, [...parameters, source, ...name.split('.')] as readonly Step[]));
}

/** What one member says. */
function inMember(
  source: ItemStep,
  name: string,
  label: string,
  read: (value: Value | undefined) => ReturnType<Selection['read']>,
): Selection {
  return { label, whole: `its ${label}`, locate: inParameters(source, name), read: ([value]) => read(value) };
}

/** The names of a list, as what alone is taken or as what is left out. */
function listOf(list: Value | undefined, { all }: Pick<Picked, 'all'>): Picked | undefined {
  const names = namesIn(list);
  return names && { all, names };
}

/** A list of what alone is taken. Where it is empty, all is. */
function included(source: ItemStep, name: string, label: string): Selection {
  return inMember(source, name, label, onlyOrAll);
}

function onlyOrAll(list: Value | undefined): Picked | undefined {
  const only = listOf(list, nothing);
  return only?.names.length === 0 ? everything : only;
}

/** A list of what is left out. */
function excluded(source: ItemStep, name: string, label: string): Selection {
  return inMember(source, name, label, (list) => listOf(list, everything));
}

/** Conditions on what is taken. Whether one of several suffices is not documented, so that two lists never compare. */
function filtered(source: ItemStep, name: string, label: string): Selection {
  return inMember(source, name, label, (list) => {
    const picked = onlyOrAll(list);
    if (picked === undefined || picked.all) return picked;
    const text = picked.names.map((one) => one.shown ?? one.text).join(', ');
    return { all: false, names: [{ text, isPrefix: false, isUnknown: true }] };
  });
}

/** A list of what alone is taken, of which it is not documented what its absence means. */
function listed(source: ItemStep, name: string, label: string): Selection {
  return inMember(source, name, label, (list) => (isNothing(list) ? 'unstated' : listOf(list, nothing)));
}

/** All or nothing. */
function switched(source: ItemStep, name: string, label: string): Selection {
  return inMember(source, name, label, (on) => {
    if (isNothing(on)) return 'unstated';
    return on?.kind === 'bool' ? (on.value ? everything : nothing) : undefined;
  });
}

const containers: Selection = {
  label: 'containers',
  whole: 'containers that are created later',
  isFinal: true,
  locate: inParameters(blobs, 'containersList', 'autoProtectionSettings.enabled', 'autoProtectionSettings.rules'),
  read: ([list, enabled, rules]) => {
    if (isNothing(list) && isNothing(enabled)) return 'unstated';
    if (enabled?.kind === 'bool' && enabled.value) {
      const names = exceptionsIn(rules);
      return names && { all: true, names };
    }
    if (!isNothing(enabled) && enabled?.kind !== 'bool') return undefined;
    return listOf(list, nothing);
  },
};

const exclusion: readonly Step[] = ['properties', 'extendedProperties', 'diskExclusionProperties'];

const disks: Selection = {
  label: 'data disks with LUN',
  whole: 'its data disks',
  locate: (item) => ['diskLunList', 'isInclusionList'].map((name) => observe(item, [...exclusion, name])),
  read: ([list, inclusion]) => {
    if (isNothing(list)) return everything;
    const names = namesIn(list);
    return names && inclusion?.kind === 'bool' ? { all: !inclusion.value, names } : undefined;
  },
};

const ofInstance: readonly Selection[] = [
  included(kubernetes, 'includedNamespaces', 'namespaces'),
  excluded(kubernetes, 'excludedNamespaces', 'namespaces'),
  included(kubernetes, 'includedResourceTypes', 'resource types'),
  excluded(kubernetes, 'excludedResourceTypes', 'resource types'),
  filtered(kubernetes, 'labelSelectors', 'resources with labels'),
  listed(kubernetes, 'includedVolumeTypes', 'volume types'),
  switched(kubernetes, 'snapshotVolumes', 'persistent volumes'),
  switched(kubernetes, 'includeClusterScopeResources', 'cluster-scoped resources'),
  containers,
  listed(generic, 'resourceSelectors', 'resources'),
];

/** The ways in which an item of a type says what it backs up. */
export function selectionsOf({ type }: Resource): readonly Selection[] {
  const lower = type.toLowerCase();
  if (lower.endsWith('/protecteditems')) return [disks];
  return lower.endsWith('/backupinstances') ? ofInstance : [];
}

function namesIn(list: Value | undefined): readonly PickedName[] | undefined {
  return knownItems(list)?.map((item) => nameOf(item, false));
}

function nameOf(item: Value, isPrefix: boolean): PickedName {
  const text = textOf(item) ?? (item.kind === 'int' ? item.value.toString() : undefined);
  const shown = isShown(item) ? undefined : secureText;
  return { text: text ?? printValue(item), isPrefix, isUnknown: text === undefined, ...(shown && { shown }) };
}

/** What rules of auto protection leave out; undefined if one of them does something else. */
function exceptionsIn(rules: Value | undefined): readonly PickedName[] | undefined {
  const known = knownItems(rules);
  const isRead = known?.every((rule) => hasText(rule, 'mode', 'Exclude') && hasText(rule, 'type', 'Prefix'));
  if (!isRead) return undefined;
  return itemsOf(rules).flatMap((rule) => {
    const pattern = memberOf(rule, 'pattern');
    return pattern ? [nameOf(pattern, true)] : [];
  });
}

/** What is no longer backed up. */
export interface Lost {
  readonly names: readonly PickedName[];
  /** Whether it is everything but the names. */
  readonly isRest: boolean;
  /** Whether something is lost in any case. */
  readonly verdict: 'no' | 'perhaps' | 'yes' | 'unknown';
}

/** Compares what an item picks in both revisions. */
export function lostBetween(from: Picked, to: Picked): Lost {
  if (from.all && !to.all) {
    // What was left out and what is taken now may add up to everything.
    const isSure = from.names.length === 0 || to.names.length === 0;
    return { names: to.names, isRest: true, verdict: isSure ? 'yes' : 'perhaps' };
  }
  const [wanted, among] = to.all && from.all ? [to.names, from.names] : [from.names, to.names];
  const isExcluding = to.all && !from.all;
  const names = wanted.filter((one) => isCovered(one, among) === isExcluding);
  if (names.length === 0 && !isExcluding) return { names, isRest: false, verdict: 'no' };
  // An expression that is new may stand for any of the names.
  const news = among.filter((one) => !wanted.some((other) => isSameName(one, other)));
  if ([...names, ...news].some(({ isUnknown }) => isUnknown)) return { names, isRest: false, verdict: 'unknown' };
  return { names, isRest: false, verdict: names.length === 0 ? 'no' : 'yes' };
}

function isCovered(name: PickedName, among: readonly PickedName[]): boolean {
  return among.some((one) => isSameName(one, name) || (one.isPrefix && startsWith(name, one)));
}

function isSameName(one: PickedName, other: PickedName): boolean {
  return one.isPrefix === other.isPrefix && one.text.toLowerCase() === other.text.toLowerCase();
}

function startsWith(name: PickedName, prefix: PickedName): boolean {
  return !name.isUnknown && !prefix.isUnknown && name.text.toLowerCase().startsWith(prefix.text.toLowerCase());
}

const maxShown = 5;

/** What is lost, for people: `namespaces orders, payments`. */
export function lostText({ label, whole }: Selection, { names, isRest }: Lost): string {
  if (names.length === 0) return whole;
  const shown = names.slice(0, maxShown).map(({ text, isPrefix }) => (isPrefix ? `'${text}'` : text));
  const more = names.length > maxShown ? ` and ${names.length - maxShown} more` : '';
  const begins = names[0]?.isPrefix ? ' that start with' : '';
  return `${label}${isRest ? ' other than' : begins} ${shown.join(', ')}${more}`;
}

/** What is picked, for people and for fingerprints. */
export function pickedText(picked: Picked | 'unstated' | undefined): string {
  if (picked === undefined) return 'not known';
  if (picked === 'unstated') return 'not declared';
  const names = picked.names.map(({ text }) => text).join(', ');
  if (picked.all) return names === '' ? 'all' : `all but ${names}`;
  return names === '' ? 'none' : names;
}
