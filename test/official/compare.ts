import type { ContextOptions } from '../../src/arm/context.ts';
import {
  canonicalJson,
  type Difference,
  differences,
  itemsOf,
  memberAt,
  readJson,
  resourceDifferences,
} from '../support/json-compare.ts';
import { type ParameterTexts, type Resolved, resolveText } from '../support/json-resolve.ts';
import type { BicepCli, Prediction } from './bicep-cli.ts';

/** A template with the values of its parameters, as both evaluators are asked about it. */
export interface Question {
  readonly template: string;
  readonly parameters?: ParameterTexts;
  readonly context: ContextOptions;
}

export async function askOracle(cli: BicepCli, { template, parameters = {}, context }: Question): Promise<Prediction> {
  const files = { 'main.json': template, 'main.bicepparam': parameterFile('main.json', parameters) };
  return cli.predict({ files, parameters: 'main.bicepparam', context });
}

/** A parameter file that gives values of any shape to a template. */
export function parameterFile(template: string, parameters: ParameterTexts): string {
  const lines = Object.entries(parameters).map(([name, json]) => `param ${name} = ${bicepValue(json)}`);
  return [`using '${template}'`, ...lines, ''].join('\n');
}

export function askArmlock({ template, parameters = {}, context }: Question): Resolved {
  return resolveText(template, parameters, context);
}

/** Any JSON value as an expression of a parameter file. */
function bicepValue(json: string): string {
  const escaped = json.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${').replaceAll('\n', '\\n');
  return `json('${escaped.replaceAll('\r', '\\r')}')`;
}

/** Functions of which armlock knows some results although the official evaluator waits for all arguments. */
const knownEarlier = /\b(reduce|indexOf|lastIndexOf)\(/i;

/** The official evaluator compares an unknown item or key by its text, so that it finds nothing; armlock waits. */
const knownLater = /\b(contains|tryGet)\(/i;

/** Its members depend on whether a group exists, and the official evaluator leaves some out where it does not know. */
const dependsOnGroup = /managedBy/;

/** The compiler puts files that it loads into variables, whose names only it knows. */
const loadedFile = /variables\('\$fxv#/;

/** What is chosen by what a resource answers, the official evaluator does not look up by the symbol of a loop. */
const choiceInLoop = /\breference\('[^/']+\[\d+\]'/;

/** What is wrong with armlock's answer, or undefined if the two agree. */
export async function disagreement(cli: BicepCli, question: Question): Promise<string | undefined> {
  return verdictOn(await askOracle(cli, question), askArmlock(question));
}

/** What is wrong with what armlock makes of a program of which this is predicted, or undefined. */
export function verdictOn(prediction: Prediction, resolved: Resolved): string | undefined {
  const [refusal] = resolved.errors;
  if ('refused' in prediction)
    return resolved.isReserved || isOpen(resolved) ? undefined : `not refused: ${prediction.refused}`;
  const wanted = readJson(prediction.snapshot);
  // It stops at nested templates of outer scope that it cannot evaluate, and says so; armlock goes on.
  if (itemsOf(memberAt(wanted, 'diagnostics')).length > 0) return undefined;
  // What must fail whatever the unknown part is, armlock refuses at once.
  if (refusal !== undefined) return hasExpression(prediction.snapshot) ? undefined : `wrongly refused: ${refusal}`;
  const found = [
    ...resourceDifferences(itemsOf(memberAt(wanted, 'predictedResources')), resolved.resources),
    ...differences(memberAt(wanted, 'outputs'), resolved.outputs, 'outputs'),
  ].filter((one) => !isException(one));
  const [first] = found;
  return first && `${first.path}: wanted ${first.wanted}, got ${first.got}`;
}

/** Whether armlock leaves something to the service, which may refuse it. */
function isOpen({ resources, outputs }: Resolved): boolean {
  return [...resources, outputs].some((node) => node !== undefined && hasExpression(canonicalJson(node)));
}

function hasExpression(json: string): boolean {
  return /"\[(?!\[)[a-z_]/i.test(json);
}

function isException({ path, wanted = '', got = '' }: Difference): boolean {
  if (dependsOnGroup.test(path + wanted + got) || loadedFile.test(wanted)) return true;
  if (choiceInLoop.test(wanted)) return true;
  return (hasExpression(wanted) && knownEarlier.test(wanted)) || (hasExpression(got) && knownLater.test(got));
}
