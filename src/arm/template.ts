import type { Node, ObjectNode } from '../expr/node.ts';
import type { UnknownReason } from '../expr/value.ts';
import type { Gap } from '../model/deployment.ts';
import type { SourceFile, Span } from '../text/source.ts';

/** What a deployment is made to. */
export type ScopeKind = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** A deployment template, read but not evaluated. Both languages lower to it. */
export interface Template {
  readonly file: SourceFile;
  readonly span: Span;
  readonly scopeKind: ScopeKind;
  /** Whether resources have symbolic names (language version 2.0 and later). */
  readonly symbolic: boolean;
  readonly contentVersion: string | undefined;
  /** By name in lower case, as are all maps here. */
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  /** By `namespace.name` in lower case. */
  readonly functions: ReadonlyMap<string, UserFunction>;
  readonly definitions: ReadonlyMap<string, TypeSchema>;
  readonly resources: readonly ResourceDeclaration[];
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  /** Names in lower case of variables, functions and definitions that Bicep files may import. */
  readonly exported: ReadonlySet<string>;
  /** Declarations that could not be read, and what they hide. */
  readonly lost: readonly Gap[];
}

export interface ParameterDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly schema: TypeSchema;
  readonly defaultValue?: Node;
}

/** What a parameter, a definition or a part of one accepts. */
export interface TypeSchema {
  /**
   * In lower case: `string`, `securestring`, `int`, `bool`, `object`, `secureobject`, `array`; absent for `$ref`.
   * `secure` is either kind of secret.
   */
  readonly type: string | undefined;
  /** The name of a definition, and the way to a part of it if that is meant: `['pair', 'prefixItems', '1']`. */
  readonly ref?: readonly string[];
  readonly allowedValues?: Node;
  readonly minValue?: bigint;
  readonly maxValue?: bigint;
  readonly minLength?: bigint;
  readonly maxLength?: bigint;
  readonly nullable?: boolean;
  /** Set if its author means it to be secure where a type is none that can be, or the decorator cannot be read. */
  readonly meantSecure?: true;
  readonly properties?: ReadonlyMap<string, TypeSchema>;
  /** What further properties may be: nothing (`false`), anything, or a schema. */
  readonly additionalProperties?: TypeSchema | false;
  /** What items behind those of `prefixItems` may be: `false` if there must be none. */
  readonly items?: TypeSchema | false;
  readonly prefixItems?: readonly TypeSchema[];
  readonly discriminator?: { readonly property: string; readonly mapping: ReadonlyMap<string, TypeSchema> };
  readonly span: Span;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  /** The value, or the loop that makes it. */
  readonly value: Node;
  readonly loop?: { readonly name: string; readonly count: Node };
}

export interface FunctionParameter {
  readonly name: string;
  readonly schema: TypeSchema;
}

export interface UserFunction {
  /** `namespace.name` as written. */
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly result: TypeSchema;
  readonly body: Node;
  readonly span: Span;
}

export interface ResourceDeclaration {
  /** The key in a template with symbolic names. */
  readonly symbol: string | undefined;
  /** As written; a child's type may be relative to its parent's. */
  readonly type: string;
  readonly typeSpan: Span;
  readonly name: Node;
  readonly apiVersion: Node | undefined;
  readonly condition: Node | undefined;
  readonly scope: Node | undefined;
  /** Where a deployment goes, or where an existing resource is, if not here. */
  readonly resourceGroup: Node | undefined;
  readonly subscriptionId: Node | undefined;
  readonly copy: CopyDeclaration | undefined;
  readonly existing: boolean;
  /** Alias of the extension that handles it, if that is not Azure. */
  readonly extension: string | undefined;
  /** Options such as `onlyIfNotExists` by name in lower case. */
  readonly options: ReadonlySet<string>;
  /** The members that are sent to Azure: `location`, `tags`, `sku`, `properties` and so on. */
  readonly body: ObjectNode;
  readonly children: readonly ResourceDeclaration[];
  /** Set for `Microsoft.Resources/deployments`. */
  readonly deployment: NestedDeployment | undefined;
  readonly dependsOn: readonly Node[];
  readonly span: Span;
}

export interface CopyDeclaration {
  readonly name: string;
  readonly count: Node;
  readonly span: Span;
}

/** What a resource of type `Microsoft.Resources/deployments` deploys. */
export interface NestedDeployment {
  /** The template as data, because one of outer scope is evaluated by its parent first. */
  readonly template: Node | undefined;
  /** A template that is read already, for a Bicep module, or why it is not available. */
  readonly module?: Template | UnknownReason;
  readonly link: Node | undefined;
  /** How a Bicep module names a registry or a template spec, where its version is part of the name. */
  readonly reference?: Node;
  /** The same without aliases, where it has one: the configuration of the compiler says what an alias stands for. */
  readonly resolved?: Node;
  readonly parametersLink: Node | undefined;
  readonly parameters: Node | undefined;
  readonly scope: 'inner' | 'outer';
  readonly mode: Node | undefined;
  /** Whether a deployment stack holds it, which is a resource of its own and says what becomes of what it loses. */
  readonly isStack?: boolean;
}

export interface OutputDeclaration {
  readonly name: string;
  readonly nameSpan: Span;
  readonly schema: TypeSchema;
  readonly condition: Node | undefined;
  readonly value: Node | undefined;
  readonly copy: { readonly count: Node; readonly input: Node } | undefined;
}
