import { keyText, memberValue } from './bind.ts';
import { checkBodies } from './check/bodies.ts';
import { decoratorProblem } from './decorators.ts';
import { type Env, lookup, type Program } from './environment.ts';
import { scopeOfResource } from './lower-scope.ts';
import type { Model, ResourceSymbol } from './model.ts';
import { occurrence } from './occurrences.ts';
import { refused } from './problems.ts';
import type * as syntax from './syntax/tree.ts';
import type { TypeNode } from './syntax/types.ts';
import { typePartsOf, walk } from './walk.ts';

/** Reports what the official compiler refuses although a template could be made of it. */
export function checkFile(model: Model, env: Env): void {
  const { report } = env.unit.program;
  checkNames(model, report);
  checkResourceNames(model, env);
  checkBodies(model, env);
  for (const resource of model.resources) checkPlace(resource, env);
  for (const statement of model.tree.statements) checkStatement(statement, env);
}

type Named = Extract<syntax.Statement, { readonly kind: 'parameter' | 'variable' | 'type' | 'function' | 'output' }>;

/** The service does not tell names apart by their case. Outputs may be called like other things, but not like others. */
function checkNames({ tree }: Model, report: Program['report']): void {
  const seen = new Map<string, Named>();
  for (const statement of tree.statements) {
    if (!isNamed(statement) || statement.name.name === '') continue;
    const { name, span } = statement.name;
    const key = `${statement.kind} ${name.toLowerCase()}`;
    const other = seen.get(key);
    seen.set(key, statement);
    if (!other || (other.name.name === name && statement.kind !== 'output')) continue;
    const message =
      other.name.name === name
        ? `The output '${name}' is declared twice.`
        : `The names '${other.name.name}' and '${name}' differ only in case.`;
    report({ severity: 'error', code: 'bicep-name', message, span });
  }
}

function isNamed(statement: syntax.Statement): statement is Named {
  return /^(?:parameter|variable|type|function|output)$/.test(statement.kind);
}

/** Two resources of one type and name are one, unless a condition tells them apart. */
function checkResourceNames({ resources }: Model, env: Env): void {
  const seen = new Set<string>();
  for (const { type, body, condition, loop, enclosing, extension, name: symbol } of resources) {
    const name = memberValue(body, 'name');
    const isAlone = condition === undefined && loop === undefined && enclosing === undefined && extension === undefined;
    const isPlain = isAlone && !memberValue(body, 'parent') && !memberValue(body, 'scope');
    if (!isPlain || name?.kind !== 'string') continue;
    const key = `${type.toLowerCase()} ${name.value}`;
    if (seen.has(key)) refused(`Another resource has the type and the name of '${symbol}'.`, name.span, env);
    seen.add(key);
  }
}

/** What is deployed elsewhere than the file has to be in a module of its own. */
function checkPlace(resource: ResourceSymbol, env: Env): void {
  const { statement, extension, name } = resource;
  if (statement.existing || extension !== undefined || env.unit.model.cyclic.has(resource)) return;
  const scope = scopeOfResource(occurrence(resource, undefined, env.unit));
  const isElsewhere =
    (scope.kind === 'resourceGroup' && (scope.group !== undefined || scope.subscription !== undefined)) ||
    (scope.kind === 'subscription' && scope.subscription !== undefined);
  if (!isElsewhere) return;
  refused(
    `Resource '${name}' is in another scope than the file: only a module can be there.`,
    statement.name.span,
    env,
  );
}

function checkStatement(statement: syntax.Statement, env: Env): void {
  if ('decorators' in statement) checkDecorators(statement.decorators, env);
  if ('type' in statement && statement.kind !== 'resource' && statement.type)
    checkType(statement.type as TypeNode, env);
  switch (statement.kind) {
    case 'parameter':
      if (statement.defaultValue) checkDefault(statement.defaultValue, env);
      return;
    case 'type':
      checkType(statement.value, env);
      return;
    case 'variable':
    case 'output':
    case 'module':
    case 'resource':
      checkLoops(statement.value, env);
  }
}

function checkDecorators(decorators: readonly syntax.Decorator[], env: Env): void {
  for (const decorator of decorators) {
    const problem = decoratorProblem(decorator);
    if (problem) refused(problem, decorator.span, env);
  }
}

function checkType(type: TypeNode, env: Env): void {
  const members = type.kind === 'type-object' ? type.members : type.kind === 'type-tuple' ? type.items : [];
  for (const member of members) if (member.kind !== 'error') checkDecorators(member.decorators, env);
  for (const part of typePartsOf(type)) checkType(part, env);
}

/** Defaults are evaluated before variables and resources. The compiler does not even let them have local names. */
function checkDefault(value: syntax.Expression, env: Env): void {
  walk(value, (node, bound) => {
    if (node.kind !== 'name') return true;
    const kind = bound.has(node.name) ? 'local' : lookup(node.name, env)?.kind;
    if (kind && kind !== 'parameter' && kind !== 'wildcard' && kind !== 'broken' && kind !== 'extension') {
      refused('A default can refer only to other parameters.', node.span, env);
    }
    return true;
  });
}

/** Loops of templates cannot ask for all of another loop at once, but for their dependencies. */
function checkLoops(value: syntax.Expression | syntax.IfNode, env: Env): void {
  walk(value, (node, bound) => {
    if (node.kind !== 'for') return true;
    const locals = [node.item.name, ...(node.index ? [node.index.name] : [])];
    checkNoLoop(node.source, bound, env);
    checkNoLoop(node.body, new Set([...bound, ...locals]), env);
    return false;
  });
}

function checkNoLoop(value: syntax.Expression | syntax.IfNode, around: ReadonlySet<string>, env: Env): void {
  walk(
    value,
    (node, bound) => {
      if (node.kind === 'object') {
        for (const member of node.members) {
          const isValue = member.kind === 'spread' || (member.kind === 'member' && keyText(member.key) !== 'dependsOn');
          if (isValue) checkNoLoop(member.value, bound, env);
        }
        return false;
      }
      if (node.kind === 'index' && node.target.kind === 'name') {
        checkNoLoop(node.index, bound, env);
        return false;
      }
      const symbol = node.kind === 'name' && !bound.has(node.name) ? lookup(node.name, env) : undefined;
      if ((symbol?.kind === 'resource' || symbol?.kind === 'module') && symbol.loop) {
        refused(`A loop cannot use all of '${symbol.name}'; take an item of it.`, node.span, env);
      }
      return true;
    },
    around,
  );
}
