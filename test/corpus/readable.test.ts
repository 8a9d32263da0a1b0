import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { isTemplate } from '../../src/arm/parameters-file.ts';
import { parseJson } from '../../src/json/parse.ts';
import { sourceFile } from '../../src/text/source.ts';
import {
  corpusFolder,
  corpusRoot,
  corpusText,
  describeDifferences,
  type Exceptions,
  expectOnly,
} from '../support/corpus.ts';
import { type Difference, readJson, resourceDifferences, stringAt } from '../support/json-compare.ts';
import { type Resolved, resolveText } from '../support/json-resolve.ts';
import { contextAt, scopeOfSchema } from '../support/json-templates.ts';

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

describe.skipIf(corpusFolder === undefined)('templates of the corpus', () => {
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
