import type { JsonNode } from '../../src/json/tree.ts';
import { textOf } from '../../src/text/source.ts';
import { memberAt, readJson, stringAt } from './json-compare.ts';
import { type Resolved, resolveText } from './json-resolve.ts';
import { contextAt, schemaOf } from './json-templates.ts';

/** One recorded call of a template function. */
export interface FunctionCase {
  readonly name: string;
  readonly root: JsonNode;
  readonly expression: string;
  readonly scope: string;
  readonly place: string;
}

/** What a call gave: values, which are several within a loop, or the error that refused it. */
export type Outcome = { readonly values: readonly (JsonNode | undefined)[] } | { readonly refused: string };

/** Reads a line of the recorded calls. */
export function functionCase(line: string): FunctionCase {
  const root = readJson(line);
  const context = memberAt(root, 'context');
  const expression = stringAt(root, 'expression') ?? '';
  const scope = stringAt(context, 'scope') ?? 'resourceGroup';
  const place = stringAt(context, 'place') ?? 'output';
  return { name: `${expression} (${scope}, ${place})`, root, expression, scope, place };
}

/** Evaluates the call where it was recorded. */
export function evaluateCase(one: FunctionCase): Outcome {
  const make = places[one.place];
  if (!make) throw new Error(`There is no place '${one.place}'.`);
  const wrapped = JSON.stringify(`[createObject('v', ${one.expression})]`);
  const { parts, find } = make(wrapped, JSON.stringify(`[${one.expression}]`));
  const resolved = resolveText(templateText(one, parts), {}, contextAt(one.scope));
  const [refused] = resolved.errors;
  return refused === undefined ? { values: find(resolved) } : { refused };
}

/** Parts of the recorded template are copied as they are written, so that 1.0 stays 1.0. */
function templateText({ root, scope }: FunctionCase, parts: Site['parts']): string {
  const context = memberAt(root, 'context');
  const version = stringAt(context, 'languageVersion');
  const recorded = memberAt(context, 'template');
  const copied = recorded?.kind === 'object' ? recorded.members : [];
  const members: Record<string, string> = {
    $schema: JSON.stringify(schemaOf(scope)),
    contentVersion: '"1.0.0.0"',
    ...(version !== undefined && { languageVersion: JSON.stringify(version) }),
    resources: version === undefined ? '[]' : '{}',
    ...Object.fromEntries(copied.map(({ key, value }) => [key.value, textOf(value.span)])),
    ...parts,
  };
  const texts = Object.entries(members).map(([name, text]) => `${JSON.stringify(name)}:${text}`);
  return `{${texts.join(',')}}`;
}

/** A place of a template, and where the result of a call in it is found. */
interface Site {
  /** Members of the template as JSON texts. */
  readonly parts: Readonly<Record<string, string>>;
  readonly find: (resolved: Resolved) => readonly (JsonNode | undefined)[];
}

/** By the names that the records have: gets the call within an object, and the bare call. */
const places: Readonly<Record<string, (wrapped: string, bare: string) => Site>> = {
  output: (wrapped) => throughOutput({}, wrapped),
  'parameter default': (wrapped) =>
    throughOutput({ parameters: `{"p":{"type":"object","defaultValue":${wrapped}}}` }, `"[parameters('p')]"`),
  variable: (wrapped) => throughOutput({ variables: `{"p":${wrapped}}` }, `"[variables('p')]"`),
  'user function body': (wrapped) => {
    const member = `{"f":{"parameters":[],"output":{"type":"object","value":${wrapped}}}}`;
    return throughOutput({ functions: `[{"namespace":"ns","members":${member}}]` }, '"[ns.f()]"');
  },
  'resource property': (_, bare) => throughResources(`"name":"n","properties":{"v":${bare}}`),
  'resource copy of 3, named c': (_, bare) =>
    throughResources(`"name":"[concat('n',copyIndex())]","copy":{"name":"c","count":3},"properties":{"v":${bare}}`),
  'property copy of 3, named c': (_, bare) => {
    const { parts } = throughResources(`"name":"n","properties":{${loopOf(bare)}}`);
    return { parts, find: ({ resources: [one] }) => each(memberAt(memberAt(one, 'properties'), 'c')) };
  },
  'variable copy of 3, named c': (_, bare) => ({
    parts: { variables: `{${loopOf(bare)}}`, outputs: `{"o":{"type":"array","value":"[variables('c')]"}}` },
    find: ({ outputs }) => each(memberAt(outputs, 'o')),
  }),
  'output copy of 3': (_, bare) => ({
    parts: { outputs: `{"o":{"type":"array","copy":{"count":3,"input":${bare}}}}` },
    find: ({ outputs }) => each(memberAt(outputs, 'o')),
  }),
};

function loopOf(input: string): string {
  return `"copy":[{"name":"c","count":3,"input":${input}}]`;
}

/** The result is the member `v` of an output, which is one expression as a whole if it is not known. */
function throughOutput(parts: Site['parts'], value: string): Site {
  return {
    parts: { ...parts, outputs: `{"o":{"type":"object","value":${value}}}` },
    find: ({ outputs }) => {
      const output = memberAt(outputs, 'o');
      return [output?.kind === 'object' ? memberAt(output, 'v') : output];
    },
  };
}

function throughResources(members: string): Site {
  return {
    parts: { resources: `[{"type":"Microsoft.A/b","apiVersion":"2020-01-01",${members}}]` },
    find: ({ resources }) => resources.map((one) => memberAt(memberAt(one, 'properties'), 'v')),
  };
}

function each(list: JsonNode | undefined): readonly (JsonNode | undefined)[] {
  return list?.kind === 'array' ? list.items : [list];
}
