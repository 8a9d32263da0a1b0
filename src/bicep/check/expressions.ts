import { memoRecursive } from '../../text/memo.ts';
import { namespaces } from '../semantics/bind.ts';
import { fileEnv, symbolAt } from '../semantics/compilation-unit.ts';
import type { Model } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import { declarationEnv, possibleResources } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../syntax/visit.ts';
import { constantProblem } from './constants.ts';
import { asks } from './deploy-time-knowledge.ts';
import { type CheckEnv, type CheckScope, refuse } from './findings.ts';
import { expressionsOf } from './parts.ts';

/** Reports what cannot stand where it is written, whatever its value is. */
export function checkExpressions(model: Model, env: CheckEnv): void {
  for (const statement of model.tree.statements) checkStatement(statement, env);
  checkExports(model, env);
  for (const symbol of [...model.resources, ...model.modules]) {
    const inner = declarationEnv(symbol, undefined, env.unit);
    if (symbol.body) checkLambdas(symbol.body, inner);
    for (const member of symbol.body?.members ?? []) {
      if (member.kind === 'member') checkPropertyLoops(member.value, env);
    }
  }
}

function checkStatement(statement: syntax.Statement, env: CheckEnv): void {
  // What the defaults of an extension may call is for the extension to say.
  if (statement.kind !== 'parameter' && statement.kind !== 'extension') {
    for (const value of expressionsOf(statement)) checkFreshValues(value, env);
  }
  switch (statement.kind) {
    case 'parameter':
      if (statement.defaultValue) checkDefault(statement.defaultValue, env);
      return;
    case 'metadata': {
      const problem = constantProblem(statement.value);
      if (problem) reportError('BCP032: The value must be a compile-time constant.', problem, env);
      return;
    }
    case 'function':
      checkFunction(statement, env);
      return;
    case 'variable':
    case 'output':
      checkLambdas(statement.value, fileEnv(env.unit));
      if (statement.kind === 'output') checkOutput(statement.value, env);
  }
}

/** Defaults are evaluated before variables and resources. The compiler does not even let them have local names. */
function checkDefault(value: syntax.Expression, env: CheckEnv): void {
  walk(value, (node, bound) => {
    if (node.kind !== 'name') return true;
    const kind = bound.has(node.name) ? 'local' : symbolAt(node.name, { env, bound })?.kind;
    if (kind && kind !== 'parameter' && kind !== 'wildcard' && kind !== 'broken' && kind !== 'extension') {
      refuse(
        node,
        'BCP072: This symbol cannot be referenced here. Only other parameters can be referenced in parameter default values.',
        env,
      );
    }
    return true;
  });
}

/** Functions know neither the parameters of the file nor its modules. */
function checkFunction({ parameters, body }: syntax.FunctionStatement, env: CheckEnv): void {
  const own = new Set(parameters.map(({ name }) => name.name));
  walk(
    body,
    (node, bound) => {
      if (node.kind !== 'name') return true;
      const kind = symbolAt(node.name, { env, bound })?.kind;
      if (kind === 'parameter' || kind === 'module') {
        refuse(
          node,
          `BCP057: The name "${node.name}" does not exist in the current context: a function cannot use a ${kind}.`,
          env,
        );
      }
      return true;
    },
    own,
  );
}

/** Another file does not have the parameters, resources and modules of this one. */
function checkExports({ tree, symbols }: Model, env: CheckEnv): void {
  const isOfFile: (name: string) => boolean = memoRecursive((name) => {
    const symbol = symbols.get(name);
    if (symbol?.kind === 'variable') return usedIn(symbol.statement.value).some(isOfFile);
    return /^(?:parameter|resource|module)$/.test(symbol?.kind ?? '');
  }, false);
  for (const statement of tree.statements) {
    if (statement.kind !== 'variable' || !isOfFile(statement.name.name)) continue;
    for (const { call, span } of statement.decorators) {
      if (call.kind === 'error' || call.name.name !== 'export') continue;
      reportError(
        'BCP372: The "@export()" decorator may not be applied to variables that refer to parameters, modules, or resource, either directly or indirectly.',
        span,
        env,
      );
    }
  }
}

