import { call, text } from '../../expr/build.ts';
import { choiceValue, maxChoices } from '../../expr/choice.ts';
import type { Frame, HoldsSecret } from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import {
  arrayValue,
  boolValue,
  flattenOrigins,
  nullValue,
  objectValue,
  secured,
  unknownValue,
  withOrigins,
} from '../../expr/make-value.ts';
import { malformed } from '../../expr/malformed.ts';
import { printValue } from '../../expr/print.ts';
import type { CallExpr, Domain, Origin, UnknownReason, Value } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import type { ParameterDeclaration, Template, TypeSchema } from '../template.ts';
import { constantsOf, refusalOf, resolveSchema } from './check-value.ts';
import type { Run } from './evaluation-session.ts';
import { isReference, isSecure, mayHoldSecrets, securedParts, withoutSecrets } from './secrets.ts';

/** The values that a caller gives, by parameter name in lower case. */
export type Arguments = ReadonlyMap<string, Value>;

/**
 * What it means that a required parameter has no value: nothing (`open`, no values were given at all), perhaps a
 * mistake (`warning`, a parameter file leaves it out), or one for sure (`error`, a nested deployment leaves it out). What
 * a broken parameter file lacks may be in it all the same (`torn`), be there a default or not.
 */
export type MissingArguments = 'open' | 'warning' | 'error' | 'torn';

export interface BindingOptions {
  readonly template: Template;
  readonly arguments: Arguments;
  readonly missing: MissingArguments;
  /** Where a missing value is reported, if not at the declaration. */
  readonly missingAt?: Span;
  /** Parameters that count as not set, although they have a default: by name in lower case. */
  readonly openDefaults: ReadonlySet<string>;
  readonly run: Run;
}

/**
 * The value of a parameter: what the caller gives, else the default, else null if the type allows it, else unknown
 * with what the declaration says of it. An explicit null counts as nothing given where there is a default.
 *
 * @param frame in which the default is evaluated
 */
export function bindParameter(declaration: ParameterDeclaration, options: BindingOptions, frame: Frame): Value {
  const { name, nameSpan, schema, defaultValue } = declaration;
  const given = options.arguments.get(name.toLowerCase());
  if (given && !(given.kind === 'null' && defaultValue)) return suppliedValue(given, declaration, options);
  const { definitions } = options.template;
  if (options.openDefaults.has(name.toLowerCase())) return unsetValue(declaration, definitions);
  if (options.missing === 'torn') return unsetValue(declaration, definitions, malformed);
  if (defaultValue) {
    const value = checked(evaluateNode(defaultValue, frame, 'default'), declaration, options);
    return securedParts(value, schema, definitions);
  }
  if (resolveSchema(schema, definitions).nullable) return nullValue([{ span: nameSpan, role: 'default' }]);
  if (options.missing !== 'open') {
    const message = `Parameter '${name}' needs a value: it has no default, and none is given.`;
    const span = options.missingAt ?? nameSpan;
    options.run.report({ severity: options.missing, code: 'parameter-missing', message, span });
  }
  return unsetValue(declaration, definitions);
}

/** What is given may come from the same place as something secure. */
function withSharedSecrets(value: Value, holdsSecret: HoldsSecret): Value {
  if (isReference(value)) return value;
  if (comesFrom(value.origins, holdsSecret)) return secured(value);
  const inner = (part: Value): Value => withSharedSecrets(part, holdsSecret);
  if (value.kind === 'array') return { ...value, ...arrayValue(value.items.map(inner), value.origins) };
  if (value.kind !== 'object') return value;
  const entries = [...value.entries.values()].map((entry) => ({ ...entry, value: inner(entry.value) }));
  return { ...value, ...objectValue(entries, value.origins) };
}

function comesFrom(origins: readonly Origin[], holdsSecret: HoldsSecret): boolean {
  return flattenOrigins(origins).some(({ span }) => holdsSecret(span));
}

function suppliedValue(given: Value, declaration: ParameterDeclaration, options: BindingOptions): Value {
  const { name, nameSpan, schema } = declaration;
  const { holdsSecret } = options.run;
  const value = checked(holdsSecret ? withSharedSecrets(given, holdsSecret) : given, declaration, options);
  const { definitions } = options.template;
  if (!mayHoldSecrets(schema, definitions)) return value;
  return withoutSecrets(value, schema, definitions, parameterExpr(name, nameSpan));
}

/** Reports a value that the service would refuse. It is used all the same, because it is what the author means. */
function checked(value: Value, declaration: ParameterDeclaration, options: BindingOptions): Value {
  const refusal = refusalOf(value, declaration.schema, options.template.definitions);
  if (refusal) {
    const message = `The value of parameter '${declaration.name}' is not valid: ${refusal}.`;
    const span = value.origins[0]?.span ?? declaration.nameSpan;
    options.run.report({ severity: 'error', code: 'parameter-value', message, span });
  }
  return value;
}

function parameterExpr(name: string, span: Span): CallExpr {
  return call('parameters', [text(name, span)], span);
}

/** A parameter without a value: unknown, but not without limits. */
function unsetValue(
  declaration: ParameterDeclaration,
  definitions: Template['definitions'],
  why: UnknownReason = {
    code: 'parameter',
    text: `parameter '${declaration.name}' has no value`,
    parameter: declaration.name,
  },
): Value {
  const { name, nameSpan } = declaration;
  const schema = resolveSchema(declaration.schema, definitions);
  const residual = parameterExpr(name, nameSpan);
  const origins: readonly Origin[] = [{ span: nameSpan, role: 'written' }];
  const members = finiteDomain(schema);
  if (members && members.length <= maxChoices) {
    const mark = isSecure(schema) ? secured<Value> : (value: Value): Value => value;
    const cases = members.map((value) => ({ when: printValue(value), value: mark(withOrigins(value, origins)) }));
    return choiceValue({ key: `parameters('${name.toLowerCase()}')`, why, origins }, cases, residual);
  }
  return unknownValue(why, residual, origins, intervalOf(schema));
}

/** All values that a type has, if they are few. */
function finiteDomain(schema: TypeSchema): readonly Value[] | undefined {
  if (schema.type === 'bool') return [boolValue(true), boolValue(false)];
  return schema.type === 'array' ? undefined : constantsOf(schema.allowedValues);
}

/** What a type accepts beyond its kind, as a text to compare; empty if there is no limit. */
export function domainText(schema: TypeSchema, definitions: Template['definitions']): string {
  const resolved = resolveSchema(schema, definitions);
  const { allowedValues, minValue, maxValue } = resolved;
  const allowed = constantsOf(allowedValues)?.map(printValue).sort().join() ?? '';
  return allowed === '' && minValue === undefined && maxValue === undefined ? '' : `${allowed}|${minValue}|${maxValue}`;
}

function intervalOf({ type, minValue, maxValue }: TypeSchema): Domain | undefined {
  if (type !== 'int' || (minValue === undefined && maxValue === undefined)) return undefined;
  return {
    kind: 'interval',
    ...(minValue !== undefined && { min: minValue }),
    ...(maxValue !== undefined && { max: maxValue }),
  };
}
