import { maxExpressionLength } from '../../src/arm/read/expression.ts';
import { maxYamlValueLength } from '../../src/bicep/lower/yaml-value.ts';
import { maxDepth, maxTokens } from '../../src/bicep/syntax/limits.ts';
import { maxSeconds, maxSteps } from '../../src/expr/evaluate.ts';
import { maxIterations } from '../../src/expr/evaluate-node.ts';
import { defaultGitSeconds } from '../../src/git/command.ts';
import { maxCommits } from '../../src/git/history.ts';
import { maxJsonDepth, maxJsonValues } from '../../src/json/parse.ts';
import { maxAlike, maxResources } from '../../src/model/resource-limits.ts';
import { maxFileSize } from '../../src/workspace/tree.ts';
import { maxYamlAliases, maxYamlLength } from '../../src/yaml/read-yaml.ts';
import { table } from './markdown.ts';

/** What is not read or not evaluated because it is too large, from the constants that say so. */
export function limitsTable(): string {
  return table(
    ['What', 'Limit', 'Beyond it'],
    [
      ['Size of a file', `${maxFileSize / 1024 / 1024} MiB`, 'The file is refused.'],
      ['Nesting of JSON', `${maxJsonDepth} levels`, 'An error; the file counts as torn.'],
      ['Values in a JSON file', number(maxJsonValues), 'An error; the file counts as torn.'],
      ['Length of an expression in JSON', `${number(maxExpressionLength)} characters`, 'The value is not known.'],
      ['Tokens and comments of a Bicep file', number(maxTokens), 'An error; the file counts as torn.'],
      ['Nesting of Bicep', `${maxDepth} levels`, 'An error; the statement is not read.'],
      ['YAML that Bicep loads', `${maxYamlValueLength / 1024} Ki characters`, 'The value is not known.'],
      ['`armlock.yaml` and rules', `${maxYamlLength / 1024} Ki characters`, 'Exit code 2.'],
      ['Aliases in them', `${number(maxYamlAliases)}`, 'Exit code 2.'],
      ['Resources of a target', number(maxResources), 'What is left is not known.'],
      ['Resources of one type and name', number(maxAlike), 'What is left is not known.'],
      ['Steps of the evaluation of a target', number(maxSteps), 'What is left is not known.'],
      ['Time of the evaluation of a target', `${maxSeconds} seconds`, 'What is left is not known.'],
      ['Iterations of a loop', number(maxIterations), 'The loop is not known.'],
      ['Commits of a history', number(maxCommits), 'Exit code 3.'],
      ['Time in which git answers', `${defaultGitSeconds} seconds (\`ARMLOCK_GIT_SECONDS\`)`, 'Exit code 3.'],
    ],
  );
}

function number(value: number): string {
  return value.toLocaleString('en');
}
