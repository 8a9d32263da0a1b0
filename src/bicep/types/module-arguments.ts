import type { ParameterDeclaration, Template } from '../../arm/template.ts';
import { keyText, memberValue } from '../semantics/bind.ts';
import { templateOfModule } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { ModuleSymbol } from '../semantics/model.ts';
import type * as syntax from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { typeOf } from './infer.ts';
import { acceptsNull, typeOfSchema } from './schema.ts';
import type { TypeScope } from './scope.ts';
import { isNullable } from './type.ts';

/** Reports what is wrong with the arguments of a module. */
export function checkModule(symbol: ModuleSymbol, body: syntax.ObjectNode, scope: TypeScope): void {
  const template = templateOfModule(symbol, scope.env.unit);
  if (!isUnavailable(template)) checkArguments(symbol, body, template, scope);
}

function checkArguments(symbol: ModuleSymbol, body: syntax.ObjectNode, template: Template, scope: TypeScope): void {
  const written = memberValue(body, 'params');
  if (written && written.kind !== 'object') return;
  const given = new Map<string, syntax.PropertyMember>();
  for (const member of written?.members ?? []) {
    if (member.kind !== 'member') return;
    const name = keyText(member.key);
    if (name === undefined)
      scope.file.complain(
        'BCP040: String interpolation is not supported for keys on objects of type "params".',
        member.key.span,
      );
    else given.set(name, member);
  }
  const declared = [...template.parameters.values()];
  const missing = declared.filter((parameter) => isRequired(parameter, template) && !given.has(parameter.name));
  if (missing.length > 0 && !body.members.some(({ kind }) => kind === 'spread')) {
    const names = missing.map(({ name }) => `'${name}'`).join(', ');
    scope.file.complain(
      `BCP035: The specified "params" of module '${symbol.name}' lacks the following required properties: ${names}.`,
      symbol.statement.name.span,
    );
  }
  for (const [name, member] of given) checkArgument(name, member, symbol, template, scope);
}

function isRequired({ defaultValue, schema }: ParameterDeclaration, { definitions }: Template): boolean {
  return defaultValue === undefined && !acceptsNull(schema, definitions);
}

function checkArgument(
  name: string,
  { key, value }: syntax.PropertyMember,
  symbol: ModuleSymbol,
  template: Template,
  scope: TypeScope,
): void {
  const declared = template.parameters.get(name.toLowerCase());
  // Another spelling is reported where the arguments are lowered.
  if (!declared)
    scope.file.complain(`BCP037: The property "${name}" is not allowed on objects of type "params".`, key.span);
  if (declared?.name !== name) return;
  const type = typeOf(value, scope);
  if (type.kind === 'object' && takesResource(name, symbol, scope)) return;
  const target = typeOfSchema(declared.schema, template.definitions);
  if (type.kind === 'null' && (declared.defaultValue || isNullable(target))) return;
  const given = { type, node: value, span: value.span, what: `Parameter '${name}' of the module` };
  assign(given, target, scope.file);
}

/** Whether a parameter is declared as a resource, which templates call a string. */
function takesResource(name: string, { statement }: ModuleSymbol, { env: { unit } }: TypeScope): boolean {
  const ref = unit.program.locate(statement.reference, unit.model.ref);
  const model = isUnavailable(ref) || !ref.path.endsWith('.bicep') ? undefined : unit.program.model(ref);
  const parameter = model && !isUnavailable(model) ? model.symbols.get(name) : undefined;
  return parameter?.kind === 'parameter' && parameter.statement.type.kind === 'type-resource';
}
