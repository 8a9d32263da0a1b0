import type { Diagnostic } from '../../src/text/diagnostic.ts';
import type { FileRef } from '../../src/text/files.ts';
import { positionAt } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { contextAt } from './json-templates.ts';

/** The lines of a Bicep file on which armlock reports an error. Values that its parameters lack are no errors of it. */
export function errorLines(template: FileRef): readonly number[] {
  const lines = diagnosticsOf(template).map(({ span }) => positionAt(span.file, span.start).line);
  return [...new Set(lines)].sort((a, b) => a - b);
}

/** The errors that armlock reports on a Bicep file itself. */
export function diagnosticsOf(template: FileRef): readonly Diagnostic[] {
  const read = template.tree.read(template.path);
  const text = read.kind === 'text' ? read.text : '';
  const context = contextAt(/^targetScope = '(\w+)'/m.exec(text)?.[1] ?? 'resourceGroup');
  const { deployment } = loadTarget({ template, parameters: undefined }, { context });
  return deployment.diagnostics.filter(
    ({ severity, code, span }) =>
      severity === 'error' && code !== 'parameter-missing' && span.file.path === template.path,
  );
}
