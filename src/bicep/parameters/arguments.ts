import { refusalOf } from '../../arm/evaluate/check-value.ts';
import type { Arguments } from '../../arm/evaluate/parameters.ts';
import type { Template, TypeSchema } from '../../arm/template.ts';
import type { Value } from '../../expr/value.ts';
import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import { assign } from '../types/assign.ts';
import { typeOfSchema } from '../types/schema.ts';
import type { Assignment, BicepParameters } from './parameters.ts';

/** The values of a parameter file for one template, and which of them do not fit it. */
export interface FittedArguments {
  readonly values: Arguments;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Fits the values of a parameter file to the parameters of a template. A value for a parameter that the template lacks
 * is an error, unless it is taken over from another file: that one may serve several templates.
 */
export function argumentsFor(template: Template, { model, assignments }: BicepParameters): FittedArguments {
  const values = new Map<string, Value>();
  const diagnostics: Diagnostic[] = [];
  for (const [name, assignment] of assignments) {
    const { statement, model: from, value } = assignment;
    const declared = template.parameters.get(name.toLowerCase());
    if (declared?.name === name) {
      values.set(name.toLowerCase(), value);
      diagnostics.push(...misfits(assignment, declared.schema, template));
    } else if (from === model) {
      const hint = declared === undefined ? '' : ` It has '${declared.name}', and case counts.`;
      const message = `BCP259: The parameter "${name}" is assigned in the params file without being declared in the Bicep file.${hint}`;
      diagnostics.push({ severity: 'error', code: 'parameter-unknown', message, span: statement.name.span });
    }
  }
  return { values, diagnostics };
}

/** A wrong value is reported when the template takes it. */
function misfits(
  { statement, value, type }: Assignment,
  schema: TypeSchema,
  { definitions }: Template,
): readonly Diagnostic[] {
  if (refusalOf(value, schema, definitions) !== undefined) return [];
  const { name, value: node } = statement;
  const found: Diagnostic[] = [];
  const complain = (message: string, span: Span): void => {
    found.push(bicepError(message, span, 'bicep-type'));
  };
  const given = { type, node: undefined, span: node.span, what: `Parameter '${name.name}'` };
  assign(given, typeOfSchema(schema, definitions), { known: new Map(), complain });
  return found;
}
