import { type Node, nodeMember, nodeText } from '../../expr/node.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { TypeSchema } from '../template.ts';

/** Types nested deeper than this are not looked into; values of that depth are accepted as they are. */
const maxSchemaDepth = 32;

/** Reads what a parameter or definition accepts. Members that it does not know do not matter. */
export function readSchema(node: Node, report: Report, depth = 0): TypeSchema {
  const part = (name: string): Node | undefined => nodeMember(node, name)?.value;
  const nested = (name: string): TypeSchema | undefined => nestedSchema(part(name), report, depth);
  const ref = nodeText(part('$ref'));
  const discriminator = readDiscriminator(part('discriminator'), report, depth);
  return withoutAbsent({
    type: nodeText(part('type'))?.toLowerCase(),
    ref: ref === undefined ? undefined : pointerSegments(ref),
    allowedValues: part('allowedValues'),
    minValue: integer(part('minValue')),
    maxValue: integer(part('maxValue')),
    minLength: integer(part('minLength')),
    maxLength: integer(part('maxLength')),
    nullable: isTrue(part('nullable')) || undefined,
    properties: schemaMap(part('properties'), report, depth),
    additionalProperties: isFalse(part('additionalProperties')) ? false : nested('additionalProperties'),
    items: isFalse(part('items')) ? false : nested('items'),
    prefixItems: schemaList(part('prefixItems'), report, depth),
    discriminator,
    span: node.span,
  });
}

/** `#/definitions/pair/prefixItems/1` is written as JSON pointers are; the leading two segments say nothing. */
function pointerSegments(ref: string): readonly string[] {
  const [, , ...segments] = ref.split('/');
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Leaves out members that are undefined, so that an absent one and an undefined one are the same. */
function withoutAbsent(schema: { [Key in keyof TypeSchema]: TypeSchema[Key] | undefined }): TypeSchema {
  const present: Record<string, unknown> = { type: undefined };
  for (const name in schema) {
    const value = schema[name as keyof TypeSchema];
    if (value !== undefined) present[name] = value;
  }
  return present as unknown as TypeSchema;
}

function nestedSchema(node: Node | undefined, report: Report, depth: number): TypeSchema | undefined {
  return node?.kind === 'object' && depth < maxSchemaDepth ? readSchema(node, report, depth + 1) : undefined;
}

function schemaMap(node: Node | undefined, report: Report, depth: number): ReadonlyMap<string, TypeSchema> | undefined {
  if (node?.kind !== 'object') return undefined;
  const schemas = new Map<string, TypeSchema>();
  for (const member of node.members) {
    const schema = nestedSchema(member.value, report, depth);
    if (schema) schemas.set(member.name, schema);
  }
  return schemas;
}

function schemaList(node: Node | undefined, report: Report, depth: number): readonly TypeSchema[] | undefined {
  if (node?.kind !== 'array') return undefined;
  return node.items.map((item) => nestedSchema(item, report, depth) ?? { type: undefined, span: item.span });
}

function readDiscriminator(node: Node | undefined, report: Report, depth: number): TypeSchema['discriminator'] {
  const property = nodeText(nodeMember(node, 'propertyName')?.value);
  const mapping = schemaMap(nodeMember(node, 'mapping')?.value, report, depth);
  return property !== undefined && mapping ? { property, mapping } : undefined;
}

function integer(node: Node | undefined): bigint | undefined {
  return node?.kind === 'constant' && node.value.kind === 'int' ? node.value.value : undefined;
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'constant' && node.value.kind === 'bool' && node.value.value;
}

function isFalse(node: Node | undefined): boolean {
  return node?.kind === 'constant' && node.value.kind === 'bool' && !node.value.value;
}
