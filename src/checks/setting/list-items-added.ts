import { behaviour } from '../behaviour.ts';
import { optional, places, texts } from '../parameters.ts';
import { compareSettingLists, listPlaceholders } from './lists.ts';

export const listItemsAdded = behaviour({
  kind: 'list-items-added',
  about: 'A list of which each member takes protection away has new members.',
  judges: ['diff'],
  schema: {
    ...places,
    only: optional(texts('The only members that count.')),
    except: optional(texts('Members that do not count.')),
  },
  placeholders: listPlaceholders,
  run: (check, context) =>
    compareSettingLists(check, context, {
      ofNew: false,
      counts: (member) => isIn(check.only, member) !== false && isIn(check.except, member) !== true,
    }),
});

/** Whether a list names a member; undefined if there is no list. */
function isIn(list: readonly string[] | undefined, member: string): boolean | undefined {
  return list?.some((one) => one.toLowerCase() === member.toLowerCase());
}
