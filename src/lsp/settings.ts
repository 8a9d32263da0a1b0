/** What a client can set, in its initialization options or in the section `armlock` of its configuration. */
export interface Settings {
  /** Name of a commit to compare with, by default `HEAD`; what counts is where the working tree left it. */
  readonly base?: string;
  /** Compares with base itself. */
  readonly exactBase?: boolean;
  /** The configuration, the folder of modules and folders of rules, as paths. */
  readonly config?: string;
  readonly moduleCache?: string;
  readonly rules?: readonly string[];
  /** Milliseconds without an edit after which the text is judged. */
  readonly debounce: number;
  /** Languages whose syntax and types another program checks: `bicep`, `json`. */
  readonly checkedElsewhere: readonly string[];
  /** Whether recovery points are shown above policies. */
  readonly codeLens: boolean;
}

const defaults: Settings = { debounce: 150, checkedElsewhere: [], codeLens: true };

/** Waiting longer than this is no longer while typing. */
const maxDebounce = 10_000;

/** Reads settings; what is not of its type counts as not set, because every editor has settings of others beside them. */
export function settingsFrom(given: unknown, before: Settings = defaults): Settings {
  if (typeof given !== 'object' || given === null) return before;
  const members: Readonly<Record<string, unknown>> = { ...given };
  const text = (name: string): object => {
    const value = members[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  const flag = (name: string): object => (typeof members[name] === 'boolean' ? { [name]: members[name] } : {});
  const list = (name: string): object => {
    const value = members[name];
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? { [name]: value } : {};
  };
  const { debounce } = members;
  const isNumber = typeof debounce === 'number' && debounce >= 0;
  return {
    ...before,
    ...text('base'),
    ...flag('exactBase'),
    ...text('config'),
    ...text('moduleCache'),
    ...list('rules'),
    ...list('checkedElsewhere'),
    ...flag('codeLens'),
    ...(isNumber && { debounce: Math.min(debounce, maxDebounce) }),
  };
}

const languages: Readonly<Record<string, RegExp>> = { bicep: /\.bicep(?:param)?$/i, json: /\.jsonc?$/i };

/** Whether another program checks the language of a file. */
export function isCheckedElsewhere({ checkedElsewhere }: Settings): (file: string) => boolean {
  return (file) => checkedElsewhere.some((language) => languages[language]?.test(file) === true);
}
