import { keyText } from '../semantics/bind.ts';
import { calledFunction } from '../semantics/called-function.ts';
import {
  type ForeignSymbol,
  fileEnv,
  foreignSymbol,
  importSource,
  unitOfOther,
} from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import type { ModelSymbol, ResourceSymbol, VariableSymbol } from '../semantics/model.ts';
import type * as syntax from '../syntax/tree.ts';
import { indexType, propertyType } from './access.ts';
import { builtInCallType, checkArgument, checkLambda, lambdaLocals, takesLambda, userCallType } from './calls.ts';
import { loopLocals } from './loops.ts';
import { moduleType } from './modules.ts';
import { binaryType, checkCondition, conditionalType, isNot, unaryType } from './operators.ts';
import { typeOfSchema } from './schema.ts';
import { declaredType, knownType, literalType, symbolOf, type TypeScope, withTypes } from './scope.ts';
import {
  anyType,
  arrayOf,
  closedObject,
  describe,
  itemOf,
  mayBeLiteral,
  membersOf,
  type ObjectType,
  type Property,
  stringType,
  type Type,
  unionOf,
  withoutNull,
} from './type.ts';

/** Beyond this, nothing is known: it protects the stack. */
const maxDepth = 400;

/** The type of an expression. What is wrong in it is reported once. */
export function typeOf(node: syntax.Expression, scope: TypeScope): Type {
  const { file } = scope;
  const found = literalType(node) ?? file.known.get(node);
  if (found) return found;
  if (file.depth >= maxDepth) return anyType;
  // Of what depends on itself, nothing is known.
  file.known.set(node, anyType);
  file.depth += 1;
  const type = infer(node, scope);
  file.depth -= 1;
  file.known.set(node, type);
  return type;
}

/** The type of an expression that decides whether something is there. Reports if it can be no condition. */
export function conditionTypeOf(node: syntax.Expression, scope: TypeScope): Type {
  return checkCondition(node, typeOf(node, scope), scope.file);
}

/** The names within a loop. Reports if it goes over something else than an array. */
export function loopScope(loop: syntax.ForNode, scope: TypeScope): TypeScope {
  return withTypes(scope, loopLocals(loop, typeOf(loop.source, scope), scope.file));
}

/** The type of an expression, worked out from those of its parts. */
function infer(node: syntax.Expression, scope: TypeScope): Type {
  const { file } = scope;
  switch (node.kind) {
    case 'string':
    case 'integer':
    case 'boolean':
    case 'null':
      return knownType(node, file);
    case 'interpolation':
      return interpolationType(node, scope);
    case 'object':
      return literalObjectType(node, scope);
    case 'array':
      return literalArrayType(node, scope);
    case 'for':
      return loopType(node, scope);
    case 'name':
      return nameType(node.name, scope);
    case 'call':
    case 'method-call':
      return callType(node, scope);
    case 'property':
      return wildcardType(node, scope) ?? propertyType(node, typeOf(node.target, scope), file);
    case 'index':
      return indexType(node, typeOf(node.target, scope), typeOf(node.index, scope), file);
    case 'nested-resource':
      return nestedType(node, scope);
    case 'non-null':
      return withoutNull(typeOf(node.target, scope));
    case 'parenthesized':
      return typeOf(node.inner, scope);
    case 'unary':
      return unaryType(node, typeOf(node.operand, scope), file);
    case 'binary':
      return binaryType(node, typeOf(node.left, scope), typeOf(node.right, scope), file);
    case 'conditional': {
      const [condition, whenTrue, whenFalse] = [
        conditionTypeOf(node.condition, scope),
        typeOf(node.whenTrue, scope),
        typeOf(node.whenFalse, scope),
      ];
      return conditionalType(condition, whenTrue, whenFalse);
    }
    case 'lambda': {
      const locals = node.parameters.map(({ name }) => [name, anyType] as const);
      typeOf(node.body, withTypes(scope, locals));
      return anyType;
    }
    case 'error':
      return anyType;
  }
}

