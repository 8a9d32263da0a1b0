import { refusalOf } from '../../arm/evaluate/check-value.ts';
import type { Arguments } from '../../arm/evaluate/parameters.ts';
import type { Template, TypeSchema } from '../../arm/template.ts';
import type { Value } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import { assign } from '../types/assign.ts';
import { typeOfSchema } from '../types/schema.ts';
import type { Assignment, BicepParameters } from './parameters.ts';

/**
 * The values of a parameter file for the parameters of a template. Reports a value for a parameter that the template
 * lacks, unless it is taken over from another file: that one may serve several templates.
 */
export function argumentsFor(template: Template, { model, assignments }: BicepParameters, report: Report): Arguments {
  const values = new Map<string, Value>();
  for (const [name, assignment] of assignments) {
    const { statement, model: from, value } = assignment;
    const declared = template.parameters.get(name.toLowerCase());
    if (declared?.name === name) {
      values.set(name.toLowerCase(), value);
      checkType(assignment, declared.schema, template, report);
    } else if (from === model) {
      const hint = declared === undefined ? '' : ` It has '${declared.name}', and case counts.`;
      const message = `The template has no parameter '${name}'.${hint}`;
      report({ severity: 'error', code: 'parameter-unknown', message, span: statement.name.span });
    }
  }
  return values;
}

/** What is wrong with what is known of a value is told when the template takes it. */
function checkType(
  { statement, value, type }: Assignment,
  schema: TypeSchema,
  { definitions }: Template,
  report: Report,
): void {
  if (refusalOf(value, schema, definitions) !== undefined) return;
  const { name, value: node } = statement;
  const complain = (message: string, span: Span): void =>
    report({ severity: 'error', code: 'bicep-type', message, span });
  const given = { type, node: undefined, span: node.span, what: `Parameter '${name.name}'` };
  assign(given, typeOfSchema(schema, definitions), { typeOf: () => type, complain });
}
