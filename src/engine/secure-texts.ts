import type { CheckContext, Reported } from '../checks/check.ts';
import { isSecured, membersOf } from '../expr/make-value.ts';
import { secureText } from '../expr/print.ts';
import { searchable } from '../expr/secret-texts.ts';
import type { Value } from '../expr/value.ts';
import type { Resource } from '../model/deployment.ts';
import { ladders } from '../protection/azure/ladders.ts';
import { memo } from '../text/memo.ts';

/** Where a template has more of them, what a check says is not searched, but hidden as a whole. */
const maxTexts = 500;

const levels: ReadonlySet<string> = new Set(
  Object.values(ladders).flatMap(({ ranks }) => Object.keys(ranks).map((word) => word.toLowerCase())),
);

/**
 * What a check observed, without the texts of secure values: checks put together sentences of days, names and words, and
 * not each of them knows where a word is from. The levels of protections are no secrets.
 */
export function withoutSecureTexts(observed: Reported, context: CheckContext): Reported {
  const secure = secureTextsIn(context);
  if (secure.length === 0) return observed;
  const clean = (text: string): string => without(secure, text);
  const cleaned = Object.entries(observed.texts).map(([name, text]) => [name, clean(text)] as const);
  const texts = Object.fromEntries(cleaned);
  const told = { ...observed, before: clean(observed.before), after: clean(observed.after), texts };
  if (told.verdict !== 'unknown') return told;
  const { unknown } = told;
  return {
    ...told,
    unknown: typeof unknown === 'string' ? clean(unknown) : { ...unknown, text: clean(unknown.text) },
  };
}

/** The path of a setting for people: what is in a list is named as the template names it. */
export function shownPath(path: string, resources: readonly (Resource | undefined)[]): string {
  return resources.reduce((left, resource) => (resource ? without(secureTextsOf(resource), left) : left), path);
}

function without(secure: readonly string[], text: string): string {
  if (secure.length > maxTexts) return text === '' ? '' : secureText;
  return secure.reduce((left, one) => hidden(left, one), text);
}

/** Replaces a text in whatever case: some checks compare, and report, words in lower case. */
function hidden(text: string, secure: string): string {
  const lower = text.toLowerCase();
  // Some letters change their length with their case.
  if (lower.length !== text.length) return text.replaceAll(secure, secureText);
  let [made, done] = ['', 0];
  for (let at = lower.indexOf(secure); at >= 0; at = lower.indexOf(secure, done)) {
    made += text.slice(done, at) + secureText;
    done = at + secure.length;
  }
  return made + text.slice(done);
}

const secureTextsIn: (context: CheckContext) => readonly string[] = memo(({ pairs }) => {
  const found = new Set<string>();
  for (const { base, head } of pairs) {
    for (const resource of [base, head]) if (resource) addTexts(resource, found);
  }
  return searchable(found);
});

const secureTextsOf: (resource: Resource) => readonly string[] = memo((resource) => {
  const found = new Set<string>();
  addTexts(resource, found);
  return searchable(found);
});

function addTexts({ body, name, apiVersion, scope }: Resource, found: Set<string>): void {
  const visit = (value: Value): void => {
    if (!isSecured(value)) return;
    if (value.kind === 'string' || value.kind === 'int') add(value.value.toString());
    else if (value.kind === 'array') value.items.forEach(visit);
    else if (value.kind === 'choice') for (const one of value.cases) visit(one.value);
    else if (value.kind === 'object') {
      for (const { key, value: member, secureKey } of membersOf(value)) {
        if (secureKey && typeof key === 'string') add(key);
        visit(member);
      }
    }
  };
  const add = (text: string): void => {
    const lower = text.toLowerCase();
    if (!levels.has(lower)) found.add(lower);
  };
  for (const value of [body, name, apiVersion, scope]) visit(value);
}