/** `f(a)`, `namespace.f(a)`, `resource.f(a)`. */
function callType(node: syntax.CallNode | syntax.MethodCallNode, scope: TypeScope): Type {
  const called = calledFunction(node, scope.env);
  if (called.kind === 'built-in') return builtInType(node, scope);
  const types = node.args.map((arg) => typeOf(arg, scope));
  if (node.kind === 'method-call') typeOf(node.target, scope);
  return called.kind === 'user' ? userCallType(node, called.function, types, scope) : anyType;
}

function builtInType(node: syntax.CallNode | syntax.MethodCallNode, scope: TypeScope): Type {
  const { name } = node.name;
  const [first] = node.args;
  if (name === 'any' && first) {
    typeOf(first, scope);
    return anyType;
  }
  // It is only given a name.
  if (name === 'nameof') return { kind: 'string', folded: true };
  const types: Type[] = [];
  let lambdaCount = 0;
  for (const [index, arg] of node.args.entries()) {
    if (arg.kind === 'lambda' && takesLambda(node, index)) {
      const result = typeOf(arg.body, withTypes(scope, lambdaLocals(arg, name, types[0] ?? anyType)));
      checkLambda(arg, name, lambdaCount, result, scope.file);
      types.push(result);
      lambdaCount += 1;
    } else {
      const type = typeOf(arg, scope);
      types.push(type);
      checkArgument(node, index, type, scope.file);
    }
  }
  return builtInCallType(node, types, scope);
}

/** The compiler puts literals together, but takes no other text for one. */
function interpolationType({ parts }: syntax.InterpolationNode, scope: TypeScope): Type {
  const types = parts.map((part) => typeOf(part, scope));
  return types.every(mayBeLiteral) ? { ...stringType, folded: true } : { ...stringType, strict: true };
}

function literalObjectType({ members }: syntax.ObjectNode, scope: TypeScope): Type {
  const properties = new Map<string, Property>();
  let others: ObjectType['others'] = 'none';
  for (const member of members) {
    if (member.kind === 'spread') {
      const spread = typeOf(member.value, scope);
      if (isNot(spread, 'object', 'tagged')) refuseSpread(member, spread, 'object', scope);
      if (spread.kind === 'object') {
        for (const [name, property] of spread.properties) spreadProperty(properties, name, property);
        if (spread.others === 'none') continue;
        // What is not known may take the place of what was there before.
        for (const name of properties.keys()) if (!spread.properties.has(name)) properties.delete(name);
      } else properties.clear();
      others = 'unknown';
    } else if (member.kind === 'member') {
      const { key, value } = member;
      const name = keyText(key);
      const type = typeOf(value, scope);
      if (name !== undefined) properties.set(name, { type: () => type, required: true });
      else {
        if (key.kind === 'interpolation') typeOf(key, scope);
        others = 'unknown';
      }
    } else if (member.kind === 'error') others = 'unknown';
  }
  return { kind: 'object', properties, others };
}

/** A property that may be missing in a part leaves what was there before. */
function spreadProperty(properties: Map<string, Property>, name: string, property: Property): void {
  const before = properties.get(name);
  if (!before || property.required) properties.set(name, property);
  else properties.set(name, { type: () => unionOf([before.type(), property.type()]), required: before.required });
}

function literalArrayType({ items }: syntax.ArrayNode, scope: TypeScope): Type {
  const types = items.map((item) => {
    if (item.kind !== 'spread') return typeOf(item, scope);
    const spread = typeOf(item.value, scope);
    if (isNot(spread, 'array', 'tuple')) refuseSpread(item, spread, 'array', scope);
    return spread;
  });
  if (items.every((item) => item.kind !== 'spread')) {
    return { kind: 'tuple', items: types.map((type) => () => type) };
  }
  return arrayOf(unionOf(types.map((type, index) => (items[index]?.kind === 'spread' ? spreadItem(type) : type))));
}

function refuseSpread({ value }: syntax.SpreadNode, type: Type, wanted: string, { file }: TypeScope): void {
  file.complain(
    `BCP402: The spread operator "..." can only be used in this context for an expression assignable to type "${wanted}", not "${describe(type)}".`,
    value.span,
  );
}

