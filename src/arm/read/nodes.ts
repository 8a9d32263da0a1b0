import {
  arrayValue,
  boolValue,
  floatValue,
  intValue,
  nullValue,
  objectValue,
  openValue,
  stringValue,
} from '../../expr/make-value.ts';
import { malformed } from '../../expr/malformed.ts';
import {
  constantItems,
  constantMembers,
  type LoopNode,
  type Node,
  type NodeMember,
  nodeMember,
  nodeText,
  type ObjectNode,
} from '../../expr/node.ts';
import { opaqueExpr } from '../../expr/tree.ts';
import type { Origin, OriginRole, Value } from '../../expr/value.ts';
import {
  type JsonMember,
  type JsonNode,
  type JsonNumber,
  type JsonString,
  type JsonWord,
  offsetInString,
} from '../../json/tree.ts';
import type { Span } from '../../text/source.ts';
import { isExpressionText, literalText, readTemplateText, type TemplateText } from './expression.ts';

/**
 * Reads a part of a template: strings in brackets become expressions, and `copy` arrays become property loops.
 *
 * @param role what the leaves contribute to the values that are made of them
 */
export function nodeFromJson(json: JsonNode, role: OriginRole = 'written'): Node {
  switch (json.kind) {
    case 'object': {
      const members = json.members.map((member) => memberOfJson(member, role));
      return objectNode(members, json.span, json.malformed);
    }
    case 'array': {
      const items = json.items.map((item) => nodeFromJson(item, role));
      return arrayNode(items, json.span, json.malformed);
    }
    case 'string':
      return stringNode(json, role);
    case 'number':
    case 'word':
      return { kind: 'constant', value: scalarFromJson(json, [{ span: json.span, role }]), span: json.span };
  }
}

/** A member whose value is read when it is first asked for: most of a large template is never looked at. */
function memberOfJson(json: JsonMember, role: OriginRole): NodeMember {
  let read: Node | undefined;
  return {
    key: stringNode(json.key, role),
    name: json.key.value,
    get value() {
      read ??= nodeFromJson(json.value, role);
      return read;
    },
  };
}

function stringNode(json: JsonString, role: OriginRole): NodeMember['key'] {
  const origins: readonly Origin[] = [{ span: json.span, role }];
  if (!isExpressionText(json.value)) {
    return { kind: 'constant', value: stringValue(literalText(json.value), origins), span: json.span };
  }
  const text = readTemplateText(json.value, { file: json.span.file, offsetAt: offsetInString(json) });
  return nodeFromText(text, json.value, json.span, origins);
}

function nodeFromText(text: TemplateText, written: string, span: Span, origins: readonly Origin[]): NodeMember['key'] {
  switch (text.kind) {
    case 'literal':
      return { kind: 'constant', value: stringValue(text.value, origins), span };
    case 'expression':
      return { kind: 'expression', expr: text.expr, text: written, span };
    case 'broken':
      return { kind: 'broken', diagnostic: text.diagnostic, text: written, span };
  }
}

function arrayNode(items: readonly Node[], span: Span, malformed?: true): Node {
  return { kind: 'array', items, ...(malformed ? { malformed } : constantItems(items)), span };
}

function objectNode(members: readonly NodeMember[], span: Span, malformed?: true): ObjectNode {
  const plain: ObjectNode = { kind: 'object', members, loops: [], ...(malformed && { malformed }), span };
  const copy = nodeMember(plain, 'copy');
  const loops = copy && readLoops(copy.value);
  if (copy && loops) return { ...plain, members: members.filter((member) => member !== copy), loops };
  return malformed ? plain : { ...plain, ...constantMembers(members) };
}

/** The property loops of a `copy` member, or undefined if it is an ordinary property of that name. */
function readLoops(node: Node): readonly LoopNode[] | undefined {
  if (node.kind !== 'array') return undefined;
  const loops = node.items.map(readLoop);
  return loops.every((loop) => loop !== undefined) ? loops : undefined;
}

function readLoop(node: Node): LoopNode | undefined {
  const name = nodeMember(node, 'name');
  const count = nodeMember(node, 'count');
  const input = nodeMember(node, 'input');
  const text = nodeText(name?.value);
  if (!name || text === undefined || !count || !input) return undefined;
  return { name: text, nameSpan: name.value.span, count: count.value, input: input.value };
}

/** A value that stands in JSON as data, with no expressions in it: a parameter file, an allowed value. */
export function valueFromJson(json: JsonNode, role: OriginRole): Value {
  const origins: readonly Origin[] = [{ span: json.span, role }];
  switch (json.kind) {
    case 'object': {
      const object = objectValue(
        json.members.map(({ key, value }) => ({
          key: key.value,
          keySpan: key.span,
          value: valueFromJson(value, role),
        })),
        origins,
      );
      return json.malformed ? openValue(object, malformed, opaqueExpr(json.span)) : object;
    }
    case 'array': {
      const array = arrayValue(
        json.items.map((item) => valueFromJson(item, role)),
        origins,
      );
      return json.malformed ? openValue(array, malformed, opaqueExpr(json.span)) : array;
    }
    case 'string':
      return stringValue(json.value, origins);
    case 'number':
    case 'word':
      return scalarFromJson(json, origins);
  }
}

function scalarFromJson(json: JsonNumber | JsonWord, origins: readonly Origin[]): Value {
  if (json.kind === 'word') return json.value === null ? nullValue(origins) : boolValue(json.value, origins);
  return /[.eE]/.test(json.text)
    ? floatValue(Number(json.text), origins)
    : intValue(BigInt(json.text === '-0' ? '0' : json.text), origins);
}

/**
 * Turns an evaluated value into a part of a template again. A nested template of outer scope is evaluated by its
 * parent, and strings that then look like expressions are evaluated once more.
 *
 * @param place where the part counts as written, for what is not in the text
 */
export function nodeFromValue(value: Value, place: Span): Node {
  const span = value.origins[0]?.span ?? place;
  switch (value.kind) {
    case 'object':
      if (value.open) return { kind: 'constant', value, span };
      return objectNode(
        [...value.entries.values()].map((entry) => ({
          key: textNode(entry.key, entry.keySpan ?? span, []),
          name: entry.key,
          value: nodeFromValue(entry.value, span),
        })),
        span,
      );
    case 'array':
      if (value.open) return { kind: 'constant', value, span };
      return arrayNode(
        value.items.map((item) => nodeFromValue(item, span)),
        span,
      );
    case 'string':
      if (value.secure && !isExpressionText(value.value)) return { kind: 'constant', value, span };
      return value.residual === undefined
        ? textNode(value.value, span, value.origins)
        : { kind: 'constant', value, span };
    default:
      return { kind: 'constant', value, span };
  }
}

/** Text that was computed has no place of its own: every character of it stands for the whole span. */
function textNode(text: string, span: Span, origins: readonly Origin[]): NodeMember['key'] {
  const offsetAt = (index: number): number => (index === 0 ? span.start : span.end);
  return nodeFromText(readTemplateText(text, { file: span.file, offsetAt }), text, span, origins);
}
