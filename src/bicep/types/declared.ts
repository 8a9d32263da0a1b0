import { lowerType } from '../semantics/declared-types.ts';
import type * as syntax from '../syntax/tree.ts';
import type { TypeNode } from '../syntax/types.ts';
import { typeOfSchema } from './schema.ts';
import type { TypeScope } from './scope.ts';
import type { Type } from './type.ts';

/** The type that a declaration in a file gives to what it declares. */
export function declaredType(node: TypeNode, decorators: readonly syntax.Decorator[], { file, env }: TypeScope): Type {
  const found = file.declared.get(node);
  if (found) return found;
  const made = typeOfSchema(lowerType(node, decorators, env), file.schemas.definitions);
  file.declared.set(node, made);
  return made;
}
