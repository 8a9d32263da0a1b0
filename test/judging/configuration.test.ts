import { expect, test } from 'vitest';
import { type Files, judge } from '../support/cases.ts';

function template(state: string): string {
  return JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    resources: [
      {
        type: 'Microsoft.RecoveryServices/vaults',
        apiVersion: '2024-04-01',
        name: 'rsv',
        location: 'westeurope',
        sku: { name: 'RS0' },
        properties: { securitySettings: { immutabilitySettings: { state } } },
      },
    ],
  });
}

const waiver = `waivers:
  - rule: vault-immutability-weakened
    resource: rsv
    reason: It moves to another vault.
    owner: backup-team
    expires: 2027-03-31
`;

function revision(state: string, configuration?: string): Files {
  return { 'main.json': template(state), ...(configuration !== undefined && { 'armlock.yaml': configuration }) };
}

function judged(base: Files, head: Files): object {
  const { findings, waived, complete, notices } = judge(base, head);
  return {
    findings: findings.map(({ rule, waiver: own }) => [rule.id, own?.kind]),
    waived: waived.map(({ rule }) => rule.id),
    complete,
    notices: notices.map(({ code }) => code),
  };
}

test('fixtures are judged with the waivers of base', () => {
  expect(judged(revision('Locked', waiver), revision('Unlocked', waiver))).toEqual({
    findings: [],
    waived: ['vault-immutability-weakened'],
    complete: true,
    notices: [],
  });
});

test('a waiver that head adds is only a request', () => {
  expect(judged(revision('Locked'), revision('Unlocked', waiver))).toEqual({
    findings: [['vault-immutability-weakened', 'requested']],
    waived: [],
    complete: true,
    notices: ['configuration-changed'],
  });
});

test('a configuration that head breaks leaves the run incomplete', () => {
  expect(judged(revision('Locked', waiver), revision('Locked', 'waivers: 1\nnope: 2\n'))).toMatchObject({
    findings: [],
    complete: false,
  });
});
