import { expect, test } from 'vitest';
import type { RunResult } from '../../src/engine/result.ts';
import { reporters } from '../../src/report/reporters.ts';
import { resolveJsonReport } from '../../src/report/resolve/resolve-json.ts';
import { resolveTextReport } from '../../src/report/resolve/resolve-text.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { discoverTargets } from '../../src/workspace/targets.ts';
import { type Files, judge } from '../support/cases.ts';
import { vaultTemplate } from '../support/command.ts';
import { memoryTree } from '../support/memory-tree.ts';
import { piecesOf } from '../support/secret-pieces.ts';

const secret = 'QkTwyLr7pzVnwKq';
const template = `@secure()\nparam s string\nparam days int\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = {\n  name: 'rsv'\n  location: 'westeurope'\n  sku: { name: 'RS0', tier: 'Standard' }\n  properties: { securitySettings: { softDeleteSettings: { softDeleteState: 'Enabled', softDeleteRetentionPeriodInDays: days } } }\n}\n`;
const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#';

const whole: Readonly<Record<string, string>> = {
  'main.parameters.json': `{\n  "$schema": "${schema}",\n  "contentVersion": "1.0.0.0",\n  "parameters": {\n    "days": { "value": 14 },\n    "s": { "value": "${secret}" }\n  }\n}\n`,
  'main.bicepparam': `using 'main.bicep'\nvar v = '${secret}'\nparam days = 14\nparam s = v\n`,
  'other.bicepparam': `using 'main.bicep'\nparam days = 14\nparam s = '''${secret}'''\n`,
};

/** The text without one of its characters, with one more, or cut off. */
function brokenTexts(text: string): readonly string[] {
  const places = Array.from({ length: text.length }, (_, at) => at);
  return places.flatMap((at) => {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    const odd = /[^\w\s$.#/-]/.test(text[at] ?? '') ? [before + after.slice(1)] : [];
    const put = at % 7 === 0 ? ["'", '"', '\n', '$', '${', '*/', '}'].map((sign) => before + sign + after) : [];
    return [...(at % 3 === 0 ? [before] : []), ...odd, ...put];
  });
}

function shownIn(result: RunResult, files: Files): readonly string[] {
  const resolved = discoverTargets(memoryTree(files)).flatMap((target) => {
    const { deployment } = loadTarget(target, { context: {} });
    return [resolveTextReport(deployment), resolveJsonReport(deployment)];
  });
  return [
    ...Object.values(reporters).map((one) => one.write(result, { colour: false, waived: true })),
    ...resolved,
    JSON.stringify(result.notices, (key, value: unknown) => (key === 'file' ? undefined : value)),
  ].map((text) => text.toLowerCase());
}

test.each(Object.entries(whole))('%s: however it is broken, its secret is in no report', (name, text) => {
  const around = { 'main.bicep': template, 'beside.json': vaultTemplate('Locked', 'beside') };
  const base = { ...around, [name]: text };
  const pieces = piecesOf(secret);
  const shown = brokenTexts(text).flatMap((broken) => {
    // A secret that the edit took apart is recognised by the part that is left.
    const head = { ...around, [name]: broken };
    const texts = shownIn(judge(base, head), head);
    const [piece, where] = pieces.flatMap((one) => {
      const found = texts.find((each) => each.includes(one));
      return found === undefined ? [] : [one, found];
    });
    return piece === undefined ? [] : [[broken, where?.slice(Math.max(0, where.indexOf(piece) - 200)).slice(0, 300)]];
  });
  expect(shown.slice(0, 3)).toEqual([]);
});
