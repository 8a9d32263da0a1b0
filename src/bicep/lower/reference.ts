import { isSecure } from '../../arm/evaluate/secrets.ts';
import type { Template } from '../../arm/template.ts';
import * as build from '../../expr/build.ts';
import type { Span } from '../../text/source.ts';
import { memberValue } from '../semantics/bind.ts';
import { type Env, templateOfModule } from '../semantics/compilation-unit.ts';
import { isUnavailable } from '../semantics/host.ts';
import {
  declarationEnv,
  type Resolved,
  type ResolvedModule,
  type ResolvedResource,
} from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import * as draft from './draft.ts';
import { deploymentVersion, idOf } from './ids.ts';
import { indexOf, ownName } from './names.ts';

/** Properties of which the template knows the value. */
export function knownProperty(resolved: Resolved, name: string, span: Span): draft.Draft | undefined {
  if (resolved.kind === 'module') return name === 'name' ? ownName(resolved, span) : undefined;
  const { symbol } = resolved;
  if (symbol.extension !== undefined) return undefined;
  switch (name) {
    case 'id':
      return idOf(resolved, span);
    case 'name':
      return ownName(resolved, span);
    case 'type':
      return draft.beside(indexOf(resolved), build.text(symbol.type, span));
    case 'apiVersion':
      return draft.beside(indexOf(resolved), build.text(symbol.apiVersion ?? '', span));
    default:
      return undefined;
  }
}

/** The symbolic name, of one iteration if it has a loop. */
export function symbolicName(resolved: Resolved, span: Span): draft.Draft {
  const { symbol } = resolved;
  const index = indexOf(resolved);
  if (!index || !symbol.loop) return draft.beside(index, build.text(symbol.symbol, span));
  return draft.call('format', [build.text(`${symbol.symbol}[{0}]`, span), index], span);
}

/** What the service answers about a resource or module: its properties, or all of it. */
export function referenceTo(resolved: Resolved, full: boolean, span: Span): draft.Draft {
  const { unit } = resolved.env;
  const whole = resolved.kind === 'resource' && full ? [build.text('full', span)] : [];
  if (resolved.isCollection) {
    return build.call('references', [build.text(resolved.symbol.symbol, span), ...whole], span);
  }
  const target = unit.symbolic ? symbolicName(resolved, span) : idOf(resolved, span);
  const foreign = resolved.kind === 'resource' && resolved.symbol.extension !== undefined;
  if (foreign) return draft.call('reference', [target], span);
  const version = resolved.kind === 'module' ? deploymentVersion : (resolved.symbol.apiVersion ?? '');
  const versioned = !unit.symbolic || whole.length > 0 ? [build.text(version, span)] : [];
  return draft.call('reference', [target, ...versioned, ...whole], span);
}

/** A safe access to something that may not be deployed is null then. */
export function conditional({ symbol, env }: Resolved, value: draft.Draft, span: Span): draft.Draft {
  if (!symbol.condition) return value;
  // The compiler knows which iteration is meant only if the name says it; else it takes that of the loop around.
  const within = isNamedByLoop(symbol) ? env : declarationEnv(symbol, undefined, env.unit);
  return draft.call('if', [draft.pending(symbol.condition, within), value, build.call('null', [], span)], span);
}

function isNamedByLoop({ loop, body }: Resolved['symbol']): boolean {
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
export function listCall(
  resolved: ResolvedResource,
  { name, args, span }: syntax.MethodCallNode,
  env: Env,
): draft.Draft {
  const target = resolved.env.unit.symbolic ? symbolicName(resolved, span) : idOf(resolved, span);
  const version = build.text(resolved.symbol.apiVersion ?? '', span);
  const given = args.length > 0 ? args.map((arg) => draft.pending(arg, env)) : [version];
  return draft.call(name.name, [target, ...given], span, name.span);
}

/** The template of a module, if it can be had. */
export function templateOf({ symbol, env }: ResolvedModule): Template | undefined {
  const template = templateOfModule(symbol, env.unit);
  return isUnavailable(template) ? undefined : template;
}

/** A secure output is asked for by another function; undefined if the output is not secure. */
export function moduleOutput(
  resolved: Resolved,
  outputs: syntax.PropertyAccess,
  node: syntax.PropertyAccess | syntax.IndexAccess,
): draft.Draft | undefined {
  if (resolved.kind !== 'module' || resolved.isCollection) return undefined;
  const name = node.kind === 'property' ? node.name.name : undefined;
  const template = templateOf(resolved);
  if (!template) return undefined;
  const all = [...template.outputs.values()];
  const asked = name === undefined ? all : all.filter((output) => output.name === name);
  if (!asked.some(({ schema }) => isSecure(schema))) return undefined;
  const { span } = node;
  const target = symbolicName(resolved, span);
  const listed = draft.call('listOutputsWithSecureValues', [target, build.text(deploymentVersion, span)], span);
  const given = outputs.safe ? conditional(resolved, listed, span) : listed;
  if (node.kind === 'index') return draft.item(given, draft.pending(node.index, resolved.env), span);
  const { name: key } = node;
  const isSafe = node.safe || (outputs.safe && resolved.symbol.condition !== undefined);
  return isSafe
    ? draft.call('tryGet', [given, build.text(key.name, key.span)], span)
    : draft.property(given, key.name, span, key.span);
}
