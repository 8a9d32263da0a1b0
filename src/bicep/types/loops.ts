import type * as syntax from '../syntax/tree.ts';
import type { FileTypes } from './scope.ts';
import { anyType, describe, intType, itemOf, membersOf, type Type, withoutNull } from './type.ts';

/** The names within a loop over something of a type. Reports if that is something else than an array. */
export function loopLocals(
  { source, item, index }: syntax.ForNode,
  type: Type,
  { complain }: FileTypes,
): readonly (readonly [string, Type])[] {
  const lists = membersOf(withoutNull(type));
  if (lists?.some(({ kind }) => kind !== 'array' && kind !== 'tuple')) {
    complain(
      `BCP137: Loop expected an expression of type "array" but the provided value is of type "${describe(type)}".`,
      source.span,
    );
  }
  const [list, ...more] = lists ?? [];
  const isList = more.length === 0 && (list?.kind === 'array' || list?.kind === 'tuple');
  const locals: (readonly [string, Type])[] = [[item.name, isList ? itemOf(list) : anyType]];
  return index ? [...locals, [index.name, intType]] : locals;
}
