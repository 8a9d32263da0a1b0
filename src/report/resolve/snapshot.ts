import { entryOf, isSymbolic, membersOf } from '../../expr/make-value.ts';
import { printExpr, printValue } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';
import type { Deployment, Resource } from '../../model/deployment.ts';
import { whereIs } from '../../text/source.ts';
import { type Json, jsonList, jsonMembers, jsonObject, writeJsonOutput } from '../writing/json-output.ts';
import { keyText, scalarJson } from './value-json.ts';

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

/** The official evaluator cannot name one iteration of a loop before it knows how many there are. */
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
    return isLeftOut ? [] : [[name, predictedJson(value)]];
  });
  if (resource.extension !== undefined) return jsonMembers([['type', resource.type], ...members]);
  const { presence } = resource;
  return jsonMembers([
    ['id', predictedJson(resource.id)],
    ['type', resource.type],
    ...(typeof presence === 'string' ? [] : [['condition', predictedJson(presence)] as const]),
    ['name', predictedJson(resource.name)],
    ['apiVersion', predictedJson(resource.apiVersion)],
    ...members,
  ]);
}

/** An output of which any part is left to the service is one expression as a whole. */
function outputJson(value: Value): Json {
  return isSymbolic(value) ? `[${printValue(value)}]` : predictedJson(value);
}

/** A value as the official compiler prints it: what is left to the service is an expression in brackets. */
function predictedJson(value: Value): Json {
  if (value.residual !== undefined) {
    const text = printExpr(value.residual);
    return text === 'null()' ? null : `[${text}]`;
  }
  switch (value.kind) {
    case 'array':
      return jsonList(value.items.map(predictedJson));
    case 'object':
      return jsonMembers(membersOf(value).map(({ key, value: member }) => [keyText(key), predictedJson(member)]));
    default:
      return scalarJson(value);
  }
}
