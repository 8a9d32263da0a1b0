import { behaviour } from '../behaviour.ts';
import { places } from '../parameters.ts';
import { compareSettingLists, listPlaceholders } from './lists.ts';

export const listItemsAdded = behaviour({
  kind: 'list-items-added',
  about: 'A list of which each member takes protection away has new members.',
  judges: ['diff'],
  schema: places,
  placeholders: listPlaceholders,
  run: (check, context) => compareSettingLists(check, context, { ofNew: false }),
});
