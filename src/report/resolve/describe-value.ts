import { formatFloat } from '../../dotnet/numbers.ts';
import { outcomesOf } from '../../expr/choice.ts';
import { isShown, secureText, shownExpr } from '../../expr/print.ts';
import type { Value } from '../../expr/value.ts';

/** Longer expressions do not help a reader. */
const maxExpressionLength = 160;

/** A value for people, on one line. */
export function describeValue(value: Value): string {
  if (!isShown(value)) return secureText;
  switch (value.kind) {
    case 'string':
      return value.value === '' ? "''" : value.value;
    case 'int':
      return value.value.toString();
    case 'float':
      return formatFloat(value.value);
    case 'bool':
      return value.value ? 'true' : 'false';
    case 'null':
      return 'null';
    case 'absent':
      return 'not declared';
    case 'array':
      return value.items.length === 0 ? '[]' : `[${value.items.map(describeValue).join(', ')}]`;
    case 'object':
      return value.entries.size === 0 ? '{}' : '{…}';
    case 'failed':
      return `an error (${value.message})`;
    case 'unknown':
      return `unknown: ${value.why.text} (${shortened(shownExpr(value.residual))})`;
    case 'choice': {
      const outcomes = [...new Set(outcomesOf(value).map(describeValue))];
      return `one of ${outcomes.join(', ')}: ${value.atom.why.text} (${shortened(shownExpr(value.residual))})`;
    }
  }
}

function shortened(text: string): string {
  return text.length <= maxExpressionLength ? text : `${text.slice(0, maxExpressionLength)}…`;
}
