import { ownMember } from '../../text/own-member.ts';
import { wrapped } from '../writing/wrap.ts';

/** What a notice means, and what to do about it. */
export interface NoticeHelp {
  readonly about: string;
  readonly advice: string;
}

const file = {
  about: 'A template or a file that belongs to it is not as the language wants it, so that a part of it is not read.',
  advice: 'Correct the place that the notice names. The Bicep CLI and the deployment service refuse it, too.',
};

const unevaluated = {
  about: 'An expression cannot be evaluated, or only by Azure. Its value counts as not known.',
  advice: 'Nothing, unless the expression is wrong: findings that depend on the value say so.',
};

/** All notices by their codes, for explain and for the page about troubleshooting. */
export const noticeHelp: Readonly<Record<string, NoticeHelp>> = {
  gap: {
    about:
      'A module, a linked template or another part of a deployment cannot be seen. The notice says what it may hide.',
    advice:
      "For modules of registries, run 'bicep restore' or give --module-cache. --unknown error makes changes of what is passed to it fail.",
  },
  file: {
    about: 'A file cannot be read: it is missing, too large, a link that leads outside, or it has no text.',
    advice: 'Put the file there, or remove what names it.',
  },
  limit: {
    about: 'Evaluating a target was given up, because it takes more than armlock allows. SECURITY.md lists the limits.',
    advice: 'Split the template, or make its loops smaller.',
  },
  'internal-error': {
    about: 'armlock itself failed on a target. The other targets are judged.',
    advice: 'Report it with what ARMLOCK_DEBUG=1 prints.',
  },
  'configuration-changed': {
    about: 'The change edits the configuration, rules or the context. It is judged by what base says.',
    advice: 'Have the edit reviewed by those who answer for backups: it counts once it is merged.',
  },
  'configuration-unread': {
    about: 'There is an armlock.yaml in another folder than the root of the repository. No command reads it.',
    advice: 'Move what it says to the root; overrides hold for some targets only.',
  },
  unjudged: {
    about: 'Base has a setting that protects backups, it changes, and no check looked at it.',
    advice: 'Review the change of that setting yourself, and report it as a bug of armlock.',
  },
  'base-state': {
    about: 'The live state is that of another resource, or of another place, than the template.',
    advice: 'Write the file again for the vaults that the template deploys.',
  },
  'mode-changed': {
    about: 'The change edits how a target is deployed, which decides whether a deployment deletes what is missing.',
    advice: 'Have the edit reviewed: what the template no longer has may be deleted.',
  },
  'parameter-files': {
    about: 'The two sides are checked with parameter files that have different names.',
    advice: 'Give --parameters and --base-parameters, if other files are meant.',
  },
  'using-none': {
    about:
      'A Bicep parameter file no longer names a template: it says using none. Head is checked with the template of base.',
    advice: 'Check whether the target is still deployed.',
  },
  'head-in-base': {
    about: 'The commit to judge is an ancestor of base, so that no change lies between them.',
    advice: 'Exchange the two, or compare them themselves with --exact-base or v1..v2.',
  },
  'live-state-shape': {
    about: 'The file with the live state has no resources, or none that belong to the template.',
    advice: 'Ask for the right subscription and resource group when the file is written.',
  },
  'waiver-malformed': {
    about: 'A waiver is not as it should be, so that it covers nothing.',
    advice: 'Correct the place that the notice names.',
  },
  'waiver-expired': {
    about: 'The last day of a waiver is over. What it covered is reported again.',
    advice: 'Remove it, or renew it with a reason.',
  },
  'waiver-unused': {
    about: 'A waiver covers nothing here.',
    advice: 'Remove it if it is no longer needed: it could cover something else later.',
  },
  'baseline-outdated': {
    about: 'Findings of the baseline are gone.',
    advice: 'Write it again with --write-baseline, so that they are reported if they come back.',
  },
  'target-missing': {
    about: 'armlock.yaml declares a target whose template or parameter file is not there.',
    advice: "Correct or remove the declaration; 'armlock targets' lists what is found.",
  },
  'ignore-unused': {
    about: 'An entry of ignore matches no file. Often, a folder was renamed and is judged again.',
    advice: 'Correct or remove the entry.',
  },
  'rule-type': {
    about: 'A rule names a resource type that Azure does not have.',
    advice: 'Correct the type: the rule finds nothing there.',
  },
  'rule-property': {
    about: 'A rule names a property that the resource type does not have.',
    advice: 'Correct the path: the rule finds nothing there.',
  },
  'what-if': {
    about: 'The document of a what-if does not show something, such as a resource that could not be evaluated.',
    advice: 'What it hides counts as not known. Run the what-if with the validation level Provider.',
  },
  context: {
    about: 'An expression asks for the place of the deployment, which is not known.',
    advice: 'Give --context, or context or scope in armlock.yaml.',
  },
  'json-syntax': file,
  'json-duplicate-key': file,
  'expression-syntax': file,
  'template-shape': file,
  'parameters-shape': file,
  'parameter-unknown': file,
  'parameter-missing': file,
  'parameter-value': file,
  'bicep-syntax': file,
  'bicep-name': file,
  'bicep-type': file,
  'bicep-using': file,
  'bicep-expression': file,
  'bicep-reference': file,
  'bicep-extension': file,
  failed: unevaluated,
  unsupported: unevaluated,
  runtime: unevaluated,
  loop: unevaluated,
};

/** What `explain` prints of a notice; undefined if there is none of that code. */
export function noticeText(code: string): string | undefined {
  const help = ownMember(noticeHelp, code);
  if (!help) return undefined;
  const lines = [`${code} (notice)`, '', ...wrapped(help.about, ''), '', ...wrapped(`What to do: ${help.advice}`, '')];
  return `${lines.join('\n')}\n`;
}
