import { behaviour } from '../behaviour.ts';
import { partPlaceholders, removedParts } from './parts.ts';

export const backupTypeRemoved = behaviour({
  kind: 'backup-type-removed',
  about: 'A policy does not make a type of backups that it made, such as those of the log.',
  judges: ['diff'],
  schema: {},
  placeholders: partPlaceholders,
  run: (_, context) => removedParts(context, 'backup-type'),
});
