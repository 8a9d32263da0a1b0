import { secureText } from '../expr/print.ts';
import { searchable } from '../expr/secret-texts.ts';
import type { Deployment } from '../model/deployment.ts';

/** To look for more secrets in more sentences than this is not worth the time: none is shown then. */
const maxSearches = 1_000_000;

/**
 * Takes the texts of secure values out of what is said of a deployment. Type checkers and readers quote what is written
 * before it is known what it is for.
 */
export function withoutSecretTexts<D extends Pick<Deployment, 'diagnostics' | 'gaps' | 'secretTexts'>>(
  deployment: D,
): D {
  const { diagnostics, gaps, secretTexts = [] } = deployment;
  const texts = searchable(secretTexts);
  if (texts.length === 0) return deployment;
  const isTooMuch = texts.length * (diagnostics.length + gaps.length) > maxSearches;
  const clean = (sentence: string): string =>
    isTooMuch ? unshown : texts.reduce((left, text) => left.replaceAll(text, secureText), sentence);
  return {
    ...deployment,
    diagnostics: diagnostics.map((one) => ({ ...one, message: clean(one.message) })),
    gaps: gaps.map((gap) => ({ ...gap, hides: clean(gap.hides), why: { ...gap.why, text: clean(gap.why.text) } })),
  };
}

const unshown = 'what is said of it is not shown, because it may quote secure values';
