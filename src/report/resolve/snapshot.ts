import { entryOf, isSymbolic, type Member, membersOf } from '../../expr/make-value.ts';
import { isShown, printExpr, printValue, secureText, shownExpr, shownValue } from '../../expr/print.ts';
import type { Expr, Value } from '../../expr/value.ts';
import type { Deployment, Resource } from '../../model/deployment.ts';
import { whereIs } from '../../text/source.ts';
import { type Json, jsonList, jsonMembers, jsonObject, writeJsonOutput } from '../writing/json-output.ts';
import { keyText, scalarJson } from './value-json.ts';

interface Writing {
  readonly key: (member: Member) => string;
  readonly isShown: (value: Value) => boolean;
  readonly value: (value: Value) => string;
  readonly expr: (expr: Expr) => string;
}

const hiding: Writing = { key: keyText, isShown, value: shownValue, expr: shownExpr };
const asIs: Writing = {
  key: ({ key }) => (typeof key === 'string' ? key : `[${printValue(key)}]`),
  isShown: () => true,
  value: printValue,
  expr: printExpr,
};

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
 *
 * @param secrets whether secure values are there as the official compiler writes them, to be compared and not to be shown
 */
export function snapshotReport(deployment: Deployment, secrets: 'hidden' | 'written' = 'hidden'): string {
  const write = secrets === 'hidden' ? hiding : asIs;
  return writeJsonOutput(
    jsonObject({
      predictedResources: jsonList(
        deployment.resources.filter(isPredicted).map((resource) => predictedResource(resource, write)),
      ),
      outputs: jsonMembers([...deployment.outputs].map(([name, value]) => [name, outputJson(value, write)])),
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

function predictedResource(resource: Resource, write: Writing): Json {
  const members = bodyMembers.flatMap((name): readonly (readonly [string, Json])[] => {
    const value = entryOf(resource.body, name)?.value;
    const isLeftOut = value === undefined || (value.kind === 'null' && name !== 'properties');
    return isLeftOut ? [] : [[name, predictedJson(value, write)]];
  });
  if (resource.extension !== undefined) return jsonMembers([['type', resource.type], ...members]);
  const { presence } = resource;
  return jsonMembers([
    ['id', predictedJson(resource.id, write)],
    ['type', resource.type],
    ...(typeof presence === 'string' ? [] : [['condition', predictedJson(presence, write)] as const]),
    ['name', predictedJson(resource.name, write)],
    ['apiVersion', predictedJson(resource.apiVersion, write)],
    ...members,
  ]);
}

/** An output of which any part is left to the service is one expression as a whole. */
function outputJson(value: Value, write: Writing): Json {
  if (!write.isShown(value)) return secureText;
  return isSymbolic(value) ? `[${write.value(value)}]` : predictedJson(value, write);
}

/** A value as the official compiler prints it: what is left to the service is an expression in brackets. */
function predictedJson(value: Value, write: Writing): Json {
  if (!write.isShown(value)) return secureText;
  if (value.residual !== undefined) {
    const text = write.expr(value.residual);
    return text === 'null()' ? null : `[${text}]`;
  }
  switch (value.kind) {
    case 'array':
      return jsonList(value.items.map((item) => predictedJson(item, write)));
    case 'object':
      return jsonMembers(membersOf(value).map((member) => [write.key(member), predictedJson(member.value, write)]));
    default:
      return scalarJson(value);
  }
}
