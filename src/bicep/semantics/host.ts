import type { Template } from '../../arm/template.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import type { SourceFile } from '../../text/source.ts';
import type { ModuleLookup } from '../modules/find-module.ts';
import type { ParsedBicep } from '../syntax/parse.ts';

/** Why something that a file names is not available, as a clause: `it does not exist`. */
export interface Unavailable {
  readonly reason: string;
  /** For a module of a registry or a template spec: its reference without aliases. */
  readonly resolved?: string;
}

/** An ARM template in JSON, and what is wrong with its file. */
export interface JsonTemplate {
  readonly template: Template | Unavailable;
  readonly diagnostics: readonly Diagnostic[];
}

/** What Bicep needs of the project around it. */
export interface BicepHost {
  /** Reads a file once; asked again it gives the same object. */
  readonly file: (ref: FileRef) => SourceFile | Unavailable;
  /** The same, parsed, where something else has parsed it already. */
  readonly syntax?: (ref: FileRef) => ParsedBicep | undefined;
  readonly jsonTemplate: (ref: FileRef) => JsonTemplate;
  /** Finds what the reference of a module or an import means. */
  readonly find: ModuleLookup;
}

export function isUnavailable(found: object): found is Unavailable {
  return 'reason' in found;
}
