import path from 'node:path';
import { commonPlaceholders, type Judged } from '../checks/behaviour.ts';
import { behaviourOf } from '../checks/behaviours.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { SourceFile, Span } from '../text/source.ts';
import { tool } from '../text/tool.ts';
import { readYaml, type YamlDocument } from '../yaml/read-yaml.ts';
import { validatorOf } from '../yaml/validate.ts';
import { unknownNames } from './named-types.ts';
import type { Rule } from './rule.ts';
import { ruleFilesIn } from './rule-files.ts';
import { ruleSchema } from './schema.ts';

/** The rules of a folder, or what is wrong with them. */
export interface LoadedRules {
  readonly rules: readonly Rule[];
  /** What keeps a rule from being loaded. */
  readonly diagnostics: readonly Diagnostic[];
  /** What keeps a rule that is loaded from finding anything, such as a resource type that is not published. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Loads every rule of a folder: one YAML file each. A rule with a problem is left out and the problem is reported with its
 * position.
 *
 * @param shown the folder as people know it
 */
export function loadRules(folder: string, shown: string): LoadedRules {
  return readRules(ruleFilesIn(folder, shown));
}

/** Reads rules, one from each file. */
export function readRules(files: readonly SourceFile[]): LoadedRules {
  const validate = validatorOf(ruleSchema());
  const read = files.map((file) => readRule(file, validate));
  const rules = read.flatMap((one) => ('rule' in one ? [one.rule] : []));
  const warnings = read.flatMap((one) => ('rule' in one ? one.warnings : []));
  return { rules, diagnostics: read.flatMap((one) => ('rule' in one ? [] : one.diagnostics)), warnings };
}

type ReadRule =
  | { readonly rule: Rule; readonly warnings: readonly Diagnostic[] }
  | { readonly diagnostics: readonly Diagnostic[] };

/** What only a catalogue asks of a rule. */
type Optional = 'status' | 'since' | 'references';

function readRule(file: SourceFile, validate: (document: YamlDocument) => readonly Diagnostic[]): ReadRule {
  const document = readYaml(file);
  if (!('data' in document)) return { diagnostics: document };
  const problems = validate(document);
  if (problems.length > 0) return { diagnostics: problems };
  // The schema describes exactly this type, less what a rule of one's own may leave out.
  const written = document.data as Omit<Rule, Optional> & Partial<Pick<Rule, Optional>>;
  const rule: Rule = { status: 'stable', since: tool.version, references: [], ...written };
  const diagnostics = [
    ...misnamed(rule, file, document),
    ...wrongMode(rule, document),
    ...wrongPlaceholders(rule, document),
  ];
  return diagnostics.length > 0 ? { diagnostics } : { rule, warnings: unknownNames(rule, document) };
}

function misnamed({ id }: Rule, file: SourceFile, document: YamlDocument): readonly Diagnostic[] {
  const stem = path.posix.basename(file.path).replace(/\.ya?ml$/, '');
  if (stem === id) return [];
  const message = `The id '${id}' must equal the name of the file, '${stem}'.`;
  return [{ severity: 'error', code: 'rule-id', message, span: document.spanAt(['id']) }];
}

/** In a mode that a behaviour does not judge, a rule would never find anything. */
function wrongMode({ check, mode }: Rule, document: YamlDocument): readonly Diagnostic[] {
  const judges = behaviourOf(check.kind)?.judges ?? [];
  const asked: readonly Judged[] = mode === 'both' ? ['diff', 'state'] : [mode];
  if (asked.every((one) => judges.includes(one))) return [];
  const message = `'${check.kind}' cannot judge mode '${mode}'; use ${judges.join(' or ')}.`;
  return [{ severity: 'error', code: 'rule-mode', message, span: document.spanAt(['mode']) }];
}

/** A placeholder that the check does not fill would be printed as it is. */
function wrongPlaceholders({ check, messages, fix }: Rule, document: YamlDocument): readonly Diagnostic[] {
  const known = [...Object.keys(commonPlaceholders), ...Object.keys(behaviourOf(check.kind)?.placeholders ?? {})];
  const inMessages = Object.entries(messages).flatMap(([verdict, text]) =>
    otherPlaceholders(text, known, document.spanAt(['messages', verdict])),
  );
  return [...inMessages, ...otherPlaceholders(fix, ['before'], document.spanAt(['fix']))];
}

function otherPlaceholders(text: string, known: readonly string[], span: Span): readonly Diagnostic[] {
  return [...text.matchAll(/\{(\w*)\}/g)]
    .filter(([, name = '']) => !known.includes(name))
    .map(([written]): Diagnostic => {
      const message = `There is no placeholder ${written} here; use ${known.map((name) => `{${name}}`).join(', ')}.`;
      return { severity: 'error', code: 'rule-placeholder', message, span };
    });
}
