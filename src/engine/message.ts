import type { CommonPlaceholder } from '../checks/behaviour.ts';
import { presenceValue, type Reported, type UnknownCause } from '../checks/check.ts';
import { flattenOrigins } from '../expr/make-value.ts';
import type { Origin } from '../expr/value.ts';
import type { Deployment, Resource } from '../model/deployment.ts';
import { nameText, shownSegments } from '../model/identity.ts';
import { policyReferenceOf, protectedKind, vaultKindOf, vaultNoun } from '../protection/azure/kinds.ts';
import { fixText } from '../rules/rule.ts';
import { ownMember } from '../text/own-member.ts';
import { whereIs } from '../text/source.ts';
import type { Candidate } from './candidate.ts';
import { assumptionText, deployedWith } from './choice-text.ts';
import type { FindingPart } from './result.ts';
import { shownPath } from './secure-texts.ts';

/** What happened, in the words of the rule, and what limits the statement. */
export function messageOf(candidate: Candidate, parts: readonly FindingPart[]): string {
  const filled = fill(candidate, { parts: partsText(parts) });
  return [filled, ...qualifiers(candidate)].join(' ');
}

/** What happened, and nothing else. */
export function whatHappened(candidate: Candidate): string {
  return fill(candidate, { deletion: '' });
}

