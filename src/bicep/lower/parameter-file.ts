import type { Template, VariableDeclaration } from '../../arm/template.ts';
import type { Node } from '../../expr/node.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { type Env, fileEnv, type Replaced, type Unit } from '../semantics/compilation-unit.ts';
import type { OpenedFile } from '../semantics/file-unit.ts';
import type * as syntax from '../syntax/tree.ts';
import { type DeclaredTypes, declaredTypes, lowerDeclarations, lowerVariable } from './file.ts';
import { lowerNode } from './node.ts';
import { secretArguments } from './secrets.ts';

/** A parameter file as far as it can be lowered: its values are still to be evaluated. */
export interface LoweredParameters {
  readonly declarations: Pick<Template, 'variables' | 'functions' | 'definitions'>;
  readonly assignments: readonly LoweredAssignment[];
  /** What `using … with` says. */
  readonly config: Node | undefined;
  readonly declared: DeclaredTypes;
  readonly diagnostics: readonly Diagnostic[];
}

/** The value that is given to a parameter. */
export interface LoweredAssignment {
  readonly name: string;
  readonly statement: syntax.ParameterAssignment;
  readonly value:
    | { readonly kind: 'value'; readonly variable: VariableDeclaration }
    /** A secret of a key vault: the arguments that say which. */
    | { readonly kind: 'secret'; readonly args: Node };
}

/**
 * Lowers a parameter file.
 *
 * @param replaced expressions that are refused already, of which nothing is made
 */
export function lowerParameterFile({ unit: file, closure }: OpenedFile, replaced: Replaced): LoweredParameters {
  const diagnostics: Diagnostic[] = [];
  const unit: Unit = { ...file, replaced, report: (diagnostic) => diagnostics.push(diagnostic) };
  const { symbols, tree } = unit.model;
  const env = fileEnv(unit);
  const declarations = lowerDeclarations(unit, closure);
  const assignments = [...symbols.values()].flatMap((symbol) => {
    if (symbol.kind !== 'variable' || symbol.statement.kind !== 'parameter-assignment') return [];
    return [lowerAssignment(symbol.name, symbol.statement, env)];
  });
  const using = tree.statements.find((one) => one.kind === 'using');
  const config = using?.config && lowerNode(using.config, env);
  return { declarations, assignments, config, declared: declaredTypes(unit, closure), diagnostics };
}

function lowerAssignment(name: string, statement: syntax.ParameterAssignment, env: Env): LoweredAssignment {
  const secret = secretArguments(statement.value);
  if (secret) return { name, statement, value: { kind: 'secret', args: lowerNode(secret, env) } };
  return { name, statement, value: { kind: 'value', variable: lowerVariable(statement, name, env) } };
}
