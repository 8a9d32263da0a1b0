import { closed, given, inFile, open, openJson, parameters, type Trick, weakened } from './trick.ts';

const infra = { 'infra/main.json': openJson };
const other = openJson.replaceAll('rsv-prod', 'rsv-other');

/** Parameter files that lie far from their templates. */
export const farParameters: readonly Trick[] = [
  ...[
    'deploy/prod/main.parameters.json',
    'deploy/prod.json',
    'values/prod.parameters.json',
    'infra/parameters/prod/main.parameters.json',
    'main.parameters.json',
    'a/b/c/d/e.json',
  ].map(
    (file): Trick => ({
      name: file,
      base: { ...infra, [file]: parameters('Locked') },
      head: { [file]: parameters('Disabled') },
      verdict: weakened,
    }),
  ),
  {
    name: 'a template in Bicep',
    base: { 'infra/main.bicep': closed, 'deploy/prod.json': parameters('Locked') },
    head: { 'deploy/prod.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'one of two templates that take the same, by its name',
    base: { ...infra, 'infra/other.json': other, 'deploy/main.prod.json': parameters('Locked') },
    head: { 'deploy/main.prod.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'one of two templates that take the same, by its folder',
    base: { 'a/main.json': openJson, 'b/main.json': other, 'deploy/a/prod.json': parameters('Locked') },
    head: { 'deploy/a/prod.json': parameters('Disabled') },
    verdict: weakened,
  },
  {
    name: 'two templates that take the same, and nothing says which',
    base: { 'x/one.json': openJson, 'y/two.json': other, 'deploy/prod.json': parameters('Locked') },
    head: { 'deploy/prod.json': parameters('Disabled') },
    verdict: 'incomplete',
  },
  {
    name: 'no template takes what a file says of a vault',
    base: { ...infra, 'deploy/prod.json': given({ vaultState: { value: 'Locked' } }) },
    head: { 'deploy/prod.json': given({ vaultState: { value: 'Disabled' } }) },
    verdict: 'incomplete',
  },
  {
    name: 'a file that goes',
    base: {
      'infra/main.bicep': closed,
      'deploy/prod.json': parameters('Locked'),
      'deploy/test.json': parameters('Unlocked'),
    },
    head: { 'deploy/prod.json': parameters('Unlocked') },
    verdict: weakened,
  },
  ...inFile('deploy/prod.json', 'incomplete', {
    'a file without a template in sight': [
      given({ immutability: { value: 'Locked' } }),
      given({ immutability: { value: 'Disabled' } }),
    ],
  }),
  {
    name: 'a file with a secret in it',
    base: {
      'infra/main.bicep': open.replace('param state', '@secure()\nparam state'),
      'deploy/prod.json': parameters('Locked'),
    },
    head: { 'deploy/prod.json': parameters('Disabled') },
    verdict: weakened,
  },
];
