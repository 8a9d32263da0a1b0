import { absentValue, entryOf, objectValue, stringValue } from '../expr/make-value.ts';
import type { Entry, Expr, ObjectValue, Value } from '../expr/value.ts';
import { type JsonNode, type JsonObject, type JsonString, memberOf } from '../json/tree.ts';
import type { Deployment, Gap, Resource } from '../model/deployment.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { parseResourceId } from './resource-id.ts';
import { type Reading, toldValue, untold } from './values.ts';

/** What is known of a resource besides its properties. */
export interface Identified {
  readonly id: JsonString;
  /** Where the document describes it; undefined if it does not. */
  readonly told: JsonObject | undefined;
  /** The whole entry. */
  readonly span: Span;
}

/** Members that say which resource it is, and so are not part of what is sent to Azure. */
const identityMembers = new Set(['id', 'type', 'name', 'apiversion']);

/** Makes a resource from a document; undefined if that is not enough to say which one it is. */
export function toldResource({ id, told, span }: Identified, reading: Reading): Resource | undefined {
  const place = placeOf(id, told, reading);
  if (!place) return undefined;
  const apiVersion = told && textMember(told, 'apiVersion');
  return {
    ...place,
    apiVersion: apiVersion ? toldValue(apiVersion, reading) : absentValue(),
    body: bodyOf(id, told, reading),
    presence: 'always',
    condition: undefined,
    existing: false,
    extension: undefined,
    uncountedLoop: undefined,
    skipped: false,
    options: new Set(),
    symbol: undefined,
    route: [],
    span,
    nameSpan: id.span,
    typeSpan: (told && textMember(told, 'type')?.span) ?? id.span,
  };
}

/** Type, name, id and scope. A prediction can leave them to the service; it has the type all the same. */
function placeOf(
  id: JsonString,
  told: JsonObject | undefined,
  reading: Reading,
): Pick<Resource, 'type' | 'name' | 'id' | 'scope'> | undefined {
  const parsed = parseResourceId(id.value);
  const type = told && textMember(told, 'type');
  const text = (value: string): Value => stringValue(value, [{ span: id.span, role: 'written' }]);
  if (parsed) {
    const isSame = type?.value.toLowerCase() === parsed.type.toLowerCase();
    return {
      type: type && isSame ? type.value : parsed.type,
      name: text(parsed.name),
      id: text(id.value),
      scope: text(parsed.scope),
    };
  }
  const name = told && textMember(told, 'name');
  const value = toldValue(id, reading);
  if (!type || !name || value.kind !== 'unknown') return undefined;
  return {
    type: type.value,
    name: toldValue(name, reading),
    id: value,
    scope: scopeOfExpression(value.residual, value),
  };
}

/** The scope in an id that is written as `resourceId('subscription', 'group', …)`; else the id stands for it. */
function scopeOfExpression(id: Expr, whole: Value): Value {
  if (id.kind !== 'call') return whole;
  const given = id.args.map((arg) => (arg.kind === 'literal' && typeof arg.value === 'string' ? arg.value : undefined));
  const before = given.slice(
    0,
    given.findIndex((arg) => arg?.includes('/')),
  );
  const [first, second] = before;
  const name = id.name.toLowerCase();
  if (name === 'resourceid' && before.length === 2 && first !== undefined && second !== undefined) {
    return stringValue(`/subscriptions/${first}/resourceGroups/${second}`);
  }
  if (name === 'subscriptionresourceid' && before.length === 1 && first !== undefined) {
    return stringValue(`/subscriptions/${first}`);
  }
  return whole;
}

function bodyOf(id: JsonString, told: JsonObject | undefined, reading: Reading): ObjectValue {
  const entries = (told?.members ?? [])
    .filter(({ key }) => !identityMembers.has(key.value.toLowerCase()))
    .map(({ key, value }): Entry => ({ key: key.value, keySpan: key.span, value: toldValue(value, reading) }));
  return objectValue(entries, [{ span: told?.span ?? id.span, role: 'written' }]);
}

/** A resource of which the document may leave the properties out: they are not known then. */
export function withUntold(resource: Resource, id: JsonString): Resource {
  const { body } = resource;
  if (entryOf(body, 'properties')?.value.kind === 'object') return resource;
  const others = [...body.entries.values()].filter(({ key }) => key.toLowerCase() !== 'properties');
  const properties: Entry = { key: 'properties', value: untold(id.value, id.span) };
  return { ...resource, body: objectValue([...others, properties], body.origins) };
}

/** A string member of an object. */
export function textMember(object: JsonObject, name: string): JsonString | undefined {
  const value = memberOf(object, name)?.value;
  return value?.kind === 'string' ? value : undefined;
}

/** An object member of an object. */
export function objectMember(object: JsonObject, name: string): JsonObject | undefined {
  const value = memberOf(object, name)?.value;
  return value?.kind === 'object' ? value : undefined;
}

/** The items of an array member; none if it is missing or null. */
export function listMember(object: JsonObject, name: string): readonly JsonNode[] {
  const value = memberOf(object, name)?.value;
  return value?.kind === 'array' ? value.items : [];
}

/** A deployment of resources from a document. */
export function describedDeployment(
  source: NonNullable<Deployment['source']>,
  resources: readonly Resource[],
  gaps: readonly Gap[] = [],
  diagnostics: readonly Diagnostic[] = [],
): Deployment {
  return { source, resources, gaps, diagnostics, outputs: new Map(), parameters: [] };
}

/** Reports that a document is not what it should be, so the result is incomplete. */
export function misshapen(
  code: 'live-state' | 'snapshot' | 'what-if',
  message: string,
  span: Span,
  report: Report,
): void {
  report({ severity: 'error', code: `${code}-shape`, lossy: true, message, span });
}
