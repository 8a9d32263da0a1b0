import path from 'node:path';
import { parseJson } from '../../json/parse.ts';
import { type JsonNode, type JsonObject, memberOf } from '../../json/tree.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { FileRef, FileTree } from '../../text/files.ts';
import { sourceFile } from '../../text/source.ts';

/** Where `br/<alias>:` leads. */
export interface RegistryAlias {
  /** The host of the registry. */
  readonly registry: string;
  /** What stands before the path of the module; empty for nothing. */
  readonly modulePath: string;
}

/** Where `ts/<alias>:` leads. */
export interface TemplateSpecAlias {
  readonly subscription: string;
  readonly resourceGroup: string;
}

/** What a `bicepconfig.json` says, as far as it decides what a template deploys. */
export interface BicepConfig {
  /** Undefined if no such file applies. */
  readonly file: FileRef | undefined;
  readonly registries: ReadonlyMap<string, RegistryAlias>;
  readonly templateSpecs: ReadonlyMap<string, TemplateSpecAlias>;
  /** The folder of the module cache, an absolute path. Only a user can name it: a repository opens no folders. */
  readonly cacheRoot: string | undefined;
  /** Where the names of extensions lead: a reference to a registry, a path, or `builtin:`. */
  readonly extensions: ReadonlyMap<string, string>;
  /** What is wrong with the file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What every configuration has: the public registry of Microsoft. */
const publicRegistry: readonly [string, RegistryAlias] = [
  'public',
  { registry: 'mcr.microsoft.com', modulePath: 'bicep' },
];

const noConfig: BicepConfig = {
  file: undefined,
  registries: new Map([publicRegistry]),
  templateSpecs: new Map(),
  cacheRoot: undefined,
  extensions: new Map(),
  diagnostics: [],
};

/** Answers which configuration applies to a file. */
export type ConfigLookup = (file: FileRef) => BicepConfig;

/**
 * Finds the `bicepconfig.json` in the folder of a file or in the nearest one above it. Configurations are not merged:
 * the nearest one counts. Nothing outside of the tree is looked at. Each is read once.
 */
export function configLookup(): ConfigLookup {
  const known = new Map<FileTree, Map<string, BicepConfig>>();
  const inFolder = (tree: FileTree, folder: string): BicepConfig => {
    const ofTree = known.get(tree) ?? new Map<string, BicepConfig>();
    known.set(tree, ofTree);
    const found = ofTree.get(folder) ?? readConfig(tree, folder) ?? above(tree, folder);
    ofTree.set(folder, found);
    return found;
  };
  const above = (tree: FileTree, folder: string): BicepConfig =>
    folder === '.' ? noConfig : inFolder(tree, path.posix.dirname(folder));
  return ({ tree, path: file }) => inFolder(tree, path.posix.dirname(path.posix.normalize(file)));
}

function readConfig(tree: FileTree, folder: string): BicepConfig | undefined {
  const file: FileRef = { tree, path: path.posix.join(folder, 'bicepconfig.json') };
  const read = tree.read(file.path);
  if (read.kind !== 'text') return undefined;
  const { root, diagnostics } = parseJson(sourceFile(tree.display(file.path), read.text));
  const aliases = root && objectIn(root, 'moduleAliases');
  return {
    file,
    registries: new Map([publicRegistry, ...aliasesIn(aliases, 'br', registryAlias)]),
    templateSpecs: new Map(aliasesIn(aliases, 'ts', templateSpecAlias)),
    cacheRoot: root && textIn(root, 'cacheRootDirectory'),
    extensions: new Map(root ? textsIn(objectIn(root, 'extensions') ?? objectIn(root, 'providers')) : []),
    diagnostics,
  };
}

function aliasesIn<T>(
  aliases: JsonObject | undefined,
  scheme: string,
  read: (node: JsonObject) => T | undefined,
): readonly (readonly [string, T])[] {
  const ofScheme = aliases && objectIn(aliases, scheme);
  return (ofScheme?.members ?? []).flatMap(({ key, value }) => {
    const alias = value.kind === 'object' ? read(value) : undefined;
    return alias === undefined ? [] : [[key.value, alias] as const];
  });
}

function registryAlias(node: JsonObject): RegistryAlias | undefined {
  const registry = textIn(node, 'registry');
  return registry === undefined ? undefined : { registry, modulePath: textIn(node, 'modulePath') ?? '' };
}

function templateSpecAlias(node: JsonObject): TemplateSpecAlias | undefined {
  const [subscription, resourceGroup] = [textIn(node, 'subscription'), textIn(node, 'resourceGroup')];
  return subscription === undefined || resourceGroup === undefined ? undefined : { subscription, resourceGroup };
}

function objectIn(node: JsonNode, name: string): JsonObject | undefined {
  const value = node.kind === 'object' ? memberOf(node, name)?.value : undefined;
  return value?.kind === 'object' ? value : undefined;
}

function textIn(node: JsonNode, name: string): string | undefined {
  const value = node.kind === 'object' ? memberOf(node, name)?.value : undefined;
  return value?.kind === 'string' ? value.value : undefined;
}

function textsIn(node: JsonObject | undefined): readonly (readonly [string, string])[] {
  return (node?.members ?? []).flatMap(({ key, value }) =>
    value.kind === 'string' ? [[key.value, value.value] as const] : [],
  );
}
