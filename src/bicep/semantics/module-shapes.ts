import type * as syntax from '../syntax/tree.ts';
import { keyText } from './bind.ts';
import { bindingsOfLambda } from './bindings.ts';
import { calledFunction } from './called-function.ts';
import { type Env, fileEnv, lookup, withLocals } from './compilation-unit.ts';
import {
  arrayOf,
  itemOf,
  joined,
  memberOf,
  moduleShape,
  nullable,
  objectFull,
  type Shape,
  withoutNull,
} from './shape.ts';

export type { Shape } from './shape.ts';

/** By expression: each stands at one place, and variables may use each other many times. */
const known = new WeakMap<syntax.Expression, { readonly shape: Shape | undefined }>();

/**
 * Where there are modules in a value. The compiler decides by the type of `m` whether `m.outputs.x` is the value of an
 * output, so that this follows what it knows of types: not what `any()`, `union()` or `items()` give.
 */
export function shapeOf(node: syntax.Expression, env: Env): Shape | undefined {
  const found = known.get(node);
  if (found) return found.shape;
  // What needs itself has no shape.
  known.set(node, { shape: undefined });
  const shape = infer(node, env);
  known.set(node, { shape });
  return shape;
}

/** The shapes of what a function calls a lambda with. */
export function lambdaShapes(
  name: string,
  [first]: readonly syntax.Expression[],
  env: Env,
): readonly (Shape | undefined)[] {
  if (first === undefined || first.kind === 'lambda') return [];
  if (name === 'mapValues') return [memberOf(shapeOf(first, env))];
  const item = itemOf(shapeOf(first, env));
  if (name === 'reduce') return [undefined, item];
  return name === 'sort' ? [item, item] : [item];
}

function infer(node: syntax.Expression, env: Env): Shape | undefined {
  switch (node.kind) {
    case 'name':
      return ofName(node.name, env);
    case 'parenthesized':
      return shapeOf(node.inner, env);
    case 'non-null':
      return withoutNull(shapeOf(node.target, env));
    case 'conditional':
      return joined([shapeOf(node.whenTrue, env), shapeOf(node.whenFalse, env)]);
    case 'binary':
      if (node.operator !== '??') return undefined;
      return joined([withoutNull(shapeOf(node.left, env)), shapeOf(node.right, env)]);
    case 'array':
      return ofArray(node, env);
    case 'object':
      return ofObject(node, env);
    case 'property':
      return memberNamed(shapeOf(node.target, env), node.name.name);
    case 'index':
      return ofIndex(node, env);
    case 'call':
    case 'method-call':
      return calledFunction(node, env).kind === 'built-in' ? ofCall(node.name.name, node.args, env) : undefined;
    default:
      return undefined;
  }
}

function ofName(name: string, env: Env): Shape | undefined {
  const symbol = lookup(name, env);
  switch (symbol?.kind) {
    case 'module':
      return symbol.loop ? arrayOf(moduleShape) : moduleShape;
    case 'variable':
      return env.unit.isInlined(name) ? shapeOf(symbol.statement.value, fileEnv(env.unit)) : undefined;
    case 'local':
      return symbol.value.kind === 'lambda-variable' ? symbol.value.shape : undefined;
    default:
      return undefined;
  }
}

function ofArray({ items }: syntax.ArrayNode, env: Env): Shape | undefined {
  const shapes = items.map((item) => (item.kind === 'spread' ? itemOf(shapeOf(item.value, env)) : shapeOf(item, env)));
  if (items.some(({ kind }) => kind === 'spread')) return arrayOf(joined(shapes));
  return shapes.some(Boolean) ? { kind: 'tuple', items: shapes } : undefined;
}

function ofObject({ members: written }: syntax.ObjectNode, env: Env): Shape | undefined {
  const members = new Map<string, Shape>();
  for (const member of written) {
    if (member.kind === 'spread') {
      const spread = shapeOf(member.value, env);
      if (spread?.kind === 'object') for (const [name, shape] of spread.members) members.set(name, shape);
    } else if (member.kind === 'member') {
      const [name, shape] = [keyText(member.key), shapeOf(member.value, env)];
      if (name !== undefined && shape) members.set(name, shape);
    }
  }
  return members.size === 0 ? undefined : { kind: 'object', members, others: undefined };
}

function memberNamed(shape: Shape | undefined, name: string): Shape | undefined {
  return shape?.kind === 'object' ? (shape.members.get(name) ?? shape.others) : undefined;
}

function ofIndex({ target, index, fromEnd }: syntax.IndexAccess, env: Env): Shape | undefined {
  const shape = shapeOf(target, env);
  if (index.kind === 'string') return memberNamed(shape, index.value);
  if (shape?.kind !== 'tuple' || index.kind !== 'integer') return itemOf(shape);
  const position = Number(index.value);
  return shape.items.at(fromEnd ? -position : position);
}

function ofCall(name: string, args: readonly syntax.Expression[], env: Env): Shape | undefined {
  const [first, second, third] = args;
  const source = first && first.kind !== 'lambda' ? shapeOf(first, env) : undefined;
  switch (name) {
    case 'first':
    case 'last':
      return source?.kind === 'tuple' ? source.items.at(name === 'first' ? 0 : -1) : nullable(itemOf(source));
    case 'skip':
    case 'take':
    case 'filter':
    case 'sort':
      return arrayOf(itemOf(source));
    case 'concat':
      return arrayOf(joined(args.map((arg) => itemOf(shapeOf(arg, env)))));
    case 'flatten':
      return arrayOf(itemOf(itemOf(source)));
    case 'map':
      return arrayOf(ofBody(second, name, args, env));
    case 'mapValues':
      return objectFull(ofBody(second, name, args, env));
    case 'toObject':
      return objectFull(third ? ofBody(third, name, args, env) : itemOf(source));
    case 'groupBy':
      return objectFull(arrayOf(itemOf(source)));
    default:
      return undefined;
  }
}

/** What a lambda gives. */
function ofBody(
  lambda: syntax.Expression | undefined,
  name: string,
  args: readonly syntax.Expression[],
  env: Env,
): Shape | undefined {
  if (lambda?.kind !== 'lambda') return undefined;
  const inner = withLocals(env, bindingsOfLambda(lambda.parameters, lambdaShapes(name, args, env)));
  return shapeOf(lambda.body, inner);
}
