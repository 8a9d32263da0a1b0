import { bicepCodes } from './bicep-codes.ts';
import { ownMember } from './own-member.ts';

/** The codes of armlock's own diagnostics and notices, with what they mean and what to do. */
export const ownCodes = {
  'base-state':
    'The live state has none of the resources that the template deploys, so nothing was compared. The exit code is 3.',
  'baseline-outdated': 'The baseline has findings that no longer exist. Update it with --write-baseline.',
  'bicep-expression':
    'A Bicep file has an error that armlock finds without a number of the compiler. Run "bicep build".',
  'bicep-extension':
    'A Bicep extension or its configuration does not concern Azure resources, so armlock does not read it.',
  'bicep-file': 'A file that a Bicep file loads cannot be read or parsed.',
  'bicep-name': 'A name in a Bicep file does not exist or is declared twice.',
  'bicep-reference': 'A module, an import or an extended file cannot be read. Restore modules with "bicep restore".',
  'bicep-syntax': 'A Bicep file has a syntax error. armlock reads the rest of the file; the result is incomplete.',
  'bicep-type': 'A value in a Bicep file has a type that does not fit.',
  'bicep-using': 'The "using" or "extends" declaration of a parameter file is missing, repeated or cannot be followed.',
  'configuration-changed':
    'The change edits armlock.yaml, rules, the baseline or the context. armlock uses those of base until it is merged.',
  'configuration-unread':
    'An armlock.yaml is not at the root of the repository, so no command reads it. Move its settings to the root.',
  cycle: 'A variable, parameter or function depends on itself. Azure refuses the template.',
  'expression-syntax': 'An expression in brackets has a syntax error. Azure refuses the template.',
  extension: 'Resources of this extension are not Azure resources. armlock lists them but does not check them.',
  failed: 'An expression fails in every deployment. Azure refuses the template.',
  file: 'A file cannot be read. The result is incomplete.',
  'folder-unlisted':
    'A folder cannot be listed, so that armlock did not look into it. Give the permission, or ignore the folder.',
  'function-arguments': 'A template function refuses its arguments. The deployment fails.',
  'function-arity': 'A template function is called with a wrong number of arguments. Azure refuses the template.',
  'function-value': 'A user-defined function gets or returns a value of a wrong type. The deployment fails.',
  gap: 'armlock cannot see a part of a deployment, such as a module that is not restored. It may hide a loss.',
  'head-in-base': 'Base contains all commits of head, so there is no change to judge. Check --base and --head.',
  'ignore-unused': 'A pattern in "ignore" of armlock.yaml matches no file. Correct or remove it.',
  incomplete: 'A part of the input could not be read, so armlock did not check it. The exit code is 3.',
  'internal-error': 'armlock itself failed on a file. This is a bug; please report it.',
  'json-duplicate-key': 'A JSON object has the same property twice. The last one counts.',
  'json-syntax': 'A file is not valid JSON. armlock reads what is left; the result is incomplete.',
  limit: 'A template or a list of resources is too large or nested too deeply for armlock. The rest is not evaluated.',
  'live-state-shape': 'The file with the live state does not have the expected form.',
  loop: 'A loop has no valid count or source. Azure refuses the template.',
  'mode-changed': 'The change declares another deployment mode. armlock judges removals by the mode of base.',
  more: 'More notices of this kind exist than the report shows.',
  'nested-location': 'A nested deployment has a location where Azure does not allow one, or lacks a required one.',
  'nested-mode': 'A nested deployment asks for complete mode. Azure refuses it.',
  'no-case': 'No case of a choice can be deployed.',
  'no-item': 'An index is outside of an array. The deployment fails.',
  'no-property': 'An expression reads a property that does not exist. The deployment fails.',
  'output-value': 'The value of an output does not fit its declaration. The deployment fails.',
  parameter: 'A parameter has no value.',
  'parameter-files':
    'Base and head are judged with parameter files of different names. Name them with --parameters and --base-parameters.',
  'parameter-missing': 'A parameter without a default gets no value. Name the parameter file of the deployment.',
  'parameters-without-template':
    'A JSON parameter file changed, and it is not known for which template it is. Declare the target in armlock.yaml.',
  'parameter-unknown': 'A parameter file or module sets a parameter that the template does not declare.',
  'parameter-value': 'The value of a parameter does not fit its declaration. The deployment fails.',
  'parameters-shape': 'A JSON parameter file does not have the expected form.',
  'resource-name': 'The name of a resource is not valid. Azure refuses the template.',
  rule: 'A rule cannot be used, for example because another one has its id.',
  'rule-id': 'The id of a rule must equal the name of its file.',
  'rule-mode': 'The behaviour of a rule cannot judge the mode of the rule.',
  'rule-placeholder': 'A message of a rule has a placeholder that its behaviour does not fill.',
  'rule-property': 'A rule names a property that the resource type does not have.',
  'rule-type': 'A rule names a resource type that is not published.',
  runtime: 'A function that only the service can evaluate is used where its value must be known.',
  schema: 'A YAML file does not fit its schema.',
  scope: 'A scope function is not valid at the scope of the deployment. Azure refuses the template.',
  'snapshot-shape': 'A snapshot of the official compiler does not have the expected form.',
  'target-missing': 'armlock.yaml declares a target whose file does not exist. Correct or remove the target.',
  'template-shape': 'A JSON template does not have the expected form. Azure refuses it.',
  unjudged: 'A setting changed and no rule checked it. Compare it by hand. This is a bug; please report it.',
  'unknown-function': 'A template function does not exist. Azure refuses the template.',
  'unknown-name': 'A variable, parameter or resource does not exist in the template. Azure refuses the template.',
  unsupported: 'armlock cannot evaluate this part of a template.',
  'using-none': 'A parameter file no longer names the template of base: it names another one, or none.',
  waiver: 'A waiver in armlock.yaml cannot be used.',
  'waiver-expired': 'The last day of a waiver has passed. armlock reports its findings again.',
  'waiver-malformed': 'A waiver or an armlock-allow comment is not valid. Correct it.',
  'waiver-unused': 'A waiver or an armlock-allow comment covers no finding. Remove it.',
  'what-if': 'The what-if contains an error or warning of the service.',
  'what-if-shape': 'The file does not have the form of a what-if result.',
  'yaml-syntax': 'A file is not valid YAML.',
} as const;

/** A number of the Bicep compiler. */
export type BicepCode = keyof typeof bicepCodes;

/** The code of a diagnostic or notice: all that exist. */
export type DiagnosticCode = keyof typeof ownCodes | BicepCode;

/** What a code means, for people; undefined if there is no such code. */
export function codeText(code: string): string | undefined {
  const official = ownMember(bicepCodes, code.toUpperCase());
  if (official === undefined) return ownMember(ownCodes, code);
  return `An error of the Bicep compiler, for example: ${official} Azure does not see the file until "bicep build" accepts it.`;
}
