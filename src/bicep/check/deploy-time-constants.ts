import { keyText, memberValue } from '../semantics/bind.ts';
import { fileEnv } from '../semantics/compilation-unit.ts';
import { writtenTexts } from '../semantics/constant-values.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { declarationEnv, possibleResources } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import { asks, type StartKnowledge, startKnowledge, type Tell, writtenProperties } from './deploy-time-knowledge.ts';
import { type CheckEnv, type CheckScope, type CheckUnit, drop, refuse } from './findings.ts';

/**
 * Reports values that are only known once something is deployed where one is needed before: in the name of a resource
 * and whatever else identifies it, in conditions, in what loops go through, and in what the service is asked for.
 */
export function checkStartValues(model: Model, unit: CheckUnit): void {
  const known = startKnowledge(unit);
  const isOpen = model.resources.some((symbol) => known.openIdentifiers(symbol).size > 0);
  for (const symbol of [...model.resources, ...model.modules]) {
    if (!model.cyclic.has(symbol)) checkDeclaration(symbol, known, unit);
    if (isOpen && symbol.body) checkExisting(symbol.body, known, declarationEnv(symbol, undefined, unit));
  }
  const env = fileEnv(unit);
  for (const statement of model.tree.statements) {
    if (statement.kind === 'function') checkFunction(statement, known, env);
    if (statement.kind !== 'variable' && statement.kind !== 'output') continue;
    checkWithin(statement.value, known, env);
    if (isOpen) checkExisting(statement.value, known, env);
    if (statement.kind === 'variable' && statement.value.kind === 'for') checkItems(statement.value, known, env);
  }
}

/** A variable that is made by a loop cannot take the places of its uses. */
function checkItems(loop: syntax.ForNode, known: StartKnowledge, env: CheckEnv): void {
  if (loop.body.kind === 'if') return;
  const tell = refusing('BCP182: This expression is being used in the for-body of a variable', env);
  known.find(loop.body, { env, bound: localsOf(loop) }, false, (node, what) => {
    tell(node, what);
    drop(loop, env);
  });
}

const inLoop = 'BCP178: This expression is being used in the for-expression';

function inProperty(name: string): string {
  return `BCP120: This expression is being used in an assignment to the "${name}" property`;
}

function refusing(subject: string, env: CheckEnv): Tell {
  return (node, { part, variable }) => {
    const what = variable === undefined ? part : `${part}, which variable '${variable}' uses,`;
    const needs = 'which requires a value that can be calculated at the start of the deployment';
    refuse(node, `${subject}, ${needs}. The value of ${what} cannot be calculated at the start.`, env);
  };
}

function localsOf(loop: syntax.ForNode): ReadonlySet<string> {
  return new Set([loop.item.name, ...(loop.index ? [loop.index.name] : [])]);
}

/** Members of a resource's body that the service has to know before it deploys anything. */
const membersOfResources: ReadonlySet<string> = new Set([
  'name',
  'scope',
  'parent',
  'location',
  'kind',
  'managedBy',
  'managedByExtended',
  'extendedLocation',
  'zones',
  'plan',
  'identity',
]);

const membersOfTracked: ReadonlySet<string> = new Set([...membersOfResources, 'tags']);

const membersOfModules: ReadonlySet<string> = new Set(['name', 'scope', 'identity']);

/** Members whose values are other resources. */
const places: ReadonlySet<string> = new Set(['scope', 'parent']);

const noLocals: ReadonlySet<string> = new Set();

function checkDeclaration(symbol: ResourceSymbol | ModuleSymbol, known: StartKnowledge, unit: CheckUnit): void {
  const { body, condition, loop } = symbol;
  const env = declarationEnv(symbol, undefined, unit);
  // Resources that exist are not deployed, so that these values may come later.
  if (symbol.kind === 'resource' && symbol.statement.existing) return;
  const members = earlyMembers(symbol);
  if (loop) known.find(loop.source, { env, bound: noLocals }, false, refusing(inLoop, env));
  if (condition)
    known.find(
      condition,
      { env, bound: noLocals },
      false,
      refusing('BCP177: This expression is being used in the if-condition expression', env),
    );
  for (const member of body?.members ?? []) {
    const name = member.kind === 'member' ? keyText(member.key) : undefined;
    if (member.kind !== 'member' || name === undefined || !members.has(name)) continue;
    known.find(member.value, { env, bound: noLocals }, places.has(name), refusing(inProperty(name), env));
  }
  if (body) checkWithin(body, known, env);
}

function earlyMembers(symbol: ResourceSymbol | ModuleSymbol): ReadonlySet<string> {
  if (symbol.kind === 'module') return membersOfModules;
  if (symbol.extension !== undefined) return noLocals;
  // Only what has a place of its own is certain to have tags.
  const isTracked = symbol.type.split('/').length === 2 && memberValue(symbol.body, 'location') !== undefined;
  return isTracked ? membersOfTracked : membersOfResources;
}

/** What is needed early wherever it stands: what loops go through, and the arguments of what asks the service. */
function checkWithin(value: syntax.Expression, known: StartKnowledge, env: CheckEnv): void {
  walk(value, (node, bound) => {
    if (node.kind === 'for') {
      known.find(node.source, { env, bound }, false, refusing(inLoop, env));
    }
    if ((node.kind === 'call' || node.kind === 'method-call') && asks(node, { env, bound })) {
      const tell = refusing(
        `BCP181: This expression is being used in an argument of the function "${node.name.name}"`,
        env,
      );
      for (const argument of node.args) known.find(argument, { env, bound }, false, tell);
    }
    return true;
  });
}

/** What exists, but is identified by what is known only later, cannot be asked for. */
function checkExisting(value: syntax.Expression, known: StartKnowledge, env: CheckEnv): void {
  walk(value, (node, bound) => {
    const asked = askedOf(node, { env, bound });
    for (const { symbol } of asked ? possibleResources(asked, { env, bound }) : []) {
      const open = symbol.kind === 'resource' ? [...known.openIdentifiers(symbol)] : [];
      if (open.length === 0) continue;
      const message = `BCP307: The expression cannot be evaluated, because the identifier properties of '${symbol.name}' including "${open.join('", "')}" cannot be calculated at the start of the deployment.`;
      refuse(node, message, env);
    }
    return true;
  });
}

/** That of which an expression asks what is not written in the file. */
function askedOf(node: syntax.Expression, scope: CheckScope): syntax.Expression | undefined {
  if (node.kind === 'method-call') return asks(node, scope) ? node.target : undefined;
  if (node.kind === 'property') return writtenProperties.has(node.name.name) ? undefined : node.target;
  if (node.kind !== 'index' || possibleResources(node, scope).length > 0) return undefined;
  const names = writtenTexts(node.index, scope);
  return names?.every((name) => writtenProperties.has(name)) ? undefined : node.target;
}

function checkFunction({ body, parameters }: syntax.FunctionStatement, known: StartKnowledge, env: CheckEnv): void {
  const bound = new Set(parameters.map(({ name }) => name.name));
  known.find(
    body,
    { env, bound },
    false,
    refusing('BCP341: This expression is being used inside a function declaration', env),
  );
}
