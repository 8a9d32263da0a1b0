import type { Arguments } from '../../arm/parameters.ts';
import type { Template } from '../../arm/template.ts';
import type { Value } from '../../expr/value.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { BicepParameters } from './read.ts';

/**
 * The values of a parameter file for the parameters of a template. Reports a value for a parameter that the template
 * lacks, unless it is taken over from another file: that one may serve several templates.
 */
export function argumentsFor(template: Template, { model, assignments }: BicepParameters, report: Report): Arguments {
  const values = new Map<string, Value>();
  for (const [name, { statement, model: from, value }] of assignments) {
    const declared = template.parameters.get(name.toLowerCase())?.name;
    if (declared === name) values.set(name.toLowerCase(), value);
    else if (from === model) {
      const hint = declared === undefined ? '' : ` It has '${declared}', and case counts.`;
      const message = `The template has no parameter '${name}'.${hint}`;
      report({ severity: 'error', code: 'parameter-unknown', message, span: statement.name.span });
    }
  }
  return values;
}
