import type { Resource } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import { permitsDowngrade } from '../../protection/outcome/setting-outcome.ts';
import { behaviour } from '../behaviour.ts';
import type { Evidence } from '../check.ts';
import type { Where } from '../observation.ts';
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
      words: ({ where }) => ({
        head: withVersion(where),
        texts: { versionBefore: versionText(where.pair.base), versionAfter: versionText(where.pair.head) },
      }),
    }),
});

function permitsDowngradeIn({ surfaces }: Setting, ladder: PropertyLadder): boolean {
  return surfaces.some(({ pair: { base, head } }) => base && head && permitsDowngrade(ladder.name, base, head));
}

/** The api-version says it, not the level, which stays. */
function withVersion({ pair, head }: Where): Evidence | undefined {
  return head && { ...head, own: [...(pair.head?.apiVersion.origins ?? []), ...head.own] };
}

function versionText(resource: Resource | undefined): string {
  return resource?.apiVersion.kind === 'string' ? nameText(resource.apiVersion) : 'not known';
}
