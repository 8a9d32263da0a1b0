import { bicep, inFile, removed, strongBicep, type Trick, weakBicep, weakened } from './trick.ts';
import { named, param } from './values.ts';

const twice = `${weakBicep.replace('resource vault', 'resource weak')}`;

/** Whether the vault is deployed at all, and as what. */
export const presence: readonly Trick[] = [
  ...inFile('main.bicep', removed, {
    'a condition': [strongBicep, bicep("'Locked'", "'rsv-prod'", 'if (false) ')],
    'a condition that is turned': [
      named(param, "'Locked'").replace('= {', "= if (env == 'prod') {"),
      named(param, "'Locked'").replace('= {', "= if (env != 'prod') {"),
    ],
    'a condition whose default is turned': [
      named('param on bool = true', "'Locked'").replace('= {', '= if (on) {'),
      named('param on bool = false', "'Locked'").replace('= {', '= if (on) {'),
    ],
    'a loop over nothing': [looped("['rsv-prod']"), looped('[]')],
    'a loop whose length is computed': [
      looped("map(range(0, 1), i => 'rsv-prod')"),
      looped("map(range(0, 0), i => 'rsv-prod')"),
    ],
    'a loop with a filter': [
      looped("filter(['rsv-prod'], one => one != 'x')"),
      looped("filter(['rsv-prod'], one => one == 'x')"),
    ],
    'a loop with a condition': [
      looped("['rsv-prod']"),
      looped("['rsv-prod']").replace(': {', ": if (one != 'rsv-prod') {"),
    ],
    'a loop that takes less': [looped("take(['rsv-prod'], 1)"), looped("take(['rsv-prod'], 0)")],
    'a comment around it': [strongBicep, `/*\n${strongBicep}*/`],
  }),
  ...inFile('main.bicep', ['vault-left-unmanaged', removed], {
    'it only exists': [
      strongBicep,
      "resource vault 'Microsoft.RecoveryServices/vaults@2024-04-01' existing = {\n  name: 'rsv-prod'\n}\n",
    ],
  }),
  ...inFile('main.bicep', weakened, {
    'only new ones are deployed, weakly': [strongBicep, `@onlyIfNotExists()\n${weakBicep}`],
    'it is declared again in another case': [strongBicep, `${strongBicep}\n${twice.replace('rsv-prod', 'RSV-prod')}`],
    'it is declared again behind a condition': [
      strongBicep,
      `${param}${strongBicep}\n${twice.replace('= {', "= if (env == 'x') {")}`,
    ],
    'it is declared again under a name that is computed': [
      strongBicep,
      `${param}${strongBicep}\n${twice.replace("'rsv-prod'", "'rsv-${env}'")}`,
    ],
    'it is declared again with an older api-version': [
      strongBicep,
      `${strongBicep}\n${twice.replace('2024-04-01', '2023-08-01')}`,
    ],
  }),
  ...inFile('main.bicep', 'vault-replaced', {
    'another name': [strongBicep, strongBicep.replace('rsv-prod', 'rsv-prod2')],
    'another default of the name': [
      `param name string = 'rsv-prod'\n${bicep("'Locked'", 'name')}`,
      `param name string = 'rsv-new'\n${bicep("'Locked'", 'name')}`,
    ],
    'a name that is put together otherwise': [
      `${param}${bicep("'Locked'", "'rsv-${env}'")}`,
      `${param}${bicep("'Locked'", "'rsv-${env}-2'")}`,
    ],
  }),
  ...inFile('main.bicep', 'vault-location-changed', {
    'another region': [strongBicep, strongBicep.replace('westeurope', 'eastus')],
  }),
  ...inFile('main.bicep', 'setting-becomes-ignored', {
    'an api-version without immutability': [strongBicep, strongBicep.replace('2024-04-01', '2021-07-01')],
  }),
  ...inFile('main.bicep', 'vault-immutability-undeclared', {
    null: [strongBicep, strongBicep.replace("'Locked'", 'null')],
    'an empty object': [strongBicep, strongBicep.replace("{ state: 'Locked' }", '{}')],
    'the member one level too high': [
      strongBicep,
      strongBicep.replace("{ immutabilitySettings: { state: 'Locked' } }", "{ state: 'Locked' }"),
    ],
    'tags with the old text': [
      strongBicep,
      `${strongBicep.replace(/properties: .*/, "tags: { state: 'Locked' }\n  properties: {}")}`,
    ],
  }),
];

export function looped(list: string): string {
  return bicep("'Locked'", 'one').replace('= {', `= [for one in ${list}: {`).replace(/}\n$/, '}]\n');
}
