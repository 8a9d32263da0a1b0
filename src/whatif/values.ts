import { readTemplateText } from '../arm/read/expression.ts';
import { valueFromJson } from '../arm/read/nodes.ts';
import { call } from '../expr/build.ts';
import { arrayValue, objectValue, stringValue, unknownValue } from '../expr/make-value.ts';
import type { Origin, UnknownReason, Value } from '../expr/value.ts';
import { type JsonNode, type JsonString, offsetInString } from '../json/tree.ts';
import type { Span } from '../text/source.ts';

/** How the strings of a document are meant: as they are, or with expressions that are left to the service. */
export type Reading = 'data' | 'prediction';

const leftToService: UnknownReason = { code: 'runtime', text: 'it is known only at deployment' };

const masked: UnknownReason = { code: 'secure-parameter', text: 'its value is masked' };

/** The value in a document. */
export function toldValue(json: JsonNode, reading: Reading): Value {
  if (reading === 'data') return valueFromJson(json, 'written');
  const origins: readonly Origin[] = [{ span: json.span, role: 'written' }];
  switch (json.kind) {
    case 'object':
      return objectValue(
        json.members.map(({ key, value }) => ({
          key: key.value,
          keySpan: key.span,
          value: toldValue(value, reading),
        })),
        origins,
      );
    case 'array':
      return arrayValue(
        json.items.map((item) => toldValue(item, reading)),
        origins,
      );
    case 'string':
      return predictedText(json, origins);
    default:
      return valueFromJson(json, 'written');
  }
}

/** A text, or what stands for one: an expression in brackets, or the asterisks that hide a secret. */
function predictedText(json: JsonString, origins: readonly Origin[]): Value {
  if (/^\*{5,}$/.test(json.value)) return unknownValue(masked, call('masked', [], json.span), origins);
  const text = readTemplateText(json.value, { file: json.span.file, offsetAt: offsetInString(json) });
  if (text.kind === 'expression') return unknownValue(leftToService, text.expr, origins);
  return stringValue(text.kind === 'literal' ? text.value : json.value, origins);
}

/** What Azure has of a resource and a document does not contain: the same unknown wherever it is asked for. */
export function untold(id: string, span: Span): Value {
  const why: UnknownReason = { code: 'gap', text: 'the file does not contain the properties of the resource' };
  return unknownValue(why, call('reference', [{ kind: 'literal', value: id, span }], span));
}
