import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile } from '../text/source.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { validatorOf } from '../yaml/validate.ts';

/** What a case says of itself, beside the templates. */
export interface RuleCase {
  readonly about: string;
  readonly mode?: 'incremental' | 'complete' | 'stack-delete' | 'stack-detach';
  readonly context?: Readonly<Record<string, string>>;
  readonly expect: readonly WantedFinding[];
}

/** A finding that must come out. */
export interface WantedFinding {
  readonly rule: string;
  readonly verdict: 'weakened' | 'unknown';
  readonly confidence: 'certain' | 'possible';
  /** The name of the resource, where several are alike. */
  readonly resource?: string;
  /** File and line in head: `main.bicep:12`. */
  readonly at: string;
}

const text = { type: 'string', minLength: 1 };

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['about', 'expect'],
  properties: {
    about: text,
    facts: { type: 'array', items: text },
    bothWays: { type: 'boolean' },
    mode: { enum: ['incremental', 'complete', 'stack-delete', 'stack-detach'] },
    context: { type: 'object', additionalProperties: { type: 'string' } },
    expect: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['rule', 'verdict', 'confidence', 'at'],
        properties: {
          rule: text,
          verdict: { enum: ['weakened', 'unknown'] },
          confidence: { enum: ['certain', 'possible'] },
          outcome: text,
          resource: text,
          at: {
            type: 'string',
            pattern: '^[^:]+:\\d+$',
            patternErrorMessage: `Write file and line as 'main.bicep:12'.`,
          },
        },
      },
    },
  },
};

/** Reads a case, or says what is wrong with it. */
export function readRuleCase(file: SourceFile): RuleCase | readonly Diagnostic[] {
  const document = readYaml(file);
  if (!('data' in document)) return document;
  const problems = validatorOf(schema, 'The case')(document);
  // The schema describes exactly this type.
  return problems.length > 0 ? problems : (document.data as RuleCase);
}
