import {
  type Declared,
  type Expression,
  expression,
  type Members,
  member,
  type Parameter,
  parameter,
  type Template,
  typeOf,
  type Value,
  valueAt,
  variable,
  withValue,
} from './estate.ts';
import type { Slot } from './operator.ts';
import { bicepOf, bicepValue, parametersBicep } from './write-bicep.ts';
import { jsonExpression, jsonOf, parametersJson } from './write-json.ts';

export type Files = Readonly<Record<string, string>>;
export type Language = 'JSON' | 'Bicep';

/** Templates with one value that can be written in many places. */
export interface Subject {
  readonly resources: readonly Declared[];
  readonly slot: Slot;
  readonly value: Value;
  /** The strong one and the weak one of the values that it may have; a place may need both. */
  readonly strong: Value;
  readonly weak: Value;
}

/** A way to write a value. */
export interface Place {
  readonly name: string;
  readonly languages: readonly Language[];
  /** How much can be known of a value that is written there. */
  readonly knows: 'all' | 'some' | 'nothing';
  /** Files of a module cache, too, below `cache/`. Undefined if a value cannot stand there. */
  readonly write: (subject: Subject, language: Language) => Files | undefined;
}

const both: readonly Language[] = ['JSON', 'Bicep'];
const bicepOnly: readonly Language[] = ['Bicep'];

/** The resources with the value, or an expression that leads to it, in its slot. */
function withSlot({ resources, slot }: Subject, value: Value): readonly Declared[] {
  const { symbol, steps } = slot;
  return resources.flatMap((resource) => {
    if (resource.symbol !== symbol) return [resource];
    if (steps[0] === 'condition' && typeof value === 'boolean') return value ? [resource] : [];
    return [withValue(resource as unknown as Value, steps, value) as unknown as Declared];
  });
}

/** Names, api-versions and conditions have to be known before a deployment starts; the first two of them are special. */
function partOf({ slot }: Subject): 'body' | 'name' | 'condition' | 'version' {
  const [first] = slot.steps;
  if (first === 'name' || first === 'condition') return first;
  return first === 'apiVersion' ? 'version' : 'body';
}

function main(template: Template, language: Language): Files {
  return language === 'JSON' ? { 'main.json': jsonOf(template) } : { 'main.bicep': bicepOf(template) };
}

/** A place whose value is reached by an expression. */
function reached(
  name: string,
  languages: readonly Language[],
  write: (subject: Subject, language: Language) => Files | undefined,
  knows: Place['knows'] = 'all',
): Place {
  return {
    name,
    languages,
    knows,
    write: (subject, language) => (partOf(subject) === 'version' ? undefined : write(subject, language)),
  };
}

function named(type: Parameter['type'], more: Omit<Parameter, 'type'> = {}): Readonly<Record<string, Parameter>> {
  return { setting: { type, ...more } };
}

const setting = parameter('setting');

/** A template with a parameter, and a parameter file that gives it. */
function withParameters(
  subject: Subject,
  language: Language,
  file: Files,
  value: Expression = setting,
  type = typeOf(subject.value),
): Files {
  return { ...main({ parameters: named(type), resources: withSlot(subject, value) }, language), ...file };
}

function template(language: Language): string {
  return language === 'JSON' ? './main.json' : './main.bicep';
}

/** Bicep that only a compiled file has: a text for each language. */
function only(bicep: string): Expression {
  return expression(bicep, bicep);
}

/** The value where the environment is that of production. */
function conditional(subject: Subject, language: Language, value: Value, other: Value, env?: string): Files {
  const declared: Parameter = { type: 'string', ...(env !== undefined && { value: env }) };
  const resources = withSlot(subject, chosen(is(parameter('env'), 'prod'), value, other));
  return main({ parameters: { env: declared }, resources }, language);
}

/** An expression that chooses the value where something is so. */
function chosen(test: Expression, value: Value, other: Value): Expression {
  return expression(
    `if(${test.json}, ${jsonExpression(value)}, ${jsonExpression(other)})`,
    `${test.bicep} ? ${bicepValue(value)} : ${bicepValue(other)}`,
  );
}

function is(left: Expression, text: string): Expression {
  return expression(`equals(${left.json}, '${text}')`, `(${left.bicep} == '${text}')`);
}

/** The template of the resources behind a call that passes the value. */
function innerOf(subject: Subject): Template {
  return { parameters: named(typeOf(subject.value)), resources: withSlot(subject, setting) };
}

function called(subject: Subject, language: Language): Files {
  const file = language === 'JSON' ? 'vault.json' : 'vault.bicep';
  const inner = language === 'JSON' ? jsonOf(innerOf(subject)) : bicepOf(innerOf(subject));
  return {
    ...main({ calls: [{ symbol: 'backup', file, passed: { setting: subject.value } }] }, language),
    [file]: inner,
  };
}

const module = 'br:example.azurecr.io/backup/vault';
const cached = (version: string): string => `cache/br/example.azurecr.io/backup$vault/${version}$/main.json`;

