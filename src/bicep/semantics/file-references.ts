import type { SourceFile } from '../../text/source.ts';
import { parseBicep, parseBicepParameters } from '../syntax/parse.ts';
import type { ErrorNode, InterpolationNode, StringNode } from '../syntax/tree.ts';

/** What a Bicep file says about other files, and what it is for. */
export interface BicepLinks {
  /** References of its modules, as written. */
  readonly modules: readonly string[];
  /** References of its imports, as written. */
  readonly imports: readonly string[];
  /** The template of a parameter file. */
  readonly using: string | undefined;
  /** The parameter files whose values a parameter file takes over. */
  readonly extended: readonly string[];
  /** Whether it declares resources or modules, or might. */
  readonly deploys: boolean;
}

/** Reads the links of a template or, by its name, of a parameter file. Only what is written out counts. */
export function bicepLinks(file: SourceFile): BicepLinks {
  const { tree } = isBicepParameters(file.path) ? parseBicepParameters(file) : parseBicep(file);
  const modules: string[] = [];
  const imports: string[] = [];
  const extended: string[] = [];
  let using: string | undefined;
  let deploys = false;
  for (const statement of tree.statements) {
    if (statement.kind === 'resource' || statement.kind === 'module' || statement.kind === 'error') deploys = true;
    if (statement.kind === 'module') modules.push(...written(statement.reference));
    else if (statement.kind === 'import') imports.push(...written(statement.reference));
    else if (statement.kind === 'extends') extended.push(...written(statement.reference));
    else if (statement.kind === 'using') [using] = written(statement.reference);
  }
  return { modules, imports, using, extended, deploys };
}

function written(reference: StringNode | InterpolationNode | ErrorNode | undefined): readonly string[] {
  return reference?.kind === 'string' ? [reference.value] : [];
}

export function isBicepTemplate(path: string): boolean {
  return /\.bicep$/i.test(path);
}

export function isBicepParameters(path: string): boolean {
  return /\.bicepparam$/i.test(path);
}
