import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile } from '../text/source.ts';
import { readYaml, type YamlDocument } from '../yaml/read-yaml.ts';
import { validatorOf } from '../yaml/validate.ts';
import { placeholdersOf } from './placeholders.ts';
import type { Rule } from './rule.ts';
import { ruleFilesIn } from './rule-files.ts';

/** The rules of a folder, or what is wrong with them. */
export interface LoadedRules {
  readonly rules: readonly Rule[];
  readonly diagnostics: readonly Diagnostic[];
}

const schemaUrl = new URL('../../rules/rule.schema.json', import.meta.url);

/**
 * Loads every rule of a folder: one YAML file each. A rule with a problem is left out and the problem is told with its
 * position.
 *
 * @param shown the folder as people know it
 */
export function loadRules(folder: string, shown: string): LoadedRules {
  return readRules(ruleFilesIn(folder, shown));
}

/** Reads rules, one from each file. */
export function readRules(files: readonly SourceFile[]): LoadedRules {
  const schema: unknown = JSON.parse(readFileSync(schemaUrl, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error('the schema of rules is no object');
  const validate = validatorOf(schema);
  const read = files.map((file) => readRule(file, validate));
  const rules = read.flatMap((one) => ('rule' in one ? [one.rule] : []));
  return { rules, diagnostics: read.flatMap((one) => ('rule' in one ? [] : one.diagnostics)) };
}

type ReadRule = { readonly rule: Rule } | { readonly diagnostics: readonly Diagnostic[] };

function readRule(file: SourceFile, validate: (document: YamlDocument) => readonly Diagnostic[]): ReadRule {
  const document = readYaml(file);
  if (!('data' in document)) return { diagnostics: document };
  const problems = validate(document);
  if (problems.length > 0) return { diagnostics: problems };
  // The schema describes exactly this type.
  const rule = document.data as Rule;
  const diagnostics = [...misnamed(rule, file, document), ...wrongPlaceholders(rule, document)];
  return diagnostics.length > 0 ? { diagnostics } : { rule };
}

function misnamed({ id }: Rule, file: SourceFile, document: YamlDocument): readonly Diagnostic[] {
  const stem = path.posix.basename(file.path).replace(/\.ya?ml$/, '');
  if (stem === id) return [];
  const message = `The id '${id}' must equal the name of the file, '${stem}'.`;
  return [{ severity: 'error', code: 'rule-id', message, span: document.spanAt(['id']) }];
}

/** A placeholder that the check does not fill would be printed as it is. */
function wrongPlaceholders({ check, messages }: Rule, document: YamlDocument): readonly Diagnostic[] {
  const known = placeholdersOf(check);
  return Object.entries(messages).flatMap(([verdict, text]) =>
    [...text.matchAll(/\{(\w*)\}/g)]
      .filter(([, name = '']) => !known.includes(name))
      .map(([written]): Diagnostic => {
        const message = `There is no placeholder ${written} here; use ${known.map((name) => `{${name}}`).join(', ')}.`;
        return { severity: 'error', code: 'rule-placeholder', message, span: document.spanAt(['messages', verdict]) };
      }),
  );
}