/** An item of a list that a loop runs over. */
const each = expression(`variables('items')[copyIndex()]`, 'each');

/** The resource that has the slot, once for each item of a list; the second one stays as it is. */
function looped(subject: Subject, language: Language): Files | undefined {
  const { resources, slot, value, strong } = subject;
  const resource = resources.find(({ symbol }) => symbol === slot.symbol);
  // Several locks on one resource are as good as one.
  if (
    !resource ||
    resource.scope ||
    resources.at(-1) !== resource ||
    typeof resource.name !== 'string' ||
    isFixed(resource.name)
  )
    return undefined;
  const [first, second] = [resource.name, `${resource.name}-2`];
  const part = partOf(subject);
  const items: readonly Members[] =
    part === 'condition'
      ? [...(value === true ? [{ name: first }] : []), { name: second }]
      : part === 'name'
        ? [{ name: value }, { name: second }]
        : [
            { name: first, setting: value },
            { name: second, setting: strong },
          ];
  const once = { ...resource, name: member(each, 'name'), over: variable('items') };
  const made =
    part === 'body'
      ? (withValue(once as unknown as Value, slot.steps, member(each, 'setting')) as unknown as Declared)
      : once;
  return main({ variables: { items }, resources: [...resources.slice(0, -1), made] }, language);
}

/** The resources of {@link looped} one by one. */
export function unrolled(subject: Subject, language: Language): Files | undefined {
  const { resources, slot, strong, value } = subject;
  const resource = resources.find(({ symbol }) => symbol === slot.symbol);
  if (looped(subject, language) === undefined || !resource || partOf(subject) !== 'body') return undefined;
  const one = (index: number, name: Value, setting: Value): Declared => {
    const named = { ...resource, symbol: `${resource.symbol}${index}`, name };
    return withValue(named as unknown as Value, slot.steps, setting) as unknown as Declared;
  };
  const made = [one(1, resource.name, value), one(2, `${String(resource.name)}-2`, strong)];
  return main({ resources: [...resources.slice(0, -1), ...made] }, language);
}

/** Settings of a vault have the one name that Azure looks for. */
function isFixed(name: string): boolean {
  return /vaultconfig|vaultstorageconfig|backupResourceEncryptionConfig/.test(name);
}

function yamlOf(value: Value): string {
  return `setting: ${JSON.stringify(value)}\n`;
}

/** Outputs are known only once they are deployed, so that no name or condition may hang on them. */
function asOutput(subject: Subject, language: Language): Files | undefined {
  if (partOf(subject) !== 'body' || subject.slot.steps[1] !== 'properties') return undefined;
  const type = typeOf(subject.value);
  const inner: Template = { outputs: { setting: { type, value: subject.value } } };
  const output = expression(`reference('settings').outputs.setting.value`, 'settings.outputs.setting');
  const file = language === 'JSON' ? 'settings.json' : 'settings.bicep';
  const outer: Template = { resources: withSlot(subject, output), calls: [{ symbol: 'settings', file, passed: {} }] };
  return { ...main(outer, language), [file]: language === 'JSON' ? jsonOf(inner) : bicepOf(inner) };
}

/** A value that armlock must not print, and that it compares all the same. */
function secured(subject: Subject, language: Language): Files | undefined {
  const { value } = subject;
  if (partOf(subject) !== 'body' || subject.slot.steps[1] !== 'properties') return undefined;
  const isText = typeof value === 'string';
  const parameters = named(isText ? 'string' : 'object', { secure: true });
  const resources = withSlot(subject, isText ? setting : member(setting, 'value'));
  return {
    ...main({ parameters, resources }, language),
    'main.parameters.json': parametersJson({ setting: isText ? value : { value } }),
  };
}

const literal: Place = {
  name: 'literal',
  languages: both,
  knows: 'all',
  write: (subject, language) => main({ resources: withSlot(subject, subject.value) }, language),
};

