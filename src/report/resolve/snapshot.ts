import { formatFloat } from '../../dotnet/numbers.ts';
import { entryOf, isSymbolic, membersOf } from '../../expr/make-value.ts';
import { printExpr, printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Deployment, Resource } from '../../model/deployment.ts';
import { whereIs } from '../../text/source.ts';
import { type Json, jsonList, jsonMembers, jsonObject, rawNumber, writeJsonOutput } from '../writing/json-output.ts';

/** The members of a resource that a snapshot has, in its spelling. */
const bodyMembers = [
  'location',
  'tags',
  'sku',
  'kind',
  'managedBy',
  'managedByExtended',
  'identity',
  'zones',
  'plan',
  'extendedLocation',
  'placement',
  'scale',
  'properties',
];

/**
 * Writes a deployment in the form of the official compiler's snapshot files. What only the service knows is an
 * expression in brackets; resources that exist already, or are certainly not deployed, are left out.
 */
export function snapshotReport(deployment: Deployment): string {
  return writeJsonOutput(
    jsonObject({
      predictedResources: jsonList(deployment.resources.filter(isPredicted).map(predictedResource)),
      outputs: jsonMembers([...deployment.outputs].map(([name, value]) => [name, outputJson(value)])),
      diagnostics: jsonList(reservations(deployment)),
    }),
  );
}

/** The official evaluator cannot tell one iteration of a loop before it knows how many there are. */
function isPredicted({ presence, existing, uncountedLoop, skipped }: Resource): boolean {
  return presence !== 'never' && !existing && uncountedLoop === undefined && !skipped;
}

function reservations({ diagnostics, gaps }: Deployment): readonly string[] {
  return [
    ...diagnostics.map(({ severity, code, message, span }) => `${whereIs(span)} ${severity} ${code}: ${message}`),
    ...gaps.map(({ why, hides, span }) => `${whereIs(span)} warning gap: cannot see ${hides}: ${why.text}`),
  ];
}

function predictedResource(resource: Resource): Json {
  const members = bodyMembers.flatMap((name): readonly (readonly [string, Json])[] => {
    const value = entryOf(resource.body, name)?.value;
    const isLeftOut = value === undefined || (value.kind === 'null' && name !== 'properties');
    return isLeftOut ? [] : [[name, valueJson(value)]];
  });
  if (resource.extension !== undefined) return jsonMembers([['type', resource.type], ...members]);
  const { presence } = resource;
  return jsonMembers([
    ['id', valueJson(resource.id)],
    ['type', resource.type],
    ...(typeof presence === 'string' ? [] : [['condition', valueJson(presence)] as const]),
    ['name', valueJson(resource.name)],
    ['apiVersion', valueJson(resource.apiVersion)],
    ...members,
  ]);
}

/** An output of which any part is left to the service is one expression as a whole. */
function outputJson(value: Value): Json {
  return isSymbolic(value) ? `[${printValue(value)}]` : valueJson(value);
}

function valueJson(value: Value): Json {
  if (value.residual !== undefined) {
    const text = printExpr(value.residual);
    return text === 'null()' ? null : `[${text}]`;
  }
  switch (value.kind) {
    case 'string':
    case 'bool':
      return value.value;
    case 'int':
      return rawNumber(value.value.toString());
    case 'float':
      return Number.isFinite(value.value) ? rawNumber(formatFloat(value.value)) : formatFloat(value.value);
    case 'array':
      return jsonList(value.items.map(valueJson));
    case 'object':
      return jsonMembers(membersOf(value).map(({ key, value: member }) => [keyText(key), valueJson(member)]));
    default:
      return null;
  }
}

/** A key that only the service knows is an expression in brackets, as a value would be. */
function keyText(key: string | Value): string {
  return typeof key === 'string' ? key : `[${printValue(key)}]`;
}
