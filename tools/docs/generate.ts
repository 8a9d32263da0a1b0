import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { behaviours } from '../../src/checks/behaviours.ts';
import { commandList } from '../../src/cli/main.ts';
import { optionHelp, optionLabel } from '../../src/cli/options.ts';
import type { RunResult } from '../../src/engine/result.ts';
import { textReport } from '../../src/report/formats/text.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { ruleSchema } from '../../src/rules/schema.ts';
import { compileShippedRules } from '../../src/rules/shipped.ts';
import type { FileTree } from '../../src/text/files.ts';
import { folderTree } from '../../src/workspace/tree.ts';
import { factModules } from '../facts/compile.ts';
import { factsPage } from '../facts/page.ts';
import { readFacts } from '../facts/read.ts';
import { behavioursPage } from './behaviours.ts';
import { benchTable } from './bench.ts';
import { codesPage } from './codes.ts';
import { coveragePage, readCoverage } from './coverage.ts';
import { exampleOf, type Language } from './example.ts';
import { judgeFolders } from './judge-folders.ts';
import { limitsTable } from './limits.ts';
import { fenced, table, withBlock } from './markdown.ts';
import { pictures } from './pictures.ts';
import { rulePage, rulesReadme } from './rule-page.ts';

const languages: readonly Language[] = ['Bicep', 'JSON'];

/** All generated documents of the repository, by path. */
export async function generateDocs(root: string): Promise<ReadonlyMap<string, string>> {
  const rules = [...(await compileShippedRules())].sort((left, right) => (left.id < right.id ? -1 : 1));
  const fixtures = path.join(root, 'fixtures');
  const pages = rules.map((rule) => {
    const examples = languages.flatMap((language) => exampleOf(rule, language, rules, fixtures) ?? []);
    return [`rules/${rule.id}.md`, rulePage(rule, examples)] as const;
  });
  const facts = readFacts(root);
  return new Map([
    ...pages,
    ...factModules(facts),
    ['docs/azure-facts.md', factsPage(facts)],
    ['rules/README.md', rulesReadme(rules)],
    ['rules/rule.schema.json', `${JSON.stringify(ruleSchema(), undefined, 2)}\n`],
    ['docs/behaviours.md', behavioursPage(behaviours)],
    ['docs/codes.md', codesPage()],
    ['docs/coverage.md', coveragePage(readCoverage(root))],
    ...pictures(runOf(root, 'fixtures/demo', rules), rules),
    ...(await guides(root, rules)),
    ['SECURITY.md', withBlock(readFileSync(path.join(root, 'SECURITY.md'), 'utf8'), 'limits', limitsTable())],
  ]);
}

/** The pages for users in which parts are generated. */
async function guides(root: string, rules: readonly Rule[]): Promise<readonly (readonly [string, string])[]> {
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  const yamlOf = (file: string): string => fenced('yaml', read(`examples/${file}`));
  const bicep = fenced('text', reportOf(root, bicepExample, rules));
  const blocks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'README.md': { 'bicep-example': bicep },
    'docs/getting-started.md': {
      example: fenced('text', reportOf(root, 'fixtures/demo', rules)),
      'bicep-example': bicep,
    },
    'docs/commands.md': { commands: await commandTables() },
    'docs/ci.md': {
      action: actionTables(read('action.yml')),
      workflow: yamlOf('github/armlock.yml'),
      nightly: yamlOf('github/armlock-nightly.yml'),
      pipeline: yamlOf('azure-pipelines/azure-pipelines.yml'),
      gitlab: yamlOf('gitlab/.gitlab-ci.yml'),
    },
    'docs/performance.md': { bench: benchTable(root) },
  };
  return Object.entries(blocks).map(([file, own]) => {
    const text = Object.entries(own).reduce((document, [name, block]) => withBlock(document, name, block), read(file));
    return [file, text] as const;
  });
}

/** A change in Bicep that is short enough to be shown whole. */
const bicepExample = 'fixtures/vault-immutability-weakened/bicep-module-argument';

/** What is printed for the two revisions in a folder. */
function reportOf(root: string, revisions: string, rules: readonly Rule[]): string {
  return textReport(runOf(root, revisions, rules), { colour: false, advises: true });
}

/** What is found in the two revisions in a folder. */
function runOf(root: string, revisions: string, rules: readonly Rule[]): RunResult {
  const tree = (side: string): FileTree => {
    const folder = `${revisions}/${side}`;
    return { ...folderTree(path.join(root, folder)), display: (file) => `${folder}/${file}` };
  };
  return judgeFolders(tree('base'), tree('head'), rules);
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The inputs and outputs of the GitHub action. */
function actionTables(text: string): string {
  const { inputs, outputs } = parse(text) as ActionFile;
  const inputRows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.description,
    input.default === undefined ? '' : `\`${input.default}\``,
  ]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, description]);
  return `${table(['Input', '', 'Default'], inputRows)}\n\n${table(['Output', ''], outputRows)}`;
}

async function commandTables(): Promise<string> {
  const commands = await commandList();
  const parts = commands.map(({ usage, summary, options }) => {
    const rows = options.map((option) => [`\`${optionLabel(option)}\``, optionHelp(option)]);
    const heading = `**\`armlock ${usage}\`**: ${summary}`;
    return options.length === 0 ? heading : `${heading}\n\n${table(['Option', ''], rows)}`;
  });
  return parts.join('\n\n');
}
