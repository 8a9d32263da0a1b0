import { isSecure } from '../../arm/evaluate/secrets.ts';
import { decoratorArgs } from '../language/decorators.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typePartsOf, walk } from '../syntax/visit.ts';
import { memberValue } from './bind.ts';
import { type Program, templateOfModule } from './compilation-unit.ts';
import { isUnavailable } from './host.ts';
import type { Model, ModuleSymbol } from './model.ts';

/** Whether the compiler writes the template of a file with symbolic names, because something in it needs them. */
export function needsSymbolicNames(model: Model, program: Program): boolean {
  const { tree, resources, modules, outputs } = model;
  return (
    tree.statements.some(isNewStatement) ||
    modules.some(({ body }) => body !== undefined && !memberValue(body, 'name')) ||
    resources.some(isNewResource) ||
    outputs.some(({ decorators }) => decoratorArgs(decorators, 'secure') !== undefined) ||
    modules.some((module) => hasSecureOutputs(module, model, program)) ||
    usesWholeLoops(model)
  );
}

function isNewStatement(statement: syntax.Statement): boolean {
  switch (statement.kind) {
    case 'type':
    case 'function':
    case 'import':
    case 'extension':
      return true;
    case 'variable':
      return statement.type !== undefined;
    case 'parameter':
    case 'output':
      return isNewType(statement.type);
    default:
      return false;
  }
}

const newTypes: ReadonlySet<TypeNode['kind']> = new Set([
  'type-object',
  'type-array',
  'type-tuple',
  'type-union',
  'type-nullable',
]);

function isNewType(type: TypeNode): boolean {
  return newTypes.has(type.kind) || typePartsOf(type).some(isNewType);
}

function isNewResource({ statement, body, extension }: Model['resources'][number]): boolean {
  if (extension !== undefined || decoratorArgs(statement.decorators, 'onlyIfNotExists') !== undefined) return true;
  return statement.existing && memberValue(body, 'dependsOn') !== undefined;
}

function hasSecureOutputs(module: ModuleSymbol, model: Model, program: Program): boolean {
  const template = templateOfModule(module, { model, program });
  return !isUnavailable(template) && [...template.outputs.values()].some(({ schema }) => isSecure(schema));
}

/** Whether all of a loop of resources or modules are used at once. */
function usesWholeLoops({ tree, resources, modules }: Model): boolean {
  const loops = new Set([...resources, ...modules].flatMap(({ name, loop }) => (loop ? [name] : [])));
  if (loops.size === 0) return false;
  return tree.statements.some((statement) => {
    const isValued = 'value' in statement && statement.kind !== 'type';
    return isValued && mentionsWhole(statement.value, loops);
  });
}

function mentionsWhole(value: syntax.Expression | syntax.IfNode, loops: ReadonlySet<string>): boolean {
  let found = false;
  walk(value, (node, bound) => {
    if (node.kind === 'object') {
      found ||= node.members.some((member) => member.kind !== 'error' && mentionsInMember(member, loops));
      return false;
    }
    if (node.kind === 'index' && node.target.kind === 'name') {
      found ||= mentionsWhole(node.index, loops);
      return false;
    }
    found ||= node.kind === 'name' && loops.has(node.name) && !bound.has(node.name);
    return !found;
  });
  return found;
}

/** Explicit dependencies may name a whole loop in any template. */
function mentionsInMember(member: Exclude<syntax.ObjectMember, syntax.ErrorNode>, loops: ReadonlySet<string>): boolean {
  if (member.kind === 'member' && member.key.kind === 'identifier' && member.key.name === 'dependsOn') return false;
  return mentionsWhole(member.value, loops);
}
