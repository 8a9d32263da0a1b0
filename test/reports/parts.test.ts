import { describe, expect, test } from 'vitest';
import { withPartsBelow } from '../../src/engine/parts.ts';
import { type Finding, type RunResult, summaryOf } from '../../src/engine/result.ts';
import { githubReport } from '../../src/report/formats/github.ts';
import { htmlReport } from '../../src/report/formats/html/html.ts';
import { jsonReport } from '../../src/report/formats/json.ts';
import { junitReport } from '../../src/report/formats/junit.ts';
import { markdownReport } from '../../src/report/formats/markdown.ts';
import { textReport } from '../../src/report/formats/text.ts';
import { githubCommands } from '../support/build-commands.ts';
import { judge, loadFixtures } from '../support/cases.ts';

const combination = 'safeguard-removed-with-loss';
const cases = new Map(loadFixtures().map((one) => [one.name, one]));

function resultOf(name: string): RunResult {
  const found = cases.get(`${combination}/${name}`);
  if (!found) throw new Error(`There is no fixture '${name}'.`);
  return judge(found.base, found.head, found.file);
}

/** A result with these findings, as if rules and waivers had left nothing else. */
function holding(findings: readonly Finding[]): RunResult {
  const arranged = withPartsBelow(findings);
  return { ...locked, findings: arranged, summary: summaryOf(arranged, locked.summary.compared) };
}

const locked = resultOf('locked');
const [whole, safeguard, loss] = locked.findings;
if (!whole || !safeguard || !loss) throw new Error('the case has a combination of two findings');

describe('what one change removes together', () => {
  test('has its parts below it, wherever they are written', () => {
    const rulesOf = ({ findings }: RunResult): readonly string[] => findings.map(({ rule }) => rule.id);
    expect(rulesOf(resultOf('guard-and-policy'))).toEqual([
      combination,
      'item-policy-lowered',
      'resource-guard-exclusions-grown',
    ]);
    expect(rulesOf(resultOf('in-two-targets'))).toEqual([
      combination,
      'policy-retention-reduced',
      'vault-immutability-weakened',
    ]);
  });

  test('is one error in each report for people', () => {
    const text = textReport(locked, { colour: false });
    expect(text).toContain('1 error, 0 warnings, 0 notes (and 2 parts); ');
    expect(text).toContain('[vault-immutability-weakened, part of the above]');
    const markdown = markdownReport(locked);
    expect(markdown).toMatch(
      /^### armlock: This change gives up protection of 1 vault\n\n\*\*It fails the check\.\*\* 1 × [^×]*\.\n\n1 error, /,
    );
    expect(markdown).toMatch(/\n\| \*\*error\*\* \|[^\n]*\n\| ↳ part \|[^\n]*\n\| ↳ part \|/);
    const html = htmlReport(locked);
    expect(html).toContain('<h1>This change gives up protection of 1 vault</h1>');
    expect(html.match(/<article class="finding error part"/g)).toHaveLength(2);
    // Lines and states are shown with the parts, each once.
    expect(html.match(/<div class="code"/g)).toHaveLength(2);
    expect(html.match(/<ol class="ladder"/g)).toHaveLength(1);
    expect(markdown.match(/^<details><summary>.*$/gm)).toEqual([
      '<details><summary>error: One change removes a safeguard and what it protects</summary>',
      '<details><summary>part: Immutability of Recovery Services vault rsv-prod-weu goes from Locked to Disabled.</summary>',
      '<details><summary>part: The daily retention of policy rsv-prod-weu/gold goes from 90 days to 14 days.</summary>',
    ]);
    expect(markdown.match(/```diff/g)).toHaveLength(2);
    expect(junitReport(locked)).toMatch(/ failures="1" /);
    expect(JSON.parse(jsonReport(locked))).toMatchObject({
      summary: { errors: 1, parts: 2 },
      findings: [{ part: false }, { part: true }, { part: true }],
    });
  });

  test('is annotated once at a line', () => {
    const lines = githubCommands(githubReport(locked)).map(({ properties }) => properties['line']);
    expect(lines).toEqual(['14', '35']);
  });

  test('in a guard and a vault is the loss of one vault', () => {
    const markdown = markdownReport(resultOf('guard-and-policy'));
    expect(markdown).toMatch(/^### armlock: This change gives up protection of 1 vault\n/);
    expect(markdown.match(/^#### .*$/gm)).toEqual(['#### Recovery Services vault `rsv-prod-weu`']);
  });
});

describe('a part counts for itself', () => {
  test('where what puts it together is accepted', () => {
    expect(holding([safeguard, loss]).summary).toMatchObject({ errors: 2, parts: 0 });
  });

  test('where it weighs more, or fails a run that the other does not fail', () => {
    const lighter: Finding = { ...whole, severity: 'warning', fails: false };
    expect(holding([lighter, safeguard, loss]).summary).toMatchObject({ errors: 2, warnings: 1, parts: 0 });
    const mild: Finding = { ...loss, severity: 'warning', fails: false };
    expect(holding([{ ...whole, fails: false }, safeguard, mild]).summary).toMatchObject({ errors: 2, parts: 1 });
  });

  test('where it is about more than that', () => {
    const wider: Finding = { ...loss, names: [...loss.names, 'rsv-other/gold'] };
    expect(holding([whole, safeguard, wider]).summary).toMatchObject({ errors: 2, parts: 1 });
  });
});

test('the verdict counts every vault that one place makes', () => {
  const template = (state: string): string => `param names array = ['rsv-a', 'rsv-b', 'rsv-c']
resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for name in names: {
  name: name
  location: 'westeurope'
  properties: { securitySettings: { immutabilitySettings: { state: '${state}' } } }
}]
`;
  const result = judge({ 'main.bicep': template('Unlocked') }, { 'main.bicep': template('Disabled') });
  expect(result.findings).toHaveLength(1);
  const markdown = markdownReport(result);
  expect(markdown).toMatch(/^### armlock: This change gives up protection of 3 vaults\n/);
  expect(markdown).toContain('#### Recovery Services vault `rsv-a` and 2 more\n');
  expect(htmlReport(result)).toContain('<h1>This change gives up protection of 3 vaults</h1>');
});
