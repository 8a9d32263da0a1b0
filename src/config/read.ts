import type { ContextOptions } from '../arm/context.ts';
import { lengthOf } from '../protection/policy/durations.ts';
import type { RetentionFloors } from '../protection/policy/floors.ts';
import type { KnownVault } from '../protection/resources/known-vaults.ts';
import type { Severity } from '../rules/rule.ts';
import type { Waiver } from '../rules/waiver.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { neededFile } from '../text/own-files.ts';
import type { SourceFile, Span } from '../text/source.ts';
import { readYaml, type YamlDocument } from '../yaml/read-yaml.ts';
import { validatorOf } from '../yaml/validate.ts';
import {
  type Configuration,
  type ConfiguredOverride,
  type DeclaredTarget,
  noConfiguration,
  type ReadConfiguration,
  type SeverityChange,
} from './configuration.ts';

/** The published schema, which editors use, too. */
const schemaFile = 'docs/armlock.schema.json';

/** The configuration as it is written; the schema describes exactly this type. */
type Written = Omit<
  Configuration,
  'rules' | 'ignore' | 'severities' | 'targets' | 'vaults' | 'retentionFloors' | 'overrides' | 'waivers'
> & {
  readonly rules: readonly string[];
  readonly ignore: readonly string[];
  readonly severities: Readonly<Record<string, SeverityChange['severity']>>;
  readonly targets: readonly WrittenTarget[];
  readonly vaults: readonly WrittenVault[];
  readonly retentionFloors: Readonly<Record<string, string>>;
  readonly overrides: readonly WrittenOverride[];
  readonly waivers: readonly Omit<Waiver, 'span'>[];
};

interface WrittenOverride {
  readonly targets?: readonly string[];
  readonly vaults?: readonly string[];
  readonly severities?: Readonly<Record<string, SeverityChange['severity']>>;
  readonly retentionFloors?: Readonly<Record<string, string>>;
  readonly failOn?: Severity;
}

type WrittenTarget = Omit<DeclaredTarget, 'span'> & { readonly scope?: string };
type WrittenVault = Omit<KnownVault, 'span' | 'softDeleteDays'> & { readonly softDeleteDays?: number };

/** Reads a configuration. Nothing is thrown; a waiver that is wrong does not make the rest so. */
export function readConfiguration(file: SourceFile): ReadConfiguration {
  const document = readYaml(file);
  if (!('data' in document)) return invalid(file, document);
  if (document.data === null) return { file, configuration: noConfiguration, errors: [], warnings: [] };
  const { rest, waivers } = withoutWaivers(document);
  const schema = readSchema();
  const errors = validatorOf(schema)(rest);
  if (errors.length > 0) return invalid(file, errors);
  const validate = validatorOf(waiverSchema(schema), 'The waiver');
  const judged = waivers.map((waiver) => {
    const problems = validate(waiver);
    return { waiver, problems: problems.length > 0 ? problems : dayProblems(waiver) };
  });
  const kept = judged.filter(({ problems }) => problems.length === 0).map(({ waiver }) => waiver);
  return {
    file,
    configuration: configurationOf(rest, kept),
    errors: [],
    warnings: judged.flatMap(({ problems }) => problems),
  };
}

function invalid(file: SourceFile, errors: readonly Diagnostic[]): ReadConfiguration {
  return { file, configuration: noConfiguration, errors, warnings: [] };
}

function readSchema(): object {
  const schema: unknown = JSON.parse(neededFile(schemaFile));
  if (typeof schema !== 'object' || schema === null) throw new Error('the schema of the configuration is no object');
  return schema;
}

/** The part of the schema that is about one waiver. */
function waiverSchema(schema: object): object {
  const definitions: unknown = Reflect.get(schema, 'definitions');
  return { definitions, $ref: '#/definitions/waiver' };
}

