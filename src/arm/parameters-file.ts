import type { CallExpr } from '../expr/tree.ts';
import { objectValue, unknownValue, type Value } from '../expr/value.ts';
import { type JsonNode, type JsonObject, memberOf } from '../json/tree.ts';
import type { Report } from '../text/diagnostic.ts';
import { nodeFromJson, valueFromJson } from './nodes.ts';
import type { Arguments } from './parameters.ts';
import { secretOf } from './secrets.ts';

/** Whether a JSON document is a parameter file rather than a template. */
export function isParametersFile(root: JsonNode): boolean {
  return root.kind === 'object' && schemaOf(root).includes('deploymentparameters.json');
}

/** Whether a JSON document is a deployment template. */
export function isTemplate(root: JsonNode): boolean {
  return root.kind === 'object' && /deploymenttemplate\.json/.test(schemaOf(root));
}

function schemaOf(root: JsonObject): string {
  const schema = memberOf(root, '$schema')?.value;
  return schema?.kind === 'string' ? schema.value.toLowerCase() : '';
}

/** Reads the values of a parameter file, by name in lower case. */
export function readParametersFile(root: JsonNode, report: Report): Arguments {
  const values = new Map<string, Value>();
  const parameters = root.kind === 'object' ? memberOf(root, 'parameters')?.value : undefined;
  if (parameters?.kind !== 'object') {
    const message = `A parameter file must be an object with an object 'parameters'.`;
    report({ severity: 'error', code: 'parameters-shape', message, span: (parameters ?? root).span });
    return values;
  }
  for (const { key, value } of parameters.members) {
    const given = readEntry(value);
    if (given) values.set(key.value.toLowerCase(), given);
    else {
      const message = `Parameter '${key.value}' needs a 'value', a 'reference' or an 'expression'.`;
      report({ severity: 'error', code: 'parameters-shape', message, span: value.span });
    }
  }
  return values;
}

function readEntry(entry: JsonNode): Value | undefined {
  if (entry.kind !== 'object') return undefined;
  const value = memberOf(entry, 'value');
  if (value) return valueFromJson(value.value, 'parameters');
  const reference = memberOf(entry, 'reference')?.value;
  if (reference) return referenceValue(reference);
  const expression = memberOf(entry, 'expression')?.value;
  return expression && expressionValue(expression);
}

function referenceValue(reference: JsonNode): Value {
  const read = valueFromJson(reference, 'parameters');
  return secretOf(read.kind === 'object' ? read : objectValue([], read.origins), reference.span);
}

/** An expression over inputs from outside, such as environment variables of a pipeline. */
function expressionValue(expression: JsonNode): Value | undefined {
  const node = nodeFromJson(expression, 'parameters');
  const why = { code: 'context' as const, text: 'it is an external input of the deployment' };
  const opaque: CallExpr = { kind: 'call', name: 'unknown', args: [], span: node.span, nameSpan: node.span };
  const residual = node.kind === 'expression' ? node.expr : opaque;
  return unknownValue(why, residual, [{ span: node.span, role: 'parameters' }]);
}
