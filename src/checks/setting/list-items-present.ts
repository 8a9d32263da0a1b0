import { behaviour } from '../behaviour.ts';
import { places } from '../parameters.ts';
import { compareSettingLists, listPlaceholders } from './lists.ts';

export const listItemsPresent = behaviour({
  kind: 'list-items-present',
  about:
    'A list of which each member takes protection away has members that base does not have, on new resources, too.',
  takesAway: false,
  judges: ['diff', 'state'],
  schema: places,
  placeholders: listPlaceholders,
  run: (check, context) => compareSettingLists(check, context, { ofNew: true }),
});
