import { known } from '../../expr/apply.ts';
import { stringAt } from '../../expr/arguments.ts';
import { type Environment, frameOf, newBudget, reportStops } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import { refuse } from '../../expr/failure.ts';
import type { Value } from '../../expr/value.ts';
import { type JsonNode, type JsonObject, memberOf } from '../../json/tree.ts';
import type { Report } from '../../text/diagnostic.ts';
import { inputValue } from '../evaluate/input-value.ts';
import type { Arguments } from '../evaluate/parameters.ts';
import { secretParameter } from '../evaluate/secrets.ts';
import { valuesEnvironment } from '../evaluate/template-scope.ts';
import { nodeFromJson, valueFromJson } from './nodes.ts';

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
    report({ severity: 'error', code: 'parameters-shape', lossy: true, message, span: (parameters ?? root).span });
    return values;
  }
  const inputs = inputsEnvironment(root, report);
  for (const { key, value } of parameters.members) {
    const given = readEntry(key.value, value, inputs);
    if (given) values.set(key.value.toLowerCase(), given);
    else {
      const message = `Parameter '${key.value}' needs a 'value', a 'reference' or an 'expression'.`;
      report({ severity: 'error', code: 'parameters-shape', lossy: true, message, span: value.span });
    }
  }
  reportStops(inputs.budget, root.span, report);
  return values;
}

function readEntry(name: string, entry: JsonNode, inputs: Environment): Value | undefined {
  if (entry.kind !== 'object') return undefined;
  const value = memberOf(entry, 'value');
  if (value) return valueFromJson(value.value, 'parameters');
  const reference = memberOf(entry, 'reference')?.value;
  if (reference) return secretParameter(name, valueFromJson(reference, 'parameters'), reference.span);
  const expression = memberOf(entry, 'expression')?.value;
  return expression && evaluateNode(nodeFromJson(expression), frameOf(inputs), 'parameters');
}

/** What expressions over inputs from outside can use, such as environment variables of a pipeline. */
function inputsEnvironment(root: JsonNode, report: Report): Environment {
  const definitions = root.kind === 'object' ? memberOf(root, 'externalInputDefinitions')?.value : undefined;
  const externalInputs = known('externalInputs', 1, 1, (args, call) => {
    const name = stringAt(args, 0);
    const definition = definitions?.kind === 'object' ? memberOf(definitions, name)?.value : undefined;
    if (definition?.kind !== 'object') return refuse(`there is no definition of '${name}'`);
    // Names are arbitrary; the content of the input distinguishes it, as in Bicep.
    const parts = ['kind', 'config'].flatMap((part) => memberOf(definition, part) ?? []);
    return inputValue(
      { ...call, name: 'externalInput' },
      parts.map(({ value }) => valueFromJson(value, 'parameters')),
    );
  });
  const run = { report, budget: newBudget() };
  return valuesEnvironment(
    { variables: new Map(), functions: new Map(), definitions: new Map() },
    [externalInputs],
    run,
  );
}
