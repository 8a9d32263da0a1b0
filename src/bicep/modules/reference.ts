import type { BicepConfig } from './config.ts';

/** What a module, an import or a `using` refers to. */
export type ModuleReference = LocalReference | RegistryReference | TemplateSpecReference | InvalidReference;

/** A file beside the one that names it. */
export interface LocalReference {
  readonly kind: 'local';
  /** As written, relative to the folder of the file that names it. */
  readonly path: string;
}

/** A module in an OCI registry. */
export interface RegistryReference {
  readonly kind: 'registry';
  readonly registry: string;
  readonly repository: string;
  /** A tag, or a digest that begins with `sha256:`. */
  readonly version: string;
}

export interface TemplateSpecReference {
  readonly kind: 'template-spec';
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
  readonly version: string;
}

export interface InvalidReference {
  readonly kind: 'invalid';
  /** A phrase: `it has no version`. */
  readonly reason: string;
}

const registryHost = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?$/i;
const repositoryPath = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;
const tagForm = /^\w[\w.-]{0,127}$/;
const digestForm = /^sha256:[0-9a-f]{64}$/;
/** Names in Azure: no separators of paths, and not only dots. */
const azureName = /^(?!\.+$)[\w.()-]+$/;

/** Reads what stands between the quotes of a reference, and replaces an alias by what the configuration says of it. */
export function readModuleReference(text: string, config: BicepConfig): ModuleReference {
  const [, scheme, , alias, rest = ''] = /^(br|ts)(\/([^:]*))?:(.*)$/s.exec(text) ?? [];
  if (scheme === undefined) return localReference(text);
  if (scheme === 'br') return registryReference(alias, rest, config);
  return templateSpecReference(alias, rest, config);
}

/** `br:`, `br/alias:`, `ts:` and whatever else is no path. */
const schemeForm = /^([a-z][a-z0-9]+)(?:\/[^:/]*)?:/i;

/** Whether a reference names a module of a registry or a template spec rather than a file. */
export function isRegistryReference(text: string): boolean {
  return schemeForm.test(text);
}

function localReference(path: string): ModuleReference {
  const scheme = schemeForm.exec(path)?.[1];
  if (scheme !== undefined) return invalid(`'${scheme}:' is no kind of module reference`);
  return path === '' ? invalid('it is empty') : { kind: 'local', path };
}

function registryReference(alias: string | undefined, rest: string, config: BicepConfig): ModuleReference {
  const found = alias === undefined ? undefined : config.registries.get(alias);
  if (alias !== undefined && !found) return unknownAlias('br', alias, config);
  const [, registry = '', path = ''] = found ? ['', found.registry, rest] : (/^([^/]*)\/(.*)$/s.exec(rest) ?? []);
  const [, name = '', digest, tag] = /^([^:@]*)(?:@(.*)|:(.*))?$/s.exec(path) ?? [];
  const version = digest ?? tag;
  if (version === undefined) return invalid('it has no version');
  const repository = found && found.modulePath !== '' ? `${found.modulePath}/${name}` : name;
  if (!registryHost.test(registry)) return invalid('the name of its registry is not valid');
  if (!repositoryPath.test(repository)) return invalid('its path in the registry is not valid');
  if (!(digest === undefined ? tagForm : digestForm).test(version)) return invalid('its version is not valid');
  return { kind: 'registry', registry, repository, version };
}

function templateSpecReference(alias: string | undefined, rest: string, config: BicepConfig): ModuleReference {
  const found = alias === undefined ? undefined : config.templateSpecs.get(alias);
  if (alias !== undefined && !found) return unknownAlias('ts', alias, config);
  const whole = found ? `${found.subscription}/${found.resourceGroup}/${rest}` : rest;
  const [, path = '', version] = /^([^:]*)(?::(.*))?$/s.exec(whole) ?? [];
  const [subscription = '', resourceGroup = '', name = '', ...more] = path.split('/');
  if (version === undefined) return invalid('it has no version');
  if (more.length > 0) return invalid('it has too many parts');
  const isValid = [subscription, resourceGroup, name, version].every((part) => azureName.test(part));
  if (!isValid) return invalid('it needs a subscription, a resource group, a name and a version');
  return { kind: 'template-spec', subscription, resourceGroup, name, version };
}

function unknownAlias(scheme: string, alias: string, { file }: BicepConfig): InvalidReference {
  const where = file ? `${file.tree.display(file.path)} does not define` : 'there is no bicepconfig.json that defines';
  return invalid(`${where} the alias '${scheme}/${alias}'`);
}

function invalid(reason: string): InvalidReference {
  return { kind: 'invalid', reason };
}

/** A reference without aliases. */
export function fullReference(reference: RegistryReference | TemplateSpecReference): string {
  if (reference.kind === 'registry') {
    const { registry, repository, version } = reference;
    return `br:${registry}/${repository}${version.startsWith('sha256:') ? '@' : ':'}${version}`;
  }
  const { subscription, resourceGroup, name, version } = reference;
  return `ts:${subscription}/${resourceGroup}/${name}:${version}`;
}
