import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import { permitsDowngrade } from '../../protection/outcome/setting-outcome.ts';
import { behaviour } from '../behaviour.ts';
import { type EvidenceSource, type Where, withOwn } from '../observation.ts';
import { judgeLowest, type PropertyLadder, preserved } from './judge-levels.ts';
import { compareLevels, levelParameters } from './levels.ts';
import type { Setting } from './setting.ts';

export const levelDowngradePermitted = behaviour({
  kind: 'level-downgrade-permitted',
  about:
    'The lowest level stays declared, which Azure refused with the api-version of base and accepts with that of head.',
  takesAway: false,
  judges: ['diff'],
  schema: levelParameters,
  placeholders: { versionBefore: 'the api-version in base', versionAfter: 'the api-version in head' },
  run: (check, context) =>
    compareLevels(check, context, {
      event: 'downgrade-permitted',
      judge: (from, to, ladder, setting) =>
        permitsDowngradeIn(setting, ladder) ? judgeLowest(from, to, ladder) : preserved,
      evidence: withVersion,
      texts: ({ where: { pair } }) => ({
        versionBefore: versionText(pair.base),
        versionAfter: versionText(pair.head),
      }),
    }),
});

function permitsDowngradeIn({ surfaces }: Setting, ladder: PropertyLadder): boolean {
  return surfaces.some(({ pair: { base, head } }) => base && head && permitsDowngrade(ladder.name, base, head));
}

/** The api-version says it, not the level, which stays. */
function withVersion({ pair, head }: Where): EvidenceSource {
  return withOwn(head, ({ own }) => [...(pair.head?.apiVersion.origins ?? []), ...own]);
}

function versionText(resource: Resource | undefined): string {
  return resource?.apiVersion.kind === 'string' ? nameText(resource.apiVersion) : 'not known';
}
