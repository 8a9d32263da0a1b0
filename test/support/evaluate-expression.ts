import type { ContextOptions } from '../../src/arm/context.ts';
import { canonicalJson, memberAt } from './json-compare.ts';
import { resolveText } from './json-resolve.ts';
import { schemaOf } from './json-templates.ts';

export interface ExpressionSettings {
  readonly scope?: string;
  readonly context?: ContextOptions;
  /** Further members of the template. */
  readonly template?: object;
}

/** What an expression in an output gives, as canonical JSON; `refused: …` if the template is refused. */
export function evaluateExpression(expression: string, settings: ExpressionSettings = {}): string {
  const { scope = 'resourceGroup', context = {}, template = {} } = settings;
  const text = JSON.stringify({
    $schema: schemaOf(scope),
    contentVersion: '1.0.0.0',
    resources: [],
    ...template,
    outputs: { o: { type: 'object', value: `[createObject('v', ${expression})]` } },
  });
  const { outputs, errors } = resolveText(text, {}, context);
  if (errors[0] !== undefined) return `refused: ${errors[0]}`;
  const output = memberAt(outputs, 'o');
  if (output?.kind === 'string') return output.value.replace(/^\[createObject\('v', (.*)\)\]$/s, '[$1]');
  const value = memberAt(output, 'v');
  return value ? canonicalJson(value) : 'nothing';
}
