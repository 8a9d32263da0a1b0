import { deploymentModes } from '../model/mode.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import { UsageError } from './failures.ts';

/** What an option must be, in words, and whether a value is that. */
interface Form {
  readonly must: string;
  readonly is: (value: unknown) => boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';

const text: Form = { must: 'a string', is: isText };
const flag: Form = { must: 'true or false', is: (value) => typeof value === 'boolean' };
const texts: Form = { must: 'a list of strings', is: (value) => Array.isArray(value) && value.every(isText) };
const callback: Form = { must: 'a function', is: (value) => typeof value === 'function' };
const textMap: Form = {
  must: 'an object of strings',
  is: (value) => isObject(value) && Object.values(value).every(isText),
};
const signal: Form = { must: 'an AbortSignal', is: (value) => value instanceof AbortSignal };
const day: Form = {
  must: `a day such as '2027-03-31'`,
  is: (value) =>
    isText(value) && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(new Date(`${value}T00:00:00Z`).getTime()),
};

function oneOf(words: readonly string[]): Form & { readonly words: readonly string[] } {
  return { must: `one of ${words.join(', ')}`, is: (value) => isText(value) && words.includes(value), words };
}

/** By the name of each option; an option can have options of its own. */
interface Forms {
  readonly [name: string]: Form | Forms;
}

const contextForms: Forms = {
  tenantId: text,
  subscriptionId: text,
  resourceGroup: text,
  location: text,
  deploymentName: text,
  managementGroup: text,
};

const judgeForms: Forms = {
  cwd: text,
  config: text,
  context: contextForms,
  contextFile: text,
  mode: oneOf(deploymentModes),
  rules: texts,
  unknown: oneOf(['error', 'warning', 'ignore']),
  failOn: oneOf(['error', 'warning', 'note']),
  today: day,
  onProgress: callback,
  signal,
  moduleCache: text,
  environment: textMap,
};

/** What each function of the library takes. */
export const optionForms = {
  diff: {
    ...judgeForms,
    base: text,
    head: text,
    staged: flag,
    exactBase: flag,
    paths: texts,
    texts: textMap,
    files: { base: text, head: text, isBaseLive: flag, parameters: texts, baseParameters: texts },
  },
  check: { ...judgeForms, paths: texts, parameters: texts, baseline: text, createsBaseline: flag, text },
  whatIf: { ...judgeForms, file: text, text },
  resolve: {
    cwd: text,
    template: text,
    parameters: text,
    context: contextForms,
    moduleCache: text,
    environment: textMap,
  },
  render: {
    colour: flag,
    waived: flag,
    quiet: flag,
    width: { must: 'a number', is: Number.isSafeInteger },
    links: callbacks(),
  },
} as const satisfies Readonly<Record<string, Forms>>;

function callbacks(): Forms {
  return { pageOf: callback, addressOf: callback };
}

/**
 * Throws a UsageError if options are not what a function takes: an option that is misspelt, and then ignored, would
 * judge something else than what is asked for.
 */
export function checkOptions(name: keyof typeof optionForms, options: unknown): void {
  if (!isObject(options)) throw new UsageError(`${name} takes an object of options, not ${shown(options)}`);
  checkForms(name, options, optionForms[name]);
}

function checkForms(place: string, options: object, forms: Forms): void {
  for (const [name, value] of Object.entries(options)) {
    const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
    if (!form) {
      const nearest = nearestName(Object.keys(forms), name);
      const advice = nearest === undefined ? ` It takes ${Object.keys(forms).join(', ')}` : didYouMean(nearest);
      throw new UsageError(`${place} has no option '${name}'.${advice}`);
    }
    if (value === undefined) continue;
    if (!isForm(form)) {
      if (!isObject(value))
        throw new UsageError(`The option '${name}' of ${place} must be an object, not ${shown(value)}`);
      checkForms(`${place}.${name}`, value, form);
    } else if (!form.is(value)) {
      const nearest =
        'words' in form && isText(value) ? nearestName(form.words as readonly string[], value) : undefined;
      const message = `The option '${name}' of ${place} must be ${form.must}, not ${shown(value)}`;
      throw new UsageError(nearest === undefined ? message : `${message}.${didYouMean(nearest)}`);
    }
  }
}

function isForm(form: Form | Forms): form is Form {
  return typeof form['is'] === 'function';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  if (isText(value)) return `'${value}'`;
  if (Array.isArray(value)) return 'a list';
  return value === null || ['undefined', 'number', 'boolean'].includes(typeof value)
    ? String(value)
    : `a ${typeof value}`;
}
