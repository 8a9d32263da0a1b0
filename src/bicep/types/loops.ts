import type * as syntax from '../syntax/tree.ts';
import { type TypeScope, typeOf, withTypes } from './scope.ts';
import { anyType, describe, intType, itemOf, membersOf, type Type, withoutNull } from './type.ts';

/** The names within a loop. Tells if it goes over something else than an array. */
export function loopScope({ source, item, index }: syntax.ForNode, scope: TypeScope): TypeScope {
  const type = typeOf(source, scope);
  const lists = membersOf(withoutNull(type));
  if (lists?.some(({ kind }) => kind !== 'array' && kind !== 'tuple')) {
    scope.file.complain(`A loop takes array, but is given ${describe(type)}.`, source.span);
  }
  const [list, ...more] = lists ?? [];
  const isList = more.length === 0 && (list?.kind === 'array' || list?.kind === 'tuple');
  const locals: (readonly [string, Type])[] = [[item.name, isList ? itemOf(list) : anyType]];
  return withTypes(scope, index ? [...locals, [index.name, intType]] : locals);
}
