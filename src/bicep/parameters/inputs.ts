import { type Origin, stringValue, type UnknownReason, unknownValue, type Value } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import { type Span, textOf } from '../../text/source.ts';
import type { CallNode, Expression, MethodCallNode, NameNode } from '../syntax/tree.ts';

/** What is known of the environment variables of whoever deploys. */
export interface Environment {
  readonly values: ReadonlyMap<string, string>;
  /** Whether variables that are not among the values do not exist, so that defaults take their place. */
  readonly complete: boolean;
}

export const unknownEnvironment: Environment = { values: new Map(), complete: false };

/** A call in a parameter file that brings in something from outside. */
interface InputCall {
  readonly name: string;
  readonly args: readonly Expression[];
  readonly span: Span;
}

const inputFunctions: ReadonlySet<string> = new Set([
  'readEnvironmentVariable',
  'externalInput',
  'readCliArg',
  'readEnvVar',
]);

/** The inputs of a parameter file, as parameters of a template that its values are evaluated in. */
export class InputReader {
  /** By name in lower case. */
  readonly values = new Map<string, Value>();
  /** As the template declares them. */
  readonly names = new Set<string>();
  readonly environment: Environment;
  readonly report: Report;

  constructor(environment: Environment, report: Report) {
    this.environment = environment;
    this.report = report;
  }

  /** What stands for a call in the template; undefined if the call is none of an input. */
  replace(node: CallNode | MethodCallNode): Expression | undefined {
    const call = inputCall(node);
    if (!call) return undefined;
    const [first, otherwise] = call.args;
    const variable = call.name === 'readEnvironmentVariable' && first?.kind === 'string' ? first.value : undefined;
    const given = variable === undefined ? undefined : this.environment.values.get(variable);
    if (given !== undefined) return this.input(call, stringValue(given, originsOf(call)));
    if (variable !== undefined && this.environment.complete) {
      if (otherwise) return otherwise;
      const message = `The environment variable '${variable}' does not exist, and no default is given.`;
      this.report({ severity: 'error', code: 'parameters-input', message, span: call.span });
    }
    const why: UnknownReason = { code: 'context', text: reasonOf(call, variable) };
    const residual = { kind: 'call', name: call.name, args: literalArgs(call), span: call.span } as const;
    return this.input(call, unknownValue(why, { ...residual, nameSpan: call.span }, originsOf(call)));
  }

  /** Declares a value under the text of the call; calls that differ only in case must not share one. */
  input({ span }: InputCall, value: Value): NameNode {
    let name = textOf(span);
    while (this.values.has(name.toLowerCase()) && !this.names.has(name)) name += ' ';
    this.declare(name, value);
    return { kind: 'name', name, span };
  }

  declare(name: string, value: Value): void {
    this.names.add(name);
    this.values.set(name.toLowerCase(), value);
  }
}

function inputCall(node: CallNode | MethodCallNode): InputCall | undefined {
  if (!inputFunctions.has(node.name.name)) return undefined;
  if (node.kind === 'method-call' && !(node.target.kind === 'name' && node.target.name === 'sys')) return undefined;
  return { name: node.name.name, args: node.args, span: node.span };
}

function originsOf({ span }: InputCall): readonly Origin[] {
  return [{ span, role: 'parameters' }];
}

function reasonOf({ name }: InputCall, variable: string | undefined): string {
  if (variable !== undefined) return `environment variable '${variable}' is not known here`;
  return name === 'externalInput'
    ? 'it is an external input of the deployment'
    : `${name}() is read when it is deployed`;
}

function literalArgs({ args }: InputCall): readonly { kind: 'literal'; value: string; span: Span }[] {
  return args.flatMap((arg) => (arg.kind === 'string' ? [{ kind: 'literal', value: arg.value, span: arg.span }] : []));
}