/** Each waiver as a document of its own, and the rest. */
function withoutWaivers(document: YamlDocument): {
  readonly rest: YamlDocument;
  readonly waivers: readonly YamlDocument[];
} {
  const { data } = document;
  if (typeof data !== 'object' || data === null || !('waivers' in data) || !Array.isArray(data.waivers)) {
    return { rest: document, waivers: [] };
  }
  const { waivers, ...rest } = data;
  return {
    rest: { ...document, data: rest },
    waivers: waivers.map((_, index) => documentAt(document, index, waivers)),
  };
}

function documentAt(document: YamlDocument, index: number, waivers: readonly unknown[]): YamlDocument {
  const prefix = ['waivers', index] as const;
  return {
    data: waivers[index],
    spanAt: (path) => document.spanAt([...prefix, ...path]),
    spanOfKey: (path, key) => document.spanOfKey([...prefix, ...path], key),
  };
}

/** A day that no calendar has, such as 31 April. */
function dayProblems({ data, spanAt }: YamlDocument): readonly Diagnostic[] {
  const expires = typeof data === 'object' && data !== null && 'expires' in data ? data.expires : undefined;
  if (typeof expires !== 'string' || isDay(expires)) return [];
  const message = `'${expires}' is not a date; write it as 2027-03-31.`;
  return [{ severity: 'error', code: 'waiver', message, span: spanAt(['expires']) }];
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function configurationOf(document: YamlDocument, waivers: readonly YamlDocument[]): Configuration {
  const written = document.data as Partial<Written>;
  const { rules = [], ignore = [], targets = [], vaults = [], retentionFloors = {}, overrides = [] } = written;
  return {
    ...noConfiguration,
    ...written,
    rules: rules.map((folder, index) => ({ folder, span: document.spanAt(['rules', index]) })),
    ignore: ignore.map((pattern, index) => ({ pattern, span: document.spanAt(['ignore', index]) })),
    severities: severityChanges(written.severities, ['severities'], document),
    targets: targets.map((target, index) => declaredTarget(target, document.spanAt(['targets', index, 'template']))),
    vaults: vaults.map((vault, index) => knownVaultOf(vault, document.spanAt(['vaults', index]))),
    retentionFloors: floorsOf(retentionFloors),
    overrides: overrides.map((one, index) => overrideOf(one, index, document)),
    waivers: waivers.map((one) => ({ ...(one.data as Written['waivers'][number]), span: one.spanAt(['rule']) })),
  };
}

function severityChanges(
  severities: Written['severities'] = {},
  place: readonly (string | number)[],
  document: YamlDocument,
): readonly SeverityChange[] {
  return Object.entries(severities).map(([rule, severity]) => {
    return { rule, severity, span: document.spanOfKey(place, rule) };
  });
}

function overrideOf(
  { targets = [], vaults = [], severities, retentionFloors = {}, failOn }: WrittenOverride,
  index: number,
  document: YamlDocument,
): ConfiguredOverride {
  return {
    targets,
    vaults,
    severities: severityChanges(severities, ['overrides', index, 'severities'], document),
    retentionFloors: floorsOf(retentionFloors),
    failOn,
  };
}

function declaredTarget(
  { template, parameters = [], mode, scope, context }: Partial<WrittenTarget>,
  span: Span,
): DeclaredTarget {
  return { template: template ?? '', parameters, mode, context: { ...contextOfScope(scope), ...context }, span };
}

/** What the id of a scope contains. */
function contextOfScope(scope = ''): ContextOptions {
  const [, subscriptionId, resourceGroup] =
    scope.match(/^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/) ?? [];
  const [, managementGroup] = scope.match(/\/managementGroups\/([^/]+)$/) ?? [];
  return {
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(resourceGroup !== undefined && { resourceGroup }),
    ...(managementGroup !== undefined && { managementGroup }),
  };
}

/** The schema has made sure that each is a length. */
export function floorsOf(written: Readonly<Record<string, string>>): RetentionFloors {
  return Object.fromEntries(Object.entries(written).map(([name, length]) => [name, lengthOf(length)]));
}

function knownVaultOf({ softDeleteDays, ...vault }: WrittenVault, span: Span): KnownVault {
  return { ...vault, ...(softDeleteDays !== undefined && { softDeleteDays: BigInt(softDeleteDays) }), span };
}