function usedIn(value: syntax.Expression): readonly string[] {
  const names: string[] = [];
  walk(value, (node, bound) => {
    if (node.kind === 'name' && !bound.has(node.name)) names.push(node.name);
    return true;
  });
  return names;
}

/** Functions that give another value in every deployment. */
const fresh: ReadonlySet<string> = new Set(['utcNow', 'newGuid']);

function checkFreshValues(value: syntax.Expression | syntax.IfNode, env: CheckEnv): void {
  walk(value, (node, bound) => {
    if (node.kind !== 'call' && node.kind !== 'method-call') return true;
    const { name } = node.name;
    const isOwn =
      node.kind === 'call'
        ? symbolAt(name, { env, bound }) !== undefined
        : node.target.kind !== 'name' || !namespaces.has(node.target.name);
    if (fresh.has(name) && !isOwn)
      refuse(
        node,
        `BCP065: Function "${name}" is not valid at this location. It can only be used as a parameter default value.`,
        env,
      );
    return true;
  });
}

/** The service has to know what is asked for before it evaluates any lambda. */
function checkLambdas(value: syntax.Expression, env: CheckEnv): void {
  walk(value, (node, bound) => {
    if (
      node.kind === 'index' &&
      node.safe &&
      possibleResources(node.target, { env, bound }).some((one) => one.isCollection)
    ) {
      refuse(
        node,
        'BCP323: The `[?]` (safe dereference) operator may not be used on resource or module collections.',
        env,
      );
    }
    if (node.kind !== 'lambda') return true;
    checkLambda(node, { env, bound }, new Set());
    return false;
  });
}

function checkLambda({ parameters, body }: syntax.LambdaNode, scope: CheckScope, around: ReadonlySet<string>): void {
  const names = new Set([...around, ...parameters.map(({ name }) => name)]);
  walk(
    body,
    (node, bound) => {
      const here: CheckScope = { env: scope.env, bound };
      switch (node.kind) {
        case 'lambda':
          checkLambda(node, here, names);
          return false;
        case 'index':
          if (mentions(node.index, names) && possibleResources(node.target, here).some((one) => one.isCollection)) {
            refuse(
              node,
              'BCP247: Using lambda variables inside resource or module array access is not currently supported.',
              scope.env,
            );
          }
          return true;
        case 'call':
        case 'method-call':
          if (asks(node, here) && node.args.some((arg) => mentions(arg, names))) {
            refuse(
              node,
              `BCP248: Using lambda variables inside the "${node.name.name}" function is not currently supported.`,
              scope.env,
            );
          }
          return true;
        default:
          return true;
      }
    },
    new Set([...scope.bound, ...names]),
  );
}

function mentions(value: syntax.Expression, names: ReadonlySet<string>): boolean {
  let found = false;
  walk(value, (node, bound) => {
    found ||= node.kind === 'name' && names.has(node.name) && !bound.has(node.name);
    return !found;
  });
  return found;
}

/** The service does not know loops of properties in loops of properties. */
function checkPropertyLoops(value: syntax.Expression, env: CheckEnv, around = false): void {
  walk(value, (node) => {
    if (node.kind !== 'for') return true;
    if (around) refuse(node, 'BCP142: Property value for-expressions cannot be nested.', env);
    if (node.body.kind !== 'if') checkPropertyLoops(node.body, env, true);
    return false;
  });
}

/** An output as a whole can be a loop, but no part of one. */
function checkOutput(value: syntax.Expression, env: CheckEnv): void {
  const inner = value.kind === 'for' ? [value.source, value.body] : [value];
  for (const part of inner) {
    walk(part, (node) => {
      if (node.kind === 'for') refuse(node, 'BCP138: For-expressions are not supported in this context.', env);
      return true;
    });
  }
}
