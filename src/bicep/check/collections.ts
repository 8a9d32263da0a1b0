import { memoRecursive } from '../../text/memo.ts';
import { keyText } from '../semantics/bind.ts';
import { fileEnv, symbolAt } from '../semantics/compilation-unit.ts';
import type { Model, ModuleSymbol, ResourceSymbol, VariableSymbol } from '../semantics/model.ts';
import { declarationEnv, possibleResources, valuesWithin } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import { type CheckEnv, type CheckScope, type CheckUnit, refuse } from './findings.ts';

/**
 * Reports all of a loop of resources or modules where only one of them can be meant: outside of properties, parameters
 * of modules, outputs and variables, and in any other loop.
 */
export function checkCollections(model: Model, unit: CheckUnit): void {
  const uses = usesOfVariables(unit);
  for (const symbol of [...model.resources, ...model.modules]) checkDeclaration(symbol, uses, unit);
  const env = fileEnv(unit);
  for (const statement of model.tree.statements) {
    if (statement.kind !== 'variable' && statement.kind !== 'output') continue;
    check(statement.value, { env, bound: noNames }, true, refusing(env), uses);
  }
}

const noNames: ReadonlySet<string> = new Set();

/** Takes a use of all of a loop. */
type Tell = (node: syntax.Expression, loop: string) => void;

/** The loop that a variable uses as a whole, if there is one. */
type Uses = (variable: VariableSymbol) => string | undefined;

function usesOfVariables(unit: CheckUnit): Uses {
  const scope: CheckScope = { env: fileEnv(unit), bound: noNames };
  const uses: Uses = memoRecursive((variable) => {
    const found: string[] = [];
    check(variable.statement.value, scope, false, (_, loop) => found.push(loop), uses);
    return found[0];
  }, undefined);
  return uses;
}

function refusing(env: CheckEnv): Tell {
  return (node, loop) => {
    const through = node.kind === 'name' && node.name !== loop ? `, as variable '${node.name}' does` : '';
    refuse(
      node,
      `BCP144: Directly referencing a resource or module collection is not currently supported here: '${loop}'${through}. Apply an array indexer to the expression.`,
      env,
    );
  };
}

/** Members that may ask the service about a loop as a whole. */
const open: ReadonlySet<string> = new Set(['properties', 'params']);

function checkDeclaration(symbol: ResourceSymbol | ModuleSymbol, uses: Uses, unit: CheckUnit): void {
  const { body, condition, loop } = symbol;
  const env = declarationEnv(symbol, undefined, unit);
  const scope: CheckScope = { env, bound: noNames };
  const tell = refusing(env);
  for (const part of [condition, loop?.source]) if (part) check(part, scope, false, tell, uses);
  for (const member of body?.members ?? []) {
    if (member.kind === 'spread') check(member.value, scope, false, tell, uses);
    if (member.kind !== 'member') continue;
    const name = keyText(member.key);
    if (member.key.kind === 'interpolation') check(member.key, scope, false, tell, uses);
    if (name === 'dependsOn') continue;
    check(member.value, scope, !loop && name !== undefined && open.has(name), tell, uses);
  }
}

/** @param allowed whether all of a loop can stand here, unless a loop is around it */
function check(
  value: syntax.Expression,
  { env, bound: around }: CheckScope,
  allowed: boolean,
  tell: Tell,
  uses: Uses,
): void {
  walk(
    value,
    (node, bound) => {
      const scope: CheckScope = { env, bound };
      switch (node.kind) {
        case 'for':
          if (allowed) checkLoop(node, scope, tell, uses);
          return !allowed;
        case 'call':
        case 'method-call':
          return node.name.name !== 'nameof';
        case 'property':
        case 'index':
          if (possibleResources(node.target, scope).length === 0) return true;
          for (const part of [...valuesWithin(node.target), ...(node.kind === 'index' ? [node.index] : [])]) {
            check(part, scope, allowed, tell, uses);
          }
          return false;
        case 'name':
          if (!allowed) checkName(node, scope, tell, uses);
          return false;
        case 'nested-resource':
          return false;
        default:
          return true;
      }
    },
    around,
  );
}

function checkLoop(loop: syntax.ForNode, scope: CheckScope, tell: Tell, uses: Uses): void {
  const bound = new Set([...scope.bound, loop.item.name, ...(loop.index ? [loop.index.name] : [])]);
  check(loop.source, scope, false, tell, uses);
  const { body } = loop;
  const parts = body.kind === 'if' ? [body.condition, body.body] : [body];
  for (const part of parts) check(part, { env: scope.env, bound }, false, tell, uses);
}

function checkName(node: syntax.NameNode, scope: CheckScope, tell: Tell, uses: Uses): void {
  const symbol = symbolAt(node.name, scope);
  if ((symbol?.kind === 'resource' || symbol?.kind === 'module') && symbol.loop) tell(node, symbol.name);
  const used = symbol?.kind === 'variable' ? uses(symbol) : undefined;
  if (used !== undefined) tell(node, used);
}
