import { secretParameter } from '../../arm/evaluate/secrets.ts';
import { evaluateVariable, valuesEnvironment } from '../../arm/evaluate/template-scope.ts';
import { type Frame, frameOf, newBudget, reportStops } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import type { Value } from '../../expr/value.ts';
import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import { type Span, spanOf } from '../../text/source.ts';
import type { CompiledParameters, Compiler, ParsedFile } from '../compile.ts';
import { isBicepParameters } from '../semantics/file-references.ts';
import { isUnavailable, type Unavailable } from '../semantics/host.ts';
import type { Model } from '../semantics/model.ts';
import { oncePerFile } from '../semantics/once.ts';
import { reportUnavailable } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import { baseLocal } from './base.ts';
import { declaredMode } from './declared-mode.ts';
import { type Environment, inputFunctions } from './inputs.ts';
import { misplacedIn } from './misplaced.ts';
import type { Assignment, BicepParameters } from './parameters.ts';

export type ParametersReader = (ref: FileRef) => BicepParameters | Unavailable;

/** Chains of files longer than this are not followed: they protect the stack, and do not occur in practice. */
const maxChain = 64;

/** Reads and evaluates parameter files, each once. What is wrong with them is a part of the result; nothing is thrown. */
export function parametersReader(compiler: Compiler, environment: Environment): ParametersReader {
  const read: ParametersReader = oncePerFile<BicepParameters | Unavailable>({
    compute: (ref) => {
      const parsed = compiler.parse(ref);
      return isUnavailable(parsed) ? parsed : readParsed(parsed, { compiler, environment, read });
    },
    circular: () => ({ reason: 'it extends itself' }),
    tooDeep: () => ({ reason: 'its chain of references is too long' }),
    maxDepth: maxChain,
  });
  return read;
}

interface Reading {
  readonly compiler: Compiler;
  readonly environment: Environment;
  readonly read: ParametersReader;
}

function readParsed(parsed: ParsedFile, reading: Reading): BicepParameters {
  const { model } = parsed;
  const found: Diagnostic[] = [...misplacedIn(model)];
  const report: Report = (diagnostic) => found.push(diagnostic);
  const base = baseOf(model, reading, report);
  const predefined = new Map(base ? [['base', baseLocal(base, model)] as const] : []);
  const compiled = reading.compiler.compileParameters(parsed, predefined);
  const frame = frameFor(compiled, reading.environment, report);
  const assignments = new Map([...(base?.assignments ?? []), ...assignmentsIn(compiled, frame)]);
  const using = usingOf(model, report);
  const mode = using?.config && modeIn(compiled, using.config.span, frame, report);
  reportStops(frame.env.budget, spanOf(model.file, 0, 0), report);
  const { ref, uses, loaded } = compiled;
  return {
    ref,
    diagnostics: [...compiled.diagnostics, ...found],
    uses: base ? [...uses, base] : uses,
    loaded,
    model,
    using: using?.reference,
    usingSpan: using?.reference?.span ?? using?.span ?? spanOf(model.file, 0, 0),
    mode,
    assignments,
  };
}

function frameFor({ lowered }: CompiledParameters, environment: Environment, report: Report): Frame {
  const run = { report, budget: newBudget() };
  return frameOf(valuesEnvironment(lowered.declarations, inputFunctions(environment), run));
}

function assignmentsIn(
  { lowered, model, typeOf }: CompiledParameters,
  frame: Frame,
): readonly (readonly [string, Assignment])[] {
  return lowered.assignments.map(({ name, statement, value }) => {
    const type = typeOf(statement.value);
    return [name, { statement, model, value: givenValue(name, statement, value, frame), type }];
  });
}

function givenValue(
  name: string,
  { value: node }: syntax.ParameterAssignment,
  lowered: CompiledParameters['lowered']['assignments'][number]['value'],
  frame: Frame,
): Value {
  if (lowered.kind === 'value') return evaluateVariable(lowered.variable, frame, 'parameters');
  return secretParameter(name, evaluateNode(lowered.args, frame, 'parameters'), node.span);
}

function modeIn({ lowered }: CompiledParameters, span: Span, frame: Frame, report: Report): BicepParameters['mode'] {
  return lowered.config && declaredMode(evaluateNode(lowered.config, frame, 'parameters'), span, report);
}

function usingOf({ tree, file }: Model, report: Report): syntax.UsingStatement | undefined {
  const [first, second] = tree.statements.filter((one) => one.kind === 'using');
  if (!first)
    report(problem(`BCP261: A using declaration must be present in this parameters file.`, spanOf(file, 0, 0)));
  if (second) report(problem(`BCP262: More than one using declaration are present.`, second.span));
  return first;
}

/** The file whose values this one takes over. */
function baseOf(model: Model, { compiler, read }: Reading, report: Report): BicepParameters | undefined {
  const [first, second] = model.tree.statements.filter((one) => one.kind === 'extends');
  if (!first) return undefined;
  const { reference, span } = first;
  if (second) report(problem(`A parameter file can have only one 'extends'.`, second.span));
  if (reference.kind === 'error') return undefined;
  const { file, diagnostics } = compiler.locate(reference, model.ref);
  diagnostics.forEach(report);
  const found = isUnavailable(file) ? file : isBicepParameters(file.path) ? read(file) : notParameters;
  if (!isUnavailable(found)) return found;
  const name = reference.kind === 'string' ? `'${reference.value}'` : 'that is extended';
  reportUnavailable(`The parameter file ${name}`, found, reference.span ?? span, report);
  return undefined;
}

const notParameters: Unavailable = { reason: 'it is not a .bicepparam file' };

function problem(message: string, span: Span): Diagnostic {
  return bicepError(message, span, 'bicep-using');
}
