import type { Deployment, Gap, Resource } from '../../model/deployment.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type Span, startOf } from '../../text/source.ts';
import { type Json, jsonList, jsonMembers, jsonObject, writeJsonOutput } from '../writing/json-output.ts';
import { valueJson } from './value-json.ts';

/** Writes the resources that armlock sees in a deployment, unknowns marked with their reason. */
export function resolveJsonReport(deployment: Deployment): string {
  return writeJsonOutput(
    jsonObject({
      resources: jsonList(deployment.resources.map(resourceJson)),
      outputs: jsonMembers([...deployment.outputs].map(([name, value]) => [name, valueJson(value)])),
      gaps: jsonList(deployment.gaps.map(gapJson)),
      diagnostics: jsonList(deployment.diagnostics.map(diagnosticJson)),
    }),
  );
}

function resourceJson(resource: Resource): Json {
  const { presence } = resource;
  return jsonObject({
    type: resource.type,
    name: valueJson(resource.name),
    apiVersion: valueJson(resource.apiVersion),
    scope: valueJson(resource.scope),
    presence: typeof presence === 'string' ? presence : valueJson(presence),
    existing: resource.existing,
    extension: resource.extension,
    ...(resource.uncountedLoop && { uncountedLoop: resource.uncountedLoop.text }),
    body: valueJson(resource.body),
    ...placeJson(resource.nameSpan),
  });
}

function gapJson({ why, hides, types, span }: Gap): Json {
  return jsonObject({ reason: why.code, because: why.text, hides, types: jsonList(types), ...placeJson(span) });
}

function diagnosticJson({ severity, code, message, span }: Diagnostic): Json {
  return jsonObject({ severity, code, message, ...placeJson(span) });
}

function placeJson(span: Span): { file: string; line: number; column: number } {
  return { file: span.file.path, ...startOf(span) };
}
