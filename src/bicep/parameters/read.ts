import type { Run } from '../../arm/evaluate/evaluation-session.ts';
import { secretParameter } from '../../arm/evaluate/secrets.ts';
import { evaluateVariable, valuesEnvironment } from '../../arm/evaluate/template-scope.ts';
import { type Frame, frameOf, newBudget } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import type { Value } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { FileRef } from '../../text/files.ts';
import { type Span, spanOf } from '../../text/source.ts';
import { checkParameterFile } from '../check/check-file.ts';
import { lowerDeclarations, lowerVariable, unitOf } from '../lower/file.ts';
import { lowerNode } from '../lower/node.ts';
import { type Env, fileEnv, type Program, type Unit } from '../semantics/compilation-unit.ts';
import { keyOf } from '../semantics/file-key.ts';
import { isBicepParameters } from '../semantics/file-references.ts';
import { isUnavailable, type Unavailable } from '../semantics/host.ts';
import { importClosure } from '../semantics/import-closure.ts';
import type { Model } from '../semantics/model.ts';
import { reportUnavailable } from '../semantics/problems.ts';
import type * as syntax from '../syntax/tree.ts';
import { checkTypes } from '../types/check.ts';
import { typeOf } from '../types/scope.ts';
import { baseLocal } from './base.ts';
import { declaredMode } from './declared-mode.ts';
import { type Environment, inputFunctions } from './inputs.ts';
import { reportMisplaced } from './misplaced.ts';
import type { BicepParameters } from './parameters.ts';
import { secretArguments } from './secrets.ts';

export type ParametersReader = (ref: FileRef) => BicepParameters | Unavailable;

/** Chains of files longer than this are not followed: they protect the stack, and nobody writes them. */
const maxChain = 64;

/** Reads and evaluates parameter files, each once. What is wrong with them is reported; nothing is thrown. */
export function parametersReader(program: Program, environment: Environment): ParametersReader {
  const known = new Map<string, BicepParameters | Unavailable>();
  const active = new Set<string>();
  const run: Run = { report: program.report, budget: newBudget() };
  const read: ParametersReader = (ref) => {
    const key = keyOf(ref);
    const found = known.get(key);
    if (found) return found;
    if (active.has(key)) return { reason: 'it extends itself' };
    if (active.size >= maxChain) return { reason: 'it is at the end of too long a chain' };
    active.add(key);
    const model = program.model(ref);
    const made = isUnavailable(model) ? model : evaluated(model, { program, environment, run, read });
    active.delete(key);
    known.set(key, made);
    return made;
  };
  return read;
}

interface Reading {
  readonly program: Program;
  readonly environment: Environment;
  /** What the files share while they are evaluated. */
  readonly run: Run;
  readonly read: ParametersReader;
}

function evaluated(model: Model, reading: Reading): BicepParameters {
  const { program, environment, run } = reading;
  reportMisplaced(model, program.report);
  const base = baseOf(model, reading);
  const closure = importClosure(model, program);
  const unit: Unit = unitOf(model, closure, program, new Map(base ? [['base', baseLocal(base, () => env)]] : []));
  const env = fileEnv(unit);
  checkParameterFile(model, env);
  const declarations = lowerDeclarations(unit, closure);
  const types = checkTypes({ ...declarations, parameters: new Map(), outputs: new Map() }, env);
  const frame = frameOf(valuesEnvironment(declarations, inputFunctions(environment), run));
  const assignments = new Map(base?.assignments);
  for (const symbol of model.symbols.values()) {
    if (symbol.kind !== 'variable' || symbol.statement.kind !== 'parameter-assignment') continue;
    const { name, statement } = symbol;
    const type = typeOf(statement.value, types);
    assignments.set(name, { statement, model, value: evaluatedValue(statement, env, frame), type });
  }
  const using = usingOf(model, program.report);
  const mode =
    using?.config &&
    declaredMode(evaluateNode(lowerNode(using.config, env), frame, 'parameters'), using.config.span, program.report);
  return {
    model,
    using: using?.reference,
    usingSpan: using?.reference?.span ?? using?.span ?? spanOf(model.file, 0, 0),
    mode,
    assignments,
  };
}

function evaluatedValue(statement: syntax.ParameterAssignment, env: Env, frame: Frame): Value {
  const { name, value } = statement;
  const secret = secretArguments(value);
  if (!secret) return evaluateVariable(lowerVariable(statement, name.name, env), frame, 'parameters');
  return secretParameter(name.name, evaluateNode(lowerNode(secret, env), frame, 'parameters'), value.span);
}

function usingOf({ tree, file }: Model, report: Report): syntax.UsingStatement | undefined {
  const [first, second] = tree.statements.filter((one) => one.kind === 'using');
  if (!first) report(problem(`A parameter file needs 'using', or 'using none'.`, spanOf(file, 0, 0)));
  if (second) report(problem(`A parameter file can have only one 'using'.`, second.span));
  return first;
}

/** The file whose values this one takes over. */
function baseOf(model: Model, { program, read }: Reading): BicepParameters | undefined {
  const [first, second] = model.tree.statements.filter((one) => one.kind === 'extends');
  if (!first) return undefined;
  const { reference, span } = first;
  if (second) program.report(problem(`A parameter file can have only one 'extends'.`, second.span));
  if (reference.kind === 'error') return undefined;
  const ref = program.locate(reference, model.ref);
  const found = isUnavailable(ref) ? ref : isBicepParameters(ref.path) ? read(ref) : notParameters;
  if (!isUnavailable(found)) return found;
  const name = reference.kind === 'string' ? `'${reference.value}'` : 'that is extended';
  reportUnavailable(`The parameter file ${name}`, found, reference.span ?? span, program.report);
  return undefined;
}

const notParameters: Unavailable = { reason: 'it is no .bicepparam file' };

function problem(message: string, span: Span): Parameters<Report>[0] {
  return { severity: 'error', code: 'bicep-using', message, span };
}
