import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean, nearestName } from '../text/nearest.ts';
import type { Span } from '../text/source.ts';
import type { YamlDocument } from './read-yaml.ts';

/** Makes a validator of a JSON Schema that reports everything that is wrong with a document, in the order of its text. */
export function validatorOf(schema: object): (document: YamlDocument) => readonly Diagnostic[] {
  const validate: ValidateFunction = new Ajv({ allErrors: true, discriminator: true, allowUnionTypes: true }).compile(
    schema,
  );
  return (document) => {
    if (validate(document.data)) return [];
    // Each place is looked for in the whole document.
    const found = (validate.errors ?? [])
      .slice(0, maxErrors)
      // The values that select the form of an object are listed as an enum, which says more.
      .filter(({ keyword }) => keyword !== 'if' && keyword !== 'discriminator')
      .map((error) => diagnosticOf(error, document));
    return found.sort((left, right) => left.span.start - right.span.start);
  };
}

/** Problems that are looked at. */
const maxErrors = 100;

function diagnosticOf(error: ErrorObject, document: YamlDocument): Diagnostic {
  const path = pathOf(error.instancePath, document.data);
  return {
    severity: 'error',
    code: 'schema',
    message: messageOf(error, path, document.data),
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
  { keyword, params, message }: ErrorObject,
  path: readonly (string | number)[],
  data: unknown,
): string {
  const what = path.length === 0 ? 'The document' : `'${path.join('.')}'`;
  const named = (name: string): string => String(Reflect.get(params, name));
  switch (keyword) {
    case 'additionalProperties':
      return `${what} has no property '${named('additionalProperty')}'.`;
    case 'propertyNames':
      return `${what} has a property with a wrong name: '${named('propertyName')}'.`;
    case 'required':
      return `${what} needs a property '${named('missingProperty')}'.`;
    case 'enum': {
      const allowed = Array.from(Reflect.get(params, 'allowedValues'), String);
      const written = valueAt(data, path);
      const nearest = typeof written === 'string' ? nearestName(allowed, written) : undefined;
      return `${what} must be one of ${allowed.join(', ')}.${didYouMean(nearest)}`;
    }
    case 'const':
      return `${what} must be '${named('allowedValue')}'.`;
    default:
      return `${what} ${message ?? 'is not valid'}.`;
  }
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
