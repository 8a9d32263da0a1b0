import { diagnosticsOf, openCompiler } from '../../src/bicep/compile.ts';
import { configLookup } from '../../src/bicep/modules/config.ts';
import { moduleLookup } from '../../src/bicep/modules/find-module.ts';
import type { Environment } from '../../src/bicep/parameters/inputs.ts';
import { parametersReader } from '../../src/bicep/parameters/read.ts';
import { isUnavailable } from '../../src/bicep/semantics/host.ts';
import type { Value } from '../../src/expr/value.ts';
import type { JsonNode } from '../../src/json/tree.ts';
import { snapshotReport } from '../../src/report/resolve/snapshot.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import type { FileRef } from '../../src/text/files.ts';
import { sourceFile } from '../../src/text/source.ts';
import { memberAt, readJson } from './json-compare.ts';

/** None of the variables that parameter files ask for is set. */
export const nothingSet: Environment = { values: new Map(), complete: true };

/** What armlock makes of a parameter file by itself, without a template. */
export interface EvaluatedParameters {
  readonly values: ReadonlyMap<string, Value>;
  readonly diagnostics: readonly Diagnostic[];
  /** The values as the official compiler writes them: those that it leaves open are expressions. */
  readonly json: JsonNode | undefined;
}

export function evaluateParameters(ref: FileRef, environment: Environment): EvaluatedParameters {
  const host = {
    file: ({ tree, path }: FileRef) => {
      const read = tree.read(path);
      return read.kind === 'text' ? sourceFile(path, read.text) : { reason: 'it does not exist' };
    },
    jsonTemplate: () => ({ template: { reason: 'it is not read here' }, diagnostics: [] }),
    find: moduleLookup(configLookup(), undefined),
  };
  const found = parametersReader(openCompiler(host), environment)(ref);
  if (isUnavailable(found)) throw new Error(found.reason);
  const values = new Map([...found.assignments].map(([name, { value }]) => [name, value]));
  const nothing = { resources: [], gaps: [], diagnostics: [], parameters: [] };
  const json = memberAt(readJson(snapshotReport({ ...nothing, outputs: values }, 'written')), 'outputs');
  return { values, diagnostics: diagnosticsOf(found), json };
}
