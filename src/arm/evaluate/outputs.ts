import { call, text } from '../../expr/build.ts';
import { frameOf, settled } from '../../expr/evaluate.ts';
import { evaluateLoop, evaluateNode } from '../../expr/evaluate-node.ts';
import { objectValue, recordValue, stringValue, unknownValue } from '../../expr/make-value.ts';
import { visitExpressions } from '../../expr/node.ts';
import { childrenOf } from '../../expr/tree.ts';
import type { Expr, ObjectValue, Value } from '../../expr/value.ts';
import { ownMember } from '../../text/own-member.ts';
import type { OutputDeclaration } from '../template.ts';
import { refusalOf } from './check-value.ts';
import { isSecure, securedParts } from './secrets.ts';
import type { TemplateScope } from './template-scope.ts';

/** An output that a template has, its condition considered. */
export interface Output {
  readonly name: string;
  /** As the service spells it: `String`, `SecureObject`. */
  readonly type: string;
  readonly secure: boolean;
  readonly value: Value;
  /** Whether the service returns it: not a loop that it cannot count, and not a literal null. */
  readonly told: boolean;
}

/** The outputs of a template, in the order in which they are declared. Those that are switched off are left out. */
export function outputsOf(scope: TemplateScope): readonly Output[] {
  return [...scope.template.outputs.values()].flatMap((declaration) => outputOf(declaration, scope) ?? []);
}

function outputOf(declaration: OutputDeclaration, scope: TemplateScope): Output | undefined {
  const frame = frameOf(scope.environment('output'));
  const condition = declaration.condition && evaluateNode(declaration.condition, frame);
  if (condition?.kind === 'bool' && !condition.value) return undefined;
  const { schema, name, nameSpan } = declaration;
  const type = schema.type ?? '';
  const content = contentOf(declaration, scope);
  if (!content) return undefined;
  const value = settled(content, frame.env.budget, content.origins[0]?.span ?? nameSpan);
  const isNull = declaration.value?.kind === 'constant' && value.kind === 'null';
  // An output without a type may be null, too.
  const isFree = isNull || (value.kind === 'null' && schema.type === undefined && schema.ref === undefined);
  const isChecked = !isFree && !asksService(declaration);
  const refusal = isChecked ? refusalOf(value, schema, scope.template.definitions) : undefined;
  if (refusal) {
    const message = `The value of output '${name}' is not valid: ${refusal}.`;
    scope.run.report({ severity: 'error', code: 'output-value', message, span: value.origins[0]?.span ?? nameSpan });
  }
  const isCountless = declaration.copy !== undefined && value.kind === 'array' && value.open !== undefined;
  return {
    name,
    type: ownMember(spelledTypes, type) ?? type,
    secure: isSecure(schema),
    value: securedParts(value, schema, scope.template.definitions),
    told: !isCountless && !isNull,
  };
}

/** Before the service has answered, it does not check what an output is. */
function asksService({ value, copy }: OutputDeclaration): boolean {
  let asks = false;
  const visit = (expr: Expr): void => {
    asks ||= expr.kind === 'call' && /^(references?$|list)/i.test(expr.name);
    childrenOf(expr).forEach(visit);
  };
  for (const node of [value, copy?.input]) if (node) visitExpressions(node, visit);
  return asks;
}

const spelledTypes: Readonly<Record<string, string>> = {
  string: 'String',
  securestring: 'SecureString',
  int: 'Int',
  bool: 'Bool',
  object: 'Object',
  secureobject: 'SecureObject',
  array: 'Array',
};

function contentOf(declaration: OutputDeclaration, scope: TemplateScope): Value | undefined {
  const frame = frameOf(scope.environment('output'));
  const { copy, value, nameSpan } = declaration;
  if (!copy) return value && evaluateNode(value, frame);
  return evaluateLoop({ name: '', nameSpan, count: copy.count, input: copy.input }, frame, 'written', 'output');
}

/** The outputs as `reference(…).outputs` shows them; secure ones are kept from templates. */
export function outputsObject(outputs: readonly Output[]): ObjectValue {
  return objectValue(
    outputs.map(({ name, type, secure, value }) => ({
      key: name,
      value: recordValue({ type: stringValue(type), value: secure ? secret(name, value) : value }),
    })),
  );
}

function secret(name: string, value: Value): Value {
  const span = value.origins[0]?.span;
  if (!span) return value;
  const residual = call('outputs', [text(name, span)], span);
  return unknownValue({ code: 'secure-parameter', text: `output '${name}' is secure` }, residual, value.origins);
}
