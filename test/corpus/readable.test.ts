import { globSync } from 'glob';
import { expect, test } from 'vitest';
import { isTemplate } from '../../src/arm/read/parameters-file.ts';
import { isBicepParameters } from '../../src/bicep/semantics/file-references.ts';
import { parseJson } from '../../src/json/parse.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { sourceFile } from '../../src/text/source.ts';
import { loadTarget } from '../../src/workspace/load.ts';
import { corpus, corpusRoot, corpusText, describeDifferences, type Exceptions, expectOnly } from '../support/corpus.ts';
import { corpusTree } from '../support/corpus-trees.ts';
import { type Difference, readJson, resourceDifferences, stringAt } from '../support/json-compare.ts';
import { type Resolved, resolveText } from '../support/json-resolve.ts';
import { contextAt, scopeOfSchema } from '../support/json-templates.ts';
import { describeWith } from '../support/needs.ts';

const policyRule = 'with symbolic names, the service leaves the expressions of a policy rule to Azure Policy';
const samples = 'bicep/src/Bicep.Core.Samples/Files/user_submitted';

/** Pairs that the official evaluator takes for different, too. */
const exceptions: Exceptions = {
  [`${samples}/101/mg-policy/main.symbolicnames.json`]: policyRule,
  [`${samples}/201/policy-azmonitor-agent-and-dcr-association/main.symbolicnames.json`]: policyRule,
  [`${samples}/201/policy-azmonitor-agent-and-dcr-association/policyDefinition.symbolicnames.json`]: policyRule,
  [`${samples}/301/deployifnotexists-policy-with-initiative-and-assignment/main.symbolicnames.json`]: policyRule,
};

/** What only the service knows is an expression in the words of the file: other words mean the same. */
function isReworded({ wanted, got }: Difference): boolean {
  return (wanted?.startsWith('"[') && got?.startsWith('"[')) ?? false;
}

/** What is read of the corpus: everything but the answers of the official evaluator. */
function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: corpusRoot(), posix: true }).sort();
}

function resolveFile(file: string): Resolved {
  const text = corpusText(file);
  return resolveText(text, {}, contextAt(scopeOfSchema(stringAt(readJson(text), '$schema') ?? '')));
}

function templates(pattern: string): readonly string[] {
  return filesOf(pattern).filter((file) => {
    const { root, diagnostics } = parseJson(sourceFile(file, corpusText(file)));
    return root !== undefined && !diagnostics.some(({ severity }) => severity === 'error') && isTemplate(root);
  });
}

/** Codes of what is wrong with a program whatever its parameters are, rather than with files that are not there. */
const aboutPrograms = /^(?:BCP|bicep-(?!file$|reference$))/;

const olderScope = 'the scope of a module depends on a condition, which newer compilers refuse';
const olderVault = 'history/avm/2025-01-26-ed14229297/after/avm/res/recovery-services/vault';
const newerVault = 'history/avm/2025-02-11-571063987e/before/avm/res/recovery-services/vault';
const flawed = 'its name says so: it refers to a variable that does not exist';

const otherCase = 'it asks for a property in another case';

/** Programs that the official compiler refuses, too. */
const wrong: Exceptions = {
  'bicep/src/Bicep.Cli.E2eTests/src/examples/101/aks.ff/flawed.bicep': flawed,
  'bicep/src/Bicep.Cli.E2eTests/src/examples/101/aks.prod/flawed.bicep': flawed,
  'bicep/src/Bicep.Decompiler.IntegrationTests/Files/Working/lambdas/main.bicep': 'its keys of objects are no strings',
  'quickstart/demos/asr-automation-recovery/main.bicep': otherCase,
  'quickstart/demos/load-balancer-gateway/main.bicep': otherCase,
  'bicep/src/Bicep.Decompiler.IntegrationTests/Files/Working/issue12197/main.bicep': 'it asks modules for their ids',
  [`${olderVault}/main.bicep`]: olderScope,
  [`${olderVault}/tests/e2e/defaults/main.test.bicep`]: olderScope,
  [`${olderVault}/tests/e2e/dr/main.test.bicep`]: olderScope,
  [`${olderVault}/tests/e2e/max/main.test.bicep`]: olderScope,
  [`${olderVault}/tests/e2e/waf-aligned/main.test.bicep`]: olderScope,
  [`${newerVault}/main.bicep`]: olderScope,
  [`${newerVault}/tests/e2e/defaults/main.test.bicep`]: olderScope,
  [`${newerVault}/tests/e2e/dr/main.test.bicep`]: olderScope,
  [`${newerVault}/tests/e2e/encr/main.test.bicep`]: olderScope,
  [`${newerVault}/tests/e2e/max/main.test.bicep`]: olderScope,
  [`${newerVault}/tests/e2e/waf-aligned/main.test.bicep`]: olderScope,
};

describeWith(corpus('avm', 'bicep', 'history', 'quickstart'))('programs of the corpus', () => {
  const bicep = filesOf('{avm,bicep,history,quickstart}/**/*.{bicep,bicepparam}').filter(
    (file) => !file.includes('.tokens.'),
  );
  const tree = corpusTree();
  const resolve = (path: string): readonly Diagnostic[] => {
    const file = { tree, path };
    const parameters = isBicepParameters(path) ? file : undefined;
    return loadTarget({ template: file, parameters }, { context: {} }).deployment.diagnostics;
  };

  test('resolve without an exception, and those that are not broken without a refusal', () => {
    expect(bicep.length).toBeGreaterThan(2000);
    // All of them take a minute, and neighbours are versions of one program.
    const half = bicep.filter((file, index) => index % 2 === 0 || file in wrong);
    const misses = half.flatMap((file) => {
      try {
        const isRefusal = ({ severity, code }: Diagnostic) => severity === 'error' && aboutPrograms.test(code);
        const refusal = resolve(file).find(isRefusal);
        return refusal && !/invalid/i.test(file) ? [[file, refusal.message] as const] : [];
      } catch (error) {
        return [[file, error instanceof Error ? (error.stack ?? error.message) : String(error)] as const];
      }
    });
    expectOnly(new Map(misses), wrong);
  });
});

describeWith(corpus('avm', 'bicep', 'docs-json-samples', 'history', 'quickstart'))('templates of the corpus', () => {
  test('resolve without an exception', () => {
    const found = templates('{avm,bicep,docs-json-samples,history,quickstart}/**/*.json');
    expect(found.length).toBeGreaterThan(1000);
    const misses = found.flatMap((file) => {
      try {
        resolveFile(file);
        return [];
      } catch (error) {
        return [[file, error instanceof Error ? (error.stack ?? error.message) : String(error)] as const];
      }
    });
    expectOnly(new Map(misses), {});
  });

  test('are the same with symbolic names and without', () => {
    const symbolic = templates('bicep/**/*.symbolicnames.json');
    const pairs = symbolic.map((file) => [file, file.replace('.symbolicnames.json', '.json')] as const);
    const misses = pairs.flatMap(([file, classic]) => {
      const [left, right] = [resolveFile(classic), resolveFile(file)];
      const found = resourceDifferences(left.resources, right.resources).filter((one) => !isReworded(one));
      return found.length > 0 ? [[file, describeDifferences(found)] as const] : [];
    });
    expect(pairs.length).toBeGreaterThan(30);
    expectOnly(new Map(misses), exceptions);
  });
});
