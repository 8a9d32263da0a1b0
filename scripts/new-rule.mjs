// Scaffolds a rule: its YAML and three fixtures that pass. Usage: npm run new-rule <id>
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tool } from '../dist/report/tool.js';

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
  kind: ladder
  event: weakened
  # The levels, the weakest first; or the name of a ladder that armlock knows.
  ladder: [false, true]
  properties:
    # TODO the type and the path of its property.
    Microsoft.KeyVault/vaults: properties.enablePurgeProtection
messages:
  weakened: 'TODO what happened: {name} goes from {before} to {after}.'
  unknown: 'TODO {name} was {before}; whether it stays so cannot be told: {unknown}.'
why: TODO why it matters, for somebody who does not know the subject.
fix: TODO what to do now.
references:
  - https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview
`;

/** @param {string} value */
const template = (value) => `{
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

const line =
  template('')
    .split('\n')
    .findIndex((text) => text.includes('enablePurgeProtection')) + 1;
/** @type {readonly (readonly [string, string, string, string, string])[]} */
const cases = [
  [
    'weakened',
    'TODO what the case shows: the level falls.',
    'true',
    'false',
    `
  - { rule: ${id}, verdict: weakened, confidence: certain, at: 'main.json:${line}' }`,
  ],
  ['near-miss', 'TODO what the case shows: it looks like a loss and is none.', 'false', 'true', ' []'],
  [
    'unknown',
    'TODO what the case shows: nobody can tell.',
    'true',
    '"[parameters(\'purgeProtection\')]"',
    `
  - { rule: ${id}, verdict: unknown, confidence: possible, at: 'main.json:${line}' }`,
  ],
];

const files = new Map([[`rules/${id}.yaml`, rule]]);
for (const [name, about, base, head, expected] of cases) {
  files.set(`fixtures/${id}/${name}/case.yaml`, `about: '${about}'\nexpect:${expected}\n`);
  files.set(`fixtures/${id}/${name}/base/main.json`, template(base));
  files.set(`fixtures/${id}/${name}/head/main.json`, template(head));
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
console.log(`\nEdit them, then run: npm run docs && npx vitest run test/fixtures.test.ts -t ${id}`);