/** What to do, with the value of base where that is plain. */
export function adviceOf({ rule, observed: { before, unknownIn } }: Candidate): string {
  const isPlain =
    unknownIn !== 'base' && before !== '' && before.length <= maxAdvised && !/\[|not (?:known|declared)/.test(before);
  return fixText(rule, isPlain ? before : undefined);
}

/** Longer values are found at their place more easily than in a sentence. */
const maxAdvised = 80;

function fill({ rule, observed, superseded }: Candidate, more: Readonly<Record<string, string>>): string {
  const unknown = observed.unknownIn === 'base' ? unknownBase : (rule.messages.unknown ?? '');
  const template = observed.verdict === 'unknown' ? unknown : rule.messages.weakened;
  // Where a placeholder has nothing to say, the blank before it goes, too.
  const filled = template.replace(/( ?)\{(\w+)\}/g, (written, blank: string, name: string) => {
    const common = ownMember(commonTexts, name);
    const text = ownMember(more, name) ?? common?.(observed, superseded) ?? ownMember(observed.texts, name);
    return text === undefined ? written : text === '' ? '' : `${blank}${text}`;
  });
  return filled.trim();
}

/** What a rule says of head does not fit where head is known. */
const unknownBase = 'Cannot determine {property} of {name} in base: {unknown}.';

const maxParts = 5;

/** Each part with its place. */
function partsText(parts: readonly FindingPart[]): string {
  const shown = parts.slice(0, maxParts).map(({ message, span }) => `${message.replace(/\.$/, '')} (${whereIs(span)})`);
  const more = parts.length > maxParts ? [`And ${parts.length - maxParts} more`] : [];
  return [...shown, ...more].join('. ');
}

type CommonText = (observed: Reported, superseded: readonly Candidate[]) => string;

/** What every message can use. A message uses few of them, and there are very many messages. */
const commonTexts: Readonly<Record<CommonPlaceholder, CommonText>> = {
  name: ({ subject }) => nameText(subject.name),
  type: ({ subject }) => subject.type,
  property: ({ property, pair }) => shownPath(property, [pair.base, pair.head]),
  vault: ({ subject }) => vaultText(subject),
  vaultName: ({ subject }) => shownSegments(subject.name)[0] ?? '',
  Vault: ({ subject }) => vaultText(subject).charAt(0).toUpperCase() + vaultText(subject).slice(1),
  before: ({ before }) => shortened(before),
  after: ({ after }) => shortened(after),
  unknown: ({ unknown }) => clauseOf(unknownText(unknown)),
  claims: (_, superseded) => supersededText(superseded),
};

function vaultText(subject: Resource): string {
  const kind = vaultKindOf(subject);
  return kind ? vaultNoun(kind) : 'vault';
}

function unknownText(cause: UnknownCause = 'a value is not known'): string {
  return typeof cause === 'string' ? cause : cause.text;
}

/** Longer values are expressions, which are there to be recognised. */
const maxValue = 160;

/** A value as a part of a sentence. */
export function shortened(text: string): string {
  return text.length > maxValue ? `${text.slice(0, maxValue)}…` : text;
}

/** A reason as the end of a sentence; some are sentences of their own. */
function clauseOf(reason: string): string {
  const text = reason.replace(/\.$/, '');
  return /^(?:The|An?|It) /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** `, and with it 2 policies and 1 item`. */
function supersededText(superseded: readonly Candidate[]): string {
  const counted = (['policy', 'item'] as const).flatMap((kind) => {
    const resources = new Set(
      superseded.filter(({ observed }) => protectedKind(observed.subject) === kind).map(subjectName),
    );
    const noun =
      kind === 'policy' ? (resources.size === 1 ? 'policy' : 'policies') : resources.size === 1 ? 'item' : 'items';
    return resources.size === 0 ? [] : [`${resources.size} ${noun}`];
  });
  return counted.length === 0 ? '' : `, and with it ${counted.join(' and ')}`;
}

function subjectName({ observed }: Candidate): string {
  return nameText(observed.subject.name);
}

function qualifiers({ observed, comparison: { head, onlyWidened } }: Candidate): readonly string[] {
  const sentences: string[] = [];
  const parameter = overridableParameter(decidingOrigins(observed), head);
  if (onlyWidened && observed.verdict === 'unknown')
    sentences.push('Base fixes it; with head, a caller can override it.');
  else if (observed.widened) sentences.push('Base does not accept this value, head does.');
  else if (observed.chosen) sentences.push(`A caller can choose this with ${assumptionText(observed.chosen)}.`);
  else if (onlyWidened) sentences.push(...choiceText(observed, head));
  else if (parameter !== undefined) {
    sentences.push(`This is the default of parameter '${parameter}' and can be overridden at deployment.`);
  }
  const { guessed, knownFrom, possibleHome, leftOutBy } = observed.pair;
  if (leftOutBy !== undefined) {
    const how = deployedWith(observed.pair);
    const choice = how === '' ? 'a caller can deploy it' : `a caller can deploy it with ${how}`;
    sentences.push(`The default of parameter ${leftOutBy} leaves it out, but ${choice}.`);
  }
  if (possibleHome !== undefined) {
    sentences.push(`'${possibleHome}' declares it, but armlock does not know whether this file is deployed.`);
  }
  if (knownFrom !== undefined) {
    sentences.push(`Base declares it in '${knownFrom}'. The two files may be deployed to different places.`);
  } else if (guessed) {
    sentences.push('The names are not known; armlock compared the two because each is the only one of its type.');
  }
  return sentences;
}

/** That it takes another value of a parameter than its default. */
function choiceText({ pair, head: seen }: Reported, head: Deployment): readonly string[] {
  const origins = flattenOrigins([...(seen?.own ?? []), ...presenceValue(pair.head).origins]);
  const parameter = head.parameters.find(({ nameSpan }) =>
    origins.some(({ span }) => span.file === nameSpan?.file && span.start === nameSpan.start),
  );
  if (!parameter) return [];
  return [`The default of parameter '${parameter.name}' does not lead to it; a caller can choose a value that does.`];
}

/**
 * The origins that a verdict depends on. Of the id of a policy, only the name at its end counts: what the item's own name
 * is made of as well is the vault.
 */
function decidingOrigins({ subject, property, head }: Reported): readonly Origin[] {
  const own = head?.own ?? [];
  if (policyReferenceOf(subject) !== property) return own;
  const ofItem = new Set(flattenOrigins(subject.name.origins).map(({ span }) => whereIs(span)));
  return own.filter(
    (origin) => !flattenOrigins([origin]).some(({ role, span }) => role === 'default' && ofItem.has(whereIs(span))),
  );
}

/** The root parameter whose default a value is. */
function overridableParameter(origins: readonly Origin[], head: Deployment): string | undefined {
  for (const { role, span } of flattenOrigins(origins)) {
    if (role !== 'default') continue;
    const found = head.parameters.find(
      ({ defaultSpan }) =>
        defaultSpan?.file === span.file && defaultSpan.start <= span.start && span.end <= defaultSpan.end,
    );
    if (found) return found.name;
  }
  return undefined;
}
