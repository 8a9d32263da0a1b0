import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import type { YamlDocument } from './read-yaml.ts';

/**
 * Makes a validator of a JSON Schema that reports everything that is wrong with a document, in the order of its text.
 *
 * @param root what the document is called
 */
export function validatorOf(schema: object, root = 'The document'): (document: YamlDocument) => readonly Diagnostic[] {
  const ajv = new Ajv({ allErrors: true, discriminator: true, allowUnionTypes: true, verbose: true });
  // Editors show it in place of the pattern, too.
  ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });
  const validate: ValidateFunction = ajv.compile(schema);
  return (document) => {
    if (validate(document.data)) return [];
    // Each place is looked for in the whole document.
    const found = togetherMissing((validate.errors ?? []).slice(0, maxErrors))
      // The values that select the form of an object are listed as an enum, which says more.
      .filter(({ keyword }) => keyword !== 'if' && keyword !== 'discriminator')
      .map((error) => diagnosticOf(error, document, root));
    return found.sort((left, right) => left.span.start - right.span.start);
  };
}

/** Problems that are looked at. */
const maxErrors = 100;

/** All that one object lacks is one mistake. */
function togetherMissing(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const lacks = (error: ErrorObject): boolean => error.keyword === 'required';
  return errors.flatMap((error, index) => {
    if (!lacks(error)) return [error];
    const same = errors.filter((one) => lacks(one) && one.instancePath === error.instancePath);
    const names = same.map(({ params }) => `'${String(Reflect.get(params, 'missingProperty'))}'`);
    return errors.indexOf(same[0] ?? error) === index ? [{ ...error, params: { missing: inWords(names) } }] : [];
  });
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function diagnosticOf(error: ErrorObject, document: YamlDocument, root: string): Diagnostic {
  const path = pathOf(error.instancePath, document.data);
  return {
    severity: 'error',
    code: 'schema',
    message: messageOf(error, path, document.data, root),
    span: spanOfError(error, path, document),
  };
}

/** The steps of a JSON pointer; a step into an array is a number. */
function pathOf(pointer: string, data: unknown): readonly (string | number)[] {
  let value = data;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(value) ? Number(key) : key;
      value = isObject(value) ? Reflect.get(value, step) : undefined;
      return step;
    });
}

function messageOf(
  { keyword, params, message, parentSchema }: ErrorObject,
  path: readonly (string | number)[],
  data: unknown,
  root: string,
): string {
  const what = path.length === 0 ? root : `'${path.join('.')}'`;
  const named = (name: string): string => String(Reflect.get(params, name));
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(what, named('additionalProperty'), parentSchema);
    case 'propertyNames':
      return `${what} has a property with a wrong name: '${named('propertyName')}'.`;
    case 'required':
      return `${what} needs ${named('missing')}.`;
    case 'enum': {
      const allowed = Array.from(Reflect.get(params, 'allowedValues'), String);
      const written = valueAt(data, path);
      const nearest = typeof written === 'string' ? nearestName(allowed, written) : undefined;
      return `${what} must be one of ${allowed.join(', ')}.${didYouMean(nearest)}`;
    }
    case 'type':
      return `${what} must be ${typeText(Reflect.get(params, 'type'))}.`;
    case 'pattern':
      return `${what} is not as it should be. ${patternText(parentSchema) ?? `It must match ${named('pattern')}.`}`;
    case 'minLength':
      return `${what} is too short.`;
    case 'minItems':
    case 'minProperties':
      return `${what} must not be empty.`;
    case 'oneOf':
    case 'anyOf':
      return `${what} has none of the forms that it can have.${describedAs(parentSchema)}`;
    case 'const':
      return `${what} must be '${named('allowedValue')}'.`;
    default:
      return `${what} ${message ?? 'is not valid'}.`;
  }
}

/** People know other spellings of many keys. */
function unknownKey(what: string, key: string, schema: object | undefined): string {
  const known: unknown = schema && Reflect.get(schema, 'properties');
  const names = isObject(known) ? Object.keys(known) : [];
  const nearest = nearestName(names, key.replaceAll(/[-_]/g, ''));
  const advice = nearest === undefined && names.length > 0 ? ` It can have ${names.join(', ')}.` : didYouMean(nearest);
  return `${what} has no property '${key}'.${advice}`;
}

const typeTexts: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping of keys to values',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

function typeText(type: unknown): string {
  const types = Array.isArray(type) ? type.map(String) : [String(type)];
  return types.map((one) => typeTexts[one] ?? one).join(' or ');
}

function patternText(schema: object | undefined): string | undefined {
  const text: unknown = schema && Reflect.get(schema, 'patternErrorMessage');
  return typeof text === 'string' ? text : undefined;
}

function describedAs(schema: object | undefined): string {
  const text: unknown = schema && Reflect.get(schema, 'description');
  return typeof text === 'string' ? ` ${text}` : '';
}

function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce((value, step) => (isObject(value) ? Reflect.get(value, step) : undefined), data);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function spanOfError(
  { keyword, params }: ErrorObject,
  path: readonly (string | number)[],
  document: YamlDocument,
): Span {
  const key: unknown = keyword === 'additionalProperties' ? Reflect.get(params, 'additionalProperty') : undefined;
  return typeof key === 'string' ? document.spanOfKey(path, key) : document.spanAt(path);
}
