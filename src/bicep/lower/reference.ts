import { isSecure } from '../../arm/evaluate/secrets.ts';
import type { Template } from '../../arm/template.ts';
import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../semantics/bind.ts';
import type { Env } from '../semantics/compilation-unit.ts';
import { deploymentVersion, idOf } from '../semantics/deployment-scope.ts';
import { isUnavailable } from '../semantics/host.ts';
import {
  type Denoted,
  type DenotedModule,
  type DenotedResource,
  declarationEnv,
  ownName,
} from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';

/** Properties of which the template knows the value. */
export function knownProperty(denoted: Denoted, name: string, span: Span): Expr | undefined {
  if (denoted.kind === 'module') return name === 'name' ? ownName(denoted, span) : undefined;
  const { symbol } = denoted;
  if (symbol.extension !== undefined) return undefined;
  switch (name) {
    case 'id':
      return idOf(denoted, span);
    case 'name':
      return ownName(denoted, span);
    case 'type':
      return build.text(symbol.type, span);
    case 'apiVersion':
      return build.text(symbol.apiVersion ?? '', span);
    default:
      return undefined;
  }
}

/** The symbolic name, of one iteration if it has a loop. */
export function symbolicName({ symbol, index }: Denoted, span: Span): Expr {
  if (!index || !symbol.loop) return build.text(symbol.symbol, span);
  return build.call('format', [build.text(`${symbol.symbol}[{0}]`, span), index], span);
}

/** What the service answers about a resource or module: its properties, or all of it. */
export function referenceTo(denoted: Denoted, full: boolean, span: Span): Expr {
  const { unit } = denoted.env;
  const whole = denoted.kind === 'resource' && full ? [build.text('full', span)] : [];
  if (denoted.isCollection) {
    return build.call('references', [build.text(denoted.symbol.symbol, span), ...whole], span);
  }
  const target = unit.symbolic ? symbolicName(denoted, span) : idOf(denoted, span);
  const foreign = denoted.kind === 'resource' && denoted.symbol.extension !== undefined;
  if (foreign) return build.call('reference', [target], span);
  const version = denoted.kind === 'module' ? deploymentVersion : (denoted.symbol.apiVersion ?? '');
  const versioned = !unit.symbolic || whole.length > 0 ? [build.text(version, span)] : [];
  return build.call('reference', [target, ...versioned, ...whole], span);
}

/** A safe access to something that may not be deployed is null then. */
export function conditional({ symbol, env }: Denoted, value: Expr, span: Span): Expr {
  if (!symbol.condition) return value;
  // The compiler knows which iteration is meant only if the name says it; else it takes that of the loop around.
  const within = isNamedByLoop(symbol) ? env : declarationEnv(symbol, undefined, env.unit);
  return build.call('if', [env.unit.lower.expr(symbol.condition, within), value, build.call('null', [], span)], span);
}

function isNamedByLoop({ loop, body }: Denoted['symbol']): boolean {
  const name = memberValue(body, 'name');
  if (!loop || !name) return !loop;
  const locals = new Set([loop.item.name, loop.index?.name]);
  let found = false;
  walk(name, (node, bound) => {
    found ||= node.kind === 'name' && locals.has(node.name) && !bound.has(node.name);
    return !found;
  });
  return found;
}

/** `res.listKeys()`: without arguments, the version is that of the resource. */
export function listCall(denoted: DenotedResource, { name, args, span }: syntax.MethodCallNode, env: Env): Expr {
  const { unit } = denoted.env;
  const target = unit.symbolic ? symbolicName(denoted, span) : idOf(denoted, span);
  const version = build.text(denoted.symbol.apiVersion ?? '', span);
  const given = args.length > 0 ? args.map((arg) => unit.lower.expr(arg, env)) : [version];
  return build.call(name.name, [target, ...given], span, name.span);
}

/** The template of a module, if it can be had. */
export function templateOf({ symbol, env: { unit } }: Pick<DenotedModule, 'symbol' | 'env'>): Template | undefined {
  const ref = unit.program.locate(symbol.statement.reference, unit.model.ref);
  const template = isUnavailable(ref) ? ref : unit.program.template(ref);
  return isUnavailable(template) ? undefined : template;
}

/** A secure output is asked for by another function; undefined if the output is not secure. */
export function moduleOutput(
  denoted: Denoted,
  outputs: syntax.PropertyAccess,
  node: syntax.PropertyAccess | syntax.IndexAccess,
): Expr | undefined {
  if (denoted.kind !== 'module' || denoted.isCollection) return undefined;
  const name = node.kind === 'property' ? node.name.name : undefined;
  const template = templateOf(denoted);
  if (!template) return undefined;
  const all = [...template.outputs.values()];
  const asked = name === undefined ? all : all.filter((output) => output.name === name);
  if (!asked.some(({ schema }) => isSecure(schema))) return undefined;
  const { span } = node;
  const target = symbolicName(denoted, span);
  const listed = build.call('listOutputsWithSecureValues', [target, build.text(deploymentVersion, span)], span);
  const told = outputs.safe ? conditional(denoted, listed, span) : listed;
  if (node.kind === 'index') return build.item(told, denoted.env.unit.lower.expr(node.index, denoted.env), span);
  const { name: key } = node;
  const isSafe = node.safe || (outputs.safe && denoted.symbol.condition !== undefined);
  return isSafe
    ? build.call('tryGet', [told, build.text(key.name, key.span)], span)
    : build.property(told, key.name, span, key.span);
}
