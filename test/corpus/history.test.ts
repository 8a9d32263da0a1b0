import { globSync } from 'glob';
import { expect, test } from 'vitest';
import { diff } from '../../src/library/diff.ts';
import { corpus, corpusRoot } from '../support/corpus.ts';
import { describeWith } from '../support/needs.ts';

/** What a commit is found to do: the rule, `?` if it is not known, and what of it, as a person judged it. */
interface Judged {
  readonly found: readonly string[];
  /** Why that is right. */
  readonly because: string;
}

const quiet = (because: string): Judged => ({ found: [], because });

/** Commits of public repositories that changed templates of backups, each judged by hand. */
const judged: Readonly<Record<string, Judged>> = {
  'avm/2024-08-05-f351865b93': quiet('role assignments take another form'),
  'avm/2024-09-04-8e5729753f': quiet('private endpoints take another form'),
  'avm/2025-01-26-ed14229297': quiet('types of parameters come from another module'),
  'avm/2025-02-11-571063987e': quiet('private endpoints can be deployed to another group'),
  'avm/2025-02-18-edcc22c07f': quiet('private endpoints are deployed beside their vault'),
  'avm/2025-07-25-9f18396007': {
    found: [
      'unseen-module-changed?',
      'unseen-module-changed?',
      'unseen-module-changed?',
      'vault-immutability-undeclared',
      'vault-redundancy-weakened',
    ],
    because:
      'one test leaves out that the vault is Unlocked, another one makes a vault that was geo-redundant local; modules that are not restored have other versions',
  },
  'avm/2025-11-11-060b3dfac4': {
    found: [
      'deployment-script-changed?',
      'target-removed',
      'unseen-module-changed?',
      'vault-customer-key-changed?',
      'vault-removed',
    ],
    because:
      'keys are put together in another way, a test with a vault is split in two with vaults of other names, and one of them runs a script',
  },
  'avm/2026-05-20-3a988acd52': quiet('child modules are published on their own'),
  'avm/2026-07-20-fe92253dbe': quiet('diagnostic settings take another form'),
  'avm/2026-07-21-56b9fd232a': quiet(
    'security features in the backupconfig get weaker, but the module leaves them out where the vault sets soft delete',
  ),
  'quickstart/2016-04-03-0a633695ff': quiet('a vault is declared beside its policy'),
  'quickstart/2016-04-03-79c13a1561': quiet('dependsOn becomes a list'),
  'quickstart/2016-04-04-b953a42e0a': quiet('the same schedules and retentions, in the words of a newer api-version'),
  'quickstart/2016-09-12-140a518bbe': quiet('items name their policy by its id'),
  'quickstart/2017-09-15-880c877750': {
    found: ['item-removed?', 'item-removed?', 'unseen-module-added?', 'unseen-module-removed?'],
    because: 'two loops of unknown length become one, its items are called otherwise, and so is one of two links',
  },
  'quickstart/2018-01-08-7c8b401bb6': {
    found: [
      ...Array.from({ length: 6 }, () => 'unseen-module-added?'),
      'unseen-module-changed?',
      'unseen-module-changed?',
      ...Array.from({ length: 4 }, () => 'unseen-module-removed?'),
    ],
    because:
      'the same vault, policy and item, written otherwise; two links that cannot be followed get other arguments, four are gone, and a new template has six more of them',
  },
  'quickstart/2018-01-27-3a28a44d1f': {
    found: ['vault-replaced'],
    because: 'the parameter file no longer names the vault, so it has the name in the template',
  },
  'quickstart/2018-04-25-63d50d6add': quiet('a storage account for logs has another name'),
  'quickstart/2018-07-20-44ba88c4a2': quiet('the machine has managed disks'),
  'quickstart/2019-03-17-499b43a257': {
    found: ['vault-replaced'],
    because: 'the vault takes its name from a new parameter',
  },
  'quickstart/2019-04-08-5eda54567a': quiet('snapshots are kept for two days, of which nothing was said'),
  'quickstart/2019-04-08-e1fe94ecf5': quiet('snapshots are kept for five days, of which nothing was said'),
  'quickstart/2019-04-09-cfa3134ca2': {
    found: ['item-removed', 'protection-container-removed'],
    because: 'the machine of the database is called otherwise by the parameter file',
  },
  'quickstart/2019-04-11-c45cc01aed': quiet('the name of the vault becomes the default of a parameter'),
  'quickstart/2020-11-12-4d600ed572': quiet('a parameter is renamed'),
  'quickstart/2021-06-04-28bd5f6c06': quiet('newer api-versions, and members without a value left out'),
  'quickstart/2021-07-06-23dcfb7ca9': quiet('braces of an instance are corrected'),
  'quickstart/2021-07-09-856527e4ce': {
    found: Array.from({ length: 11 }, () => 'unseen-module-changed?'),
    because: 'eleven links that cannot be followed get a location',
  },
  'quickstart/2021-10-27-71999ee9d2': quiet('a template is written in Bicep, too'),
  'quickstart/2021-11-04-55727fb609': quiet('a template is written in Bicep, too'),
  'quickstart/2022-02-25-03a57ecd85': quiet('a template is written in Bicep, too'),
  'quickstart/2022-03-16-5cde6e3870': quiet('newer api-versions'),
  'quickstart/2022-04-12-a2d55cccfa': {
    found: ['item-removed'],
    because: 'the machines are in a group of another name, according to the parameter file',
  },
  'quickstart/2022-04-27-2c82f7ef5f': quiet('compiled anew by a newer compiler'),
  'quickstart/2024-04-30-79c953e6c6': {
    found: ['policy-updated-in-place'],
    because: 'the schedule of a policy of a Backup vault loses its time zone',
  },
  'quickstart/2024-05-06-4ec918f2cc': {
    found: ['policy-updated-in-place', 'policy-updated-in-place'],
    because: 'a policy of a Backup vault gets a vault tier under its old name, in Bicep and in JSON',
  },
  'quickstart/2024-05-07-de560a3b15': quiet('an instance gets a friendly name'),
  'quickstart/2024-05-08-d47b679f80': quiet('a vault may be zone-redundant; it could be local before'),
  'quickstart/2024-10-20-7d5ba405e0': {
    found: ['item-removed', 'policy-removed', 'protection-container-removed', 'vault-replaced?'],
    because: 'the backup of file shares is taken out of the template, and the vault no longer goes to a named group',
  },
  'quickstart/2024-10-20-a124921fdb': quiet('mappings of site recovery are declared otherwise'),
};

describeWith(corpus('history'))('commits of public repositories', () => {
  test('are all judged', () => {
    const commits = globSync('history/*/*/', { cwd: corpusRoot(), posix: true });
    expect(commits.map((folder) => folder.replace('history/', '')).sort()).toEqual(Object.keys(judged).sort());
  });

  test.each(Object.entries(judged))('%s', { timeout: 60_000 }, async (commit, { found, because }) => {
    const folder = `${corpusRoot()}/history/${commit}`;
    const { findings } = await diff({
      cwd: corpusRoot(),
      files: { base: `${folder}/before`, head: `${folder}/after` },
    });
    const seen = findings.map(({ rule, verdict }) => `${rule.id}${verdict === 'unknown' ? '?' : ''}`);
    expect(seen.sort(), because).toEqual(found);
  });
});
