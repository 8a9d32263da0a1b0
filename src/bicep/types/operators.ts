import type * as syntax from '../syntax/tree.ts';
import type { FileTypes } from './scope.ts';
import {
  anyType,
  type BoolType,
  boolType,
  describe,
  type IntType,
  intType,
  isNullable,
  mayBeLiteral,
  membersOf,
  type SingleType,
  type Type,
  unionOf,
  withoutNull,
} from './type.ts';

const folded = { folded: true };

/** Whether a value is certainly not always of one of some kinds; one that may be null is not. */
export function isNot(type: Type, ...kinds: readonly SingleType['kind'][]): boolean {
  return membersOf(type)?.some(({ kind }) => !kinds.includes(kind)) ?? false;
}

/** The type that `!` or `-` gives; an operand that certainly does not fit is reported. */
export function unaryType({ operator, span }: syntax.UnaryNode, type: Type, { complain }: FileTypes): Type {
  const wanted = operator === '!' ? 'bool' : 'int';
  if (isNot(type, wanted)) {
    complain(
      `BCP044: Cannot apply operator "${operator}" to operand of type "${describe(type)}"; it takes ${wanted}.`,
      span,
    );
  }
  if (operator === '!') return negated(type);
  if (type.kind !== 'int' || operator === '+') return type.kind === 'int' ? type : intType;
  return type.values
    ? { kind: 'int', values: new Set([...type.values].map((value) => -value)) }
    : { ...intType, ...folded };
}

function negated(type: Type): BoolType {
  if (type.kind !== 'bool') return { ...boolType, ...folded };
  return type.values ? { kind: 'bool', values: new Set([...type.values].map((value) => !value)) } : type;
}

/** The type that an operator gives; operands that certainly do not fit are reported. */
export function binaryType(node: syntax.BinaryNode, left: Type, right: Type, { complain }: FileTypes): Type {
  const refuse = (wanted: string): void => {
    const given = `${describe(left)} and ${describe(right)}`;
    complain(
      `BCP045: Cannot apply operator "${node.operator}" to operands of type ${given}; it takes ${wanted}.`,
      node.span,
    );
  };
  switch (node.operator) {
    case '==':
    case '!=':
      return mayBeLiteral(left) && mayBeLiteral(right) ? { ...boolType, ...folded } : boolType;
    case '=~':
    case '!~':
      if (isNot(left, 'string') || isNot(right, 'string')) refuse('two strings');
      return { ...boolType, ...folded };
    case '&&':
    case '||':
      if (isNot(left, 'bool') || isNot(right, 'bool')) refuse('two bools');
      return mayBeLiteral(left) || mayBeLiteral(right) ? { ...boolType, ...folded } : boolType;
    case '??':
      return coalesced(left, right);
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (!areBoth(left, right, 'int') && !areBoth(left, right, 'string')) refuse('two ints or two strings');
      // The compiler also compares what it knows of the limits of both.
      return { ...boolType, ...folded };
    default: {
      if (!areBoth(left, right, 'int')) refuse('two ints');
      const result: IntType = { ...intType, ...folded };
      return result;
    }
  }
}

function areBoth(left: Type, right: Type, kind: SingleType['kind']): boolean {
  return !isNot(left, kind) && !isNot(right, kind);
}

function coalesced(left: Type, right: Type): Type {
  if (left.kind === 'any') return anyType;
  if (left.kind === 'null') return right;
  return isNullable(left) ? unionOf([withoutNull(left), right]) : left;
}

/** Reports if something cannot be a condition; one that may be null is taken. */
export function checkCondition({ span }: syntax.Expression, type: Type, { complain }: FileTypes): Type {
  if (type.kind === 'null' || isNot(withoutNull(type), 'bool')) {
    complain(`BCP046: Expected a value of type "bool" but the provided value is of type "${describe(type)}".`, span);
  }
  return type;
}

/** The type of `a ? b : c`: that of both branches, or of the only one that can be taken. */
export function conditionalType(condition: Type, whenTrue: Type, whenFalse: Type): Type {
  const only = condition.kind === 'bool' && condition.values?.size === 1 ? [...condition.values][0] : undefined;
  if (only !== undefined) return only ? whenTrue : whenFalse;
  // The compiler takes only one of them where it knows the condition.
  return condition.kind === 'bool' && condition.folded ? anyType : unionOf([whenTrue, whenFalse]);
}
