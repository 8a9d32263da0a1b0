import type { ScopeKind } from '../../arm/template.ts';
import type { FileRef } from '../../text/files.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import type * as syntax from '../syntax/tree.ts';

/** A file with the names that it declares. */
export interface Model {
  readonly ref: FileRef;
  readonly file: SourceFile;
  readonly tree: syntax.BicepFile;
  readonly scopeKind: ScopeKind;
  /** By name; case counts. */
  readonly symbols: ReadonlyMap<string, ModelSymbol>;
  /** Nested ones after those that hold them. */
  readonly resources: readonly ResourceSymbol[];
  readonly modules: readonly ModuleSymbol[];
  /** Those of them that depend on themselves. */
  readonly cyclic: ReadonlySet<ResourceSymbol | ModuleSymbol>;
  /** Where declarations use what depends on them. */
  readonly cyclicUses: readonly CyclicUse[];
  readonly outputs: readonly syntax.OutputStatement[];
  readonly extensions: readonly string[];
}

/** A use of a name by a declaration on which that depends itself. */
export interface CyclicUse {
  readonly node: syntax.NameNode | syntax.CallNode;
  readonly name: string;
  /** Whether the declaration refers to itself, and not through others. */
  readonly isDirect: boolean;
}

export type ModelSymbol =
  | ParameterSymbol
  | VariableSymbol
  | TypeSymbol
  | FunctionSymbol
  | ResourceSymbol
  | ModuleSymbol
  | ImportedSymbol
  | WildcardSymbol
  | OtherSymbol;

export interface ParameterSymbol {
  readonly kind: 'parameter';
  readonly name: string;
  readonly statement: syntax.ParameterStatement;
}

/** In a parameter file, also a value that is given to a parameter: others may refer to it. */
export interface VariableSymbol {
  readonly kind: 'variable';
  readonly name: string;
  readonly statement: syntax.VariableStatement | syntax.ParameterAssignment;
}

export interface TypeSymbol {
  readonly kind: 'type';
  readonly name: string;
  readonly statement: syntax.TypeStatement;
}

export interface FunctionSymbol {
  readonly kind: 'function';
  readonly name: string;
  readonly statement: syntax.FunctionStatement;
}

/** What resources and modules have in common: a body, perhaps under a condition or in a loop. */
interface Deployable {
  readonly name: string;
  /** The key in a template with symbolic names: `vault::policy` for a nested resource. */
  readonly symbol: string;
  readonly body: syntax.ObjectNode | undefined;
  readonly condition: syntax.Expression | undefined;
  readonly loop: syntax.ForNode | undefined;
}

export interface ResourceSymbol extends Deployable {
  readonly kind: 'resource';
  readonly statement: syntax.ResourceStatement;
  /** With the types of the resources around it. */
  readonly type: string;
  readonly apiVersion: string | undefined;
  readonly enclosing: ResourceSymbol | undefined;
  /** The resources in its body by name. */
  readonly nested: ReadonlyMap<string, ResourceSymbol>;
  /** Alias of the extension that handles it, if that is not Azure. */
  readonly extension: string | undefined;
}

export interface ModuleSymbol extends Deployable {
  readonly kind: 'module';
  readonly statement: syntax.ModuleStatement;
}

/** A symbol of another file. */
export interface ImportedSymbol {
  readonly kind: 'imported';
  readonly name: string;
  /** Its name over there. */
  readonly original: string;
  readonly statement: syntax.ImportStatement;
  readonly span: Span;
}

/** Everything that another file exports, under one name. */
export interface WildcardSymbol {
  readonly kind: 'wildcard';
  readonly name: string;
  readonly statement: syntax.ImportStatement;
}

/** An extension, or a declaration that could not be read: there is something of that name, and no more is known. */
export interface OtherSymbol {
  readonly kind: 'extension' | 'broken';
  readonly name: string;
}
