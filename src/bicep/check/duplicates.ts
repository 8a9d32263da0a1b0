import { groupBy } from '../../text/group-by.ts';
import { memberValue } from '../semantics/bind.ts';
import { written, writtenTexts } from '../semantics/constant-values.ts';
import type { Model, ModuleSymbol, ResourceSymbol } from '../semantics/model.ts';
import { reportError } from '../semantics/problems.ts';
import { ancestorsOf, declarationEnv, occurrence } from '../semantics/resource-references.ts';
import type * as syntax from '../syntax/tree.ts';
import type { CheckEnv } from './findings.ts';

type Deployable = ResourceSymbol | ModuleSymbol;

/** Reports resources and modules that are one and the same, unless a condition separates them. */
export function checkDuplicates(model: Model, resources: readonly ResourceSymbol[], env: CheckEnv): void {
  const symbols = [...resources, ...model.modules].filter((symbol) => !model.cyclic.has(symbol));
  for (const [key, group] of groupBy(symbols, (symbol) => identityOf(symbol, env))) {
    if (key === undefined) continue;
    for (const [index, symbol] of group.entries()) {
      const other = group[index === 0 ? 1 : 0];
      const span = memberValue(symbol.body, 'name')?.span;
      if (!other || !span) continue;
      const message =
        symbol.kind === 'module'
          ? `BCP122: Modules: "${other.name}", "${symbol.name}" are defined with this same name and this same scope in a file. Rename them or split into different modules.`
          : `BCP121: Resources: "${other.name}", "${symbol.name}" are defined with this same name in a file. Rename them or split into different modules.`;
      reportError(message, span, env);
    }
  }
}

/** What identifies a resource, where its file says all of it. */
function identityOf(symbol: Deployable, env: CheckEnv): string | undefined {
  if (symbol.condition && !isTrue(symbol.condition)) return undefined;
  if (symbol.kind === 'module') {
    const name = textOf(symbol, memberValue(symbol.body, 'name'), env);
    const place = scopeText(symbol, env, true);
    return name === undefined || place === undefined ? undefined : JSON.stringify(['module', place, name]);
  }
  const ancestors = ancestorsOf(occurrence(symbol, undefined, env.unit)).map((one) => one.symbol);
  // Of a parent in a loop, one item is meant.
  if (ancestors.some(({ loop }) => loop)) return undefined;
  const names = [symbol, ...ancestors].map((one) => textOf(one, memberValue(one.body, 'name'), env));
  const place = scopeText(ancestors.at(-1) ?? symbol, env, false);
  if (place === undefined || names.includes(undefined)) return undefined;
  return JSON.stringify([symbol.type, place, ...names]);
}

function isTrue(condition: syntax.Expression): boolean {
  const inner = condition.kind === 'parenthesized' ? condition.inner : condition;
  return inner.kind === 'boolean' && inner.value;
}

function textOf(symbol: Deployable, value: syntax.Expression | undefined, { unit }: CheckEnv): string | undefined {
  if (!value) return undefined;
  const bound = new Set(symbol.loop ? [symbol.loop.item.name, symbol.loop.index?.name ?? ''] : []);
  const texts = writtenTexts(value, { env: declarationEnv(symbol, undefined, unit), bound });
  return texts?.length === 1 ? texts[0] : undefined;
}

/** The scope as a text; those of resources are compared by the compiler only if their arguments are left out. */
function scopeText(symbol: Deployable, env: CheckEnv, withArguments: boolean): string | undefined {
  const value = memberValue(symbol.body, 'scope');
  if (!value) return '';
  const { node } = written(value, { env, bound: new Set() });
  if (node.kind === 'name') return `symbol ${node.name}`;
  if (node.kind !== 'call') return undefined;
  const here = node.name.name === env.unit.model.scopeKind && node.args.length === 0;
  if (here) return '';
  if (node.args.length > 0 && !withArguments) return undefined;
  const args = node.args.map((arg) => textOf(symbol, arg, env));
  return args.includes(undefined) ? undefined : JSON.stringify([node.name.name, ...args]);
}
