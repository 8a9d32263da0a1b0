import type { JsonNode } from '../../src/json/tree.ts';
import { canonicalJson, memberAt, stringAt } from './json-compare.ts';

/**
 * The official compiler numbers external inputs and defines them in the parameters that it writes; armlock calls them
 * what they are.
 *
 * @param text an expression, or JSON with expressions in it
 */
export function withExternalInputs(text: string, parameters: JsonNode): string {
  const definitions = memberAt(parameters, 'externalInputDefinitions');
  return text.replace(/externalInputs\('([^']*)'\)/g, (_, name: string) => {
    const definition = memberAt(definitions, name);
    const config = memberAt(definition, 'config');
    const args = [`'${stringAt(definition, 'kind')}'`, ...(config ? [expressionOf(config)] : [])];
    return `externalInput(${args.join(', ')})`;
  });
}

function expressionOf(json: JsonNode): string {
  if (json.kind === 'string') return `'${json.value}'`;
  if (json.kind === 'number') return json.text;
  if (json.kind !== 'object') return `${canonicalJson(json)}()`;
  const members = json.members.flatMap(({ key, value }) => [`'${key.value}'`, expressionOf(value)]);
  return `createObject(${members.join(', ')})`;
}
