import { expect, test } from 'vitest';
import { maxSteps, newBudget } from '../../src/expr/evaluate.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { corpus } from '../support/corpus.ts';
import { corpusTree } from '../support/corpus-trees.ts';
import { describeWith } from '../support/needs.ts';

/** Those that cost the most, of all templates of the corpus. */
const largest = [
  'avm/avm/ptn/network/private-link-private-dns-zones/tests/e2e/waf-aligned/main.test.bicep',
  'avm/avm/ptn/sa/chat-with-your-data/tests/e2e/waf-aligned/main.test.bicep',
  'avm/avm/ptn/app-service-lza/hosting-environment/main.json',
];

describeWith(corpus('avm'))('the largest real templates', () => {
  test.each(largest)('%s costs a tenth of the budget at most', (path) => {
    const budget = newBudget();
    const { deployment } = loadTarget(
      { template: { tree: corpusTree(), path }, parameters: undefined },
      { context: {}, budget },
    );
    expect(deployment.resources.length).toBeGreaterThan(80);
    expect(maxSteps - budget.steps).toBeLessThan(maxSteps / 10);
  });
});
