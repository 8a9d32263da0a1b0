import { formatFloat } from '../../dotnet/numbers.ts';
import { outcomesOf } from '../../expr/choice.ts';
import { type Member, membersOf } from '../../expr/make-value.ts';
import { isShown, secureText, shownExpr, shownValue } from '../../expr/print.ts';
import type { Domain, UnknownReason, Value } from '../../expr/value.ts';
import { type Json, jsonList, jsonMembers, jsonObject, rawNumber } from '../writing/json-output.ts';

/** A value in armlock's own JSON: as JSON where it is known, `{"$unknown": …}` where it is not. */
export function valueJson(value: Value): Json {
  if (!isShown(value)) return jsonObject({ $secure: true });
  switch (value.kind) {
    case 'array': {
      const items = value.items.map(valueJson);
      return jsonList(value.open ? [...items, unknownJson(value.open, shownValue(value))] : items);
    }
    case 'object': {
      const members = membersOf(value).map((member) => [keyText(member), valueJson(member.value)] as const);
      const rest =
        value.open && !value.unkeyed ? ([['$rest', unknownJson(value.open, shownValue(value))]] as const) : [];
      return jsonMembers([...members, ...rest]);
    }
    case 'unknown':
      return unknownJson(value.why, shownExpr(value.residual), value.domain && domainJson(value.domain));
    case 'choice':
      return unknownJson(value.atom.why, shownExpr(value.residual), jsonList(outcomesOf(value).map(valueJson)));
    default:
      return scalarJson(value);
  }
}

/** A value without parts; null for one that JSON does not have. */
export function scalarJson(value: Value): Json {
  switch (value.kind) {
    case 'string':
    case 'bool':
      return value.value;
    case 'int':
      return rawNumber(value.value.toString());
    case 'float':
      return Number.isFinite(value.value) ? rawNumber(formatFloat(value.value)) : formatFloat(value.value);
    default:
      return null;
  }
}

function unknownJson(why: UnknownReason, text: string, domain?: Json): Json {
  return jsonObject({ $unknown: jsonObject({ reason: why.code, because: why.text, domain, text: `[${text}]` }) });
}

function domainJson(domain: Domain): Json {
  if (domain.kind === 'pieces') {
    return jsonList(domain.pieces.map((piece) => (typeof piece === 'string' ? piece : `[${shownExpr(piece)}]`)));
  }
  const bound = (value: bigint | undefined): Json | undefined =>
    value === undefined ? undefined : rawNumber(`${value}`);
  return jsonObject({ min: bound(domain.min), max: bound(domain.max) });
}

/** A key that is not known is its expression in brackets. */
export function keyText({ key, secureKey }: Member): string {
  if (secureKey) return secureText;
  return typeof key === 'string' ? key : `[${shownValue(key)}]`;
}