function spreadItem(type: Type): Type {
  const [only, ...more] = membersOf(withoutNull(type)) ?? [];
  if (more.length > 0 || (only?.kind !== 'array' && only?.kind !== 'tuple')) return anyType;
  return only.kind === 'tuple' && only.items.length === 0 ? anyType : itemOf(only);
}

function loopType(node: syntax.ForNode, scope: TypeScope): Type {
  const { body } = node;
  const inner = loopScope(node, scope);
  if (body.kind !== 'if') return arrayOf(typeOf(body, inner));
  conditionTypeOf(body.condition, inner);
  return arrayOf(typeOf(body.body, inner));
}

/** What the compiler knows of every resource of Azure; what else there is depends on its type. */
const resourceType: Type = {
  ...closedObject({
    id: stringType,
    name: stringType,
    type: stringType,
    apiVersion: stringType,
    location: stringType,
    kind: stringType,
  }),
  others: 'unknown',
};

function typeOfResource({ extension, loop }: ResourceSymbol): Type {
  const type = extension === undefined ? resourceType : anyType;
  return loop ? arrayOf(type) : type;
}

/** `resource::nested`; of one in a loop, nothing is known. */
function nestedType(node: syntax.NestedResourceAccess, scope: TypeScope): Type {
  const symbol = nestedSymbol(node, scope);
  if (!symbol) typeOf(node.target, scope);
  return symbol ? typeOfResource(symbol) : anyType;
}

function nestedSymbol(node: syntax.Expression, scope: TypeScope): ResourceSymbol | undefined {
  if (node.kind === 'nested-resource') return nestedSymbol(node.target, scope)?.nested.get(node.name.name);
  const symbol = node.kind === 'name' ? symbolOf(node.name, scope) : undefined;
  return symbol?.kind === 'resource' ? symbol : undefined;
}

function nameType(name: string, scope: TypeScope): Type {
  const local = scope.locals.get(name);
  if (local) return local;
  const symbol = symbolOf(name, scope);
  return symbol && symbol.kind !== 'local' ? symbolType(symbol, scope) : anyType;
}

function symbolType(symbol: ModelSymbol, scope: TypeScope): Type {
  const { env, file } = scope;
  const { parameters, definitions } = file.schemas;
  switch (symbol.kind) {
    case 'parameter': {
      const declared = parameters.get(symbol.name.toLowerCase());
      return declared ? typeOfSchema(declared.schema, definitions) : anyType;
    }
    case 'variable':
      return variableType(symbol, { ...scope, env: fileEnv(env.unit), locals: new Map() });
    case 'imported': {
      const foreign = foreignSymbol(symbol, env);
      return isUnavailable(foreign) ? anyType : foreignVariableType(foreign, scope);
    }
    case 'resource':
      return typeOfResource(symbol);
    case 'module': {
      const type = moduleType(symbol, env.unit);
      return symbol.loop ? arrayOf(type) : type;
    }
    default:
      return anyType;
  }
}

function variableType({ statement }: VariableSymbol, scope: TypeScope): Type {
  if (statement.kind !== 'variable' || !statement.type) return typeOf(statement.value, scope);
  return declaredType(statement.type, scope.file);
}

/** The type of a variable of another file; of one in JSON, nothing is known. */
function foreignVariableType({ source, name }: ForeignSymbol, scope: TypeScope): Type {
  const symbol = source.kind === 'bicep' ? source.model.symbols.get(name) : undefined;
  if (source.kind !== 'bicep' || symbol?.kind !== 'variable') return anyType;
  const env = fileEnv(unitOfOther(scope.env.unit, source.model));
  return variableType(symbol, { ...scope, env, locals: new Map() });
}

/** A variable of a wildcard import. */
function wildcardType({ target, name }: syntax.PropertyAccess, scope: TypeScope): Type | undefined {
  const symbol = target.kind === 'name' ? symbolOf(target.name, scope) : undefined;
  if (symbol?.kind !== 'wildcard') return undefined;
  const source = importSource(symbol, scope.env.unit.model, scope.env.unit.program);
  return isUnavailable(source) ? anyType : foreignVariableType({ source, name: name.name }, scope);
}
