// Scaffolds a rule: its YAML and three fixtures in each language, which pass. Usage: npm run new-rule <id>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tool } from '../dist/text/tool.js';

const [id = '', folder = fileURLToPath(new URL('..', import.meta.url))] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)*$/.test(id)) {
  console.error(
    'Usage: npm run new-rule <id>, where the id names the bad thing in lower case: key-vault-purge-allowed',
  );
  process.exit(2);
}

const rule = `# yaml-language-server: $schema=./rule.schema.json
id: ${id}
title: TODO one line that says what is bad
status: preview
since: ${tool.version}
severity: error
mode: diff
check:
  # docs/behaviours.md lists the kinds with their parameters and placeholders.
  kind: level-lowered
  # The levels, the weakest first; or the name of levels that armlock knows.
  levels: [false, true]
  properties:
    # TODO the type and the path of its property.
    Microsoft.KeyVault/vaults: properties.enablePurgeProtection
messages:
  weakened: 'TODO what happened: {name} goes from {before} to {after}.'
  unknown: 'TODO {name} was {before}. Cannot determine its new value: {unknown}.'
why: TODO why it matters, for somebody who does not know the subject.
fix: TODO what to do now.
references:
  - https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
`;

/** @type {(value: string) => string} */
const inJson = (value) => `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "purgeProtection": {
      "type": "bool"
    }
  },
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2023-07-01",
      "name": "kv-prod",
      "location": "westeurope",
      "properties": {
        "enablePurgeProtection": ${value}
      }
    }
  ]
}
`;

/** @type {(value: string) => string} */
const inBicep = (value) => `param purgeProtection bool

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-prod'
  location: 'westeurope'
  properties: {
    enablePurgeProtection: ${value}
  }
}
`;

const languages = [
  { prefix: '', file: 'main.json', template: inJson, parameter: '"[parameters(\'purgeProtection\')]"' },
  { prefix: 'bicep-', file: 'main.bicep', template: inBicep, parameter: 'purgeProtection' },
];

const files = new Map([[`rules/${id}.yaml`, rule]]);
for (const { prefix, file, template, parameter } of languages) {
  const lines = template('').split('\n');
  const at = `${file}:${lines.findIndex((text) => text.includes('enablePurgeProtection')) + 1}`;
  /** @type {readonly (readonly [name: string, about: string, base: string, head: string, expected: string])[]} */
  const cases = [
    ['weakened', 'the level falls.', 'true', 'false', `\n  - ${found('weakened', 'certain', at)}`],
    ['near-miss', 'it looks like a loss and is none.', 'false', 'true', ' []'],
    ['unknown', 'the verdict is unknown.', 'true', parameter, `\n  - ${found('unknown', 'possible', at)}`],
  ];
  for (const [name, about, base, head, expected] of cases) {
    const own = `fixtures/${id}/${prefix}${name}`;
    files.set(`${own}/case.yaml`, `about: 'TODO what the case shows: ${about}'\nexpect:${expected}\n`);
    files.set(`${own}/base/${file}`, template(base));
    files.set(`${own}/head/${file}`, template(head));
  }
}

/** @type {(verdict: string, confidence: string, at: string) => string} */
function found(verdict, confidence, at) {
  return `{ rule: ${id}, verdict: ${verdict}, confidence: ${confidence}, at: '${at}' }`;
}

if (existsSync(path.join(folder, `rules/${id}.yaml`))) {
  console.error(`There is a rule '${id}' already.`);
  process.exit(2);
}
for (const [file, text] of files) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  console.log(file);
}
console.log(`\nEdit them, then run: npm run docs && npx vitest run test/rules/fixtures.test.ts -t ${id}`);