export const places: readonly Place[] = [
  literal,
  reached('variable', both, (subject, language) =>
    main({ variables: { setting: subject.value }, resources: withSlot(subject, variable('setting')) }, language),
  ),
  reached('parameter default', both, (subject, language) =>
    main(
      { parameters: named(typeOf(subject.value), { value: subject.value }), resources: withSlot(subject, setting) },
      language,
    ),
  ),
  reached('parameter file (JSON)', both, (subject, language) =>
    withParameters(subject, language, { 'main.parameters.json': parametersJson({ setting: subject.value }) }),
  ),
  reached('parameter file (.bicepparam)', both, (subject, language) =>
    withParameters(subject, language, {
      'main.bicepparam': parametersBicep(template(language), { setting: subject.value }),
    }),
  ),
  reached('extended parameter file', both, (subject, language) =>
    withParameters(subject, language, {
      'base.bicepparam': parametersBicep('', { setting: subject.value }).replace("using ''", 'using none'),
      'main.bicepparam': `using '${template(language)}'\nextends 'base.bicepparam'\n`,
    }),
  ),
  reached('member of an object parameter', both, (subject, language) =>
    withParameters(
      subject,
      language,
      { 'main.parameters.json': parametersJson({ setting: { name: 'prod', value: subject.value } }) },
      member(setting, 'value'),
      'object',
    ),
  ),
  reached('module argument', both, called),
  {
    name: 'body of a module',
    languages: both,
    knows: 'all',
    write: (subject, language) => {
      const inner: Template = { resources: withSlot(subject, subject.value) };
      const file = language === 'JSON' ? 'vault.json' : 'vault.bicep';
      const text = language === 'JSON' ? jsonOf(inner) : bicepOf(inner);
      return { ...main({ calls: [{ symbol: 'backup', file, passed: {} }] }, language), [file]: text };
    },
  },
  reached('default in a module', both, (subject, language) => {
    const inner: Template = {
      parameters: named(typeOf(subject.value), { value: subject.value }),
      resources: withSlot(subject, setting),
    };
    const file = language === 'JSON' ? 'vault.json' : 'vault.bicep';
    const text = language === 'JSON' ? jsonOf(inner) : bicepOf(inner);
    return { ...main({ calls: [{ symbol: 'backup', file, passed: {} }] }, language), [file]: text };
  }),
  reached('module of a registry', bicepOnly, (subject) => ({
    'main.bicep': bicepOf({ calls: [{ symbol: 'backup', file: `${module}:v1`, passed: { setting: subject.value } }] }),
    [cached('v1')]: jsonOf(innerOf(subject)),
  })),
  reached(
    'module of a registry that is not restored',
    bicepOnly,
    (subject) => ({
      'main.bicep': bicepOf({
        calls: [{ symbol: 'backup', file: `${module}:v1`, passed: { setting: subject.value } }],
      }),
    }),
    'nothing',
  ),
  reached('nested deployment', ['JSON'], (subject, language) =>
    main(
      { calls: [{ symbol: 'backup', file: '', passed: { setting: subject.value }, inline: innerOf(subject) }] },
      language,
    ),
  ),
  reached('nested deployment with outer scope', ['JSON'], (subject, language) => {
    const inline: Template = { resources: withSlot(subject, variable('setting')) };
    const calls = [{ symbol: 'backup', file: '', passed: {}, inline, scope: 'outer' }] as const;
    return main({ variables: { setting: subject.value }, calls }, language);
  }),
  reached('branch of a condition', both, (subject, language) => ({
    ...conditional(subject, language, subject.value, subject.strong),
    'main.parameters.json': parametersJson({ env: 'prod' }),
  })),
  reached(
    'branch of a condition that is not known',
    both,
    (subject, language) => conditional(subject, language, subject.value, subject.strong),
    'some',
  ),
  reached(
    'branch of a condition that is not known, beside a weak one',
    both,
    (subject, language) => conditional(subject, language, subject.value, subject.weak),
    'some',
  ),
  {
    name: 'branch that a default does not take',
    languages: both,
    knows: 'some',
    write: (subject, language) =>
      partOf(subject) === 'version' ? undefined : conditional(subject, language, subject.value, subject.strong, 'test'),
  },
  reached('condition that a parameter file decides', both, (subject, language) => ({
    ...conditional({ ...subject, value: subject.strong }, language, subject.strong, subject.weak),
    'main.parameters.json': parametersJson({ env: subject.value === subject.strong ? 'prod' : 'test' }),
  })),
  reached('loop', both, looped),
  reached('loaded JSON', bicepOnly, (subject, language) => ({
    ...main(
      {
        variables: { loaded: only(`loadJsonContent('settings.json')`) },
        resources: withSlot(subject, only('loaded.setting')),
      },
      language,
    ),
    'settings.json': `${JSON.stringify({ setting: subject.value }, undefined, 2)}\n`,
  })),
  reached('loaded YAML', bicepOnly, (subject, language) => ({
    ...main(
      {
        variables: { loaded: only(`loadYamlContent('settings.yaml')`) },
        resources: withSlot(subject, only('loaded.setting')),
      },
      language,
    ),
    'settings.yaml': yamlOf(subject.value),
  })),
  reached('import', bicepOnly, (subject, language) => ({
    ...main(
      { preamble: [`import { setting } from 'shared.bicep'`], resources: withSlot(subject, only('setting')) },
      language,
    ),
    'shared.bicep': `@export()\nvar setting = ${bicepValue(subject.value)}\n`,
  })),
  reached('function', bicepOnly, (subject, language) =>
    subject.value === null
      ? undefined
      : main(
          {
            preamble: [`func setting() ${typeOf(subject.value)} => ${bicepValue(subject.value)}`],
            resources: withSlot(subject, only('setting()')),
          },
          language,
        ),
  ),
  reached('output of a module', both, asOutput),
  reached('secure value', both, secured, 'nothing'),
];

/** Whether a value can be written in a place, and how. */
export function written(place: Place, subject: Subject, language: Language): Files | undefined {
  if (!place.languages.includes(language)) return undefined;
  if (partOf(subject) === 'version' && valueAt(subject.value, []) === undefined) return undefined;
  return place.write(subject, language);
}
