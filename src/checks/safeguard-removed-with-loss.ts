import { behaviour } from './behaviour.ts';
import { ruleIds } from './parameters.ts';

export const safeguardRemovedWithLoss = behaviour({
  kind: 'safeguard-removed-with-loss',
  about: 'One change removes a safeguard and something that it guards, as findings of other rules.',
  judges: ['diff'],
  schema: {
    safeguards: ruleIds('Rules that find a safeguard removed.'),
    losses: ruleIds('Rules that find something lost that the safeguard guards.'),
  },
  placeholders: { parts: 'what the other rules found, each with its place' },
  // The engine combines findings, because only it knows what all rules found.
  run: () => [],
});
