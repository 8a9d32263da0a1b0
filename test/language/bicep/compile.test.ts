import { describe, expect, test } from 'vitest';
import type { Template } from '../../../src/arm/template.ts';
import { type Compiler, compileFile, diagnosticsOf, filesOf, openCompiler } from '../../../src/bicep/compile.ts';
import { lowerFile } from '../../../src/bicep/lower/file.ts';
import { configLookup } from '../../../src/bicep/modules/config.ts';
import { moduleLookup } from '../../../src/bicep/modules/find-module.ts';
import { unknownEnvironment } from '../../../src/bicep/parameters/inputs.ts';
import { parametersReader } from '../../../src/bicep/parameters/read.ts';
import type { Program } from '../../../src/bicep/semantics/compilation-unit.ts';
import { openFile } from '../../../src/bicep/semantics/file-unit.ts';
import { type BicepHost, isUnavailable } from '../../../src/bicep/semantics/host.ts';
import type { FileTree } from '../../../src/text/files.ts';
import { sourceFile } from '../../../src/text/source.ts';
import { memoryTree } from '../../support/memory-tree.ts';

/** A host that counts how often it is asked for each file. */
function countingHost(tree: FileTree): { readonly host: BicepHost; readonly reads: Map<string, number> } {
  const reads = new Map<string, number>();
  const host: BicepHost = {
    file: ({ path }) => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      const read = tree.read(path);
      return read.kind === 'text' ? sourceFile(path, read.text) : { reason: 'it does not exist' };
    },
    jsonTemplate: () => ({ template: { reason: 'it is not read here' }, diagnostics: [] }),
    find: moduleLookup(configLookup(), undefined),
  };
  return { host, reads };
}

function compilerFor(tree: FileTree): Compiler {
  return openCompiler(countingHost(tree).host);
}

function messagesOf(compiler: Compiler, tree: FileTree, path: string): readonly string[] {
  return diagnosticsOf(compiler.compile({ tree, path })).map(({ span, message }) => `${span.file.path}: ${message}`);
}

const vault = `resource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = { name: 'v', location: nope }\n`;
const using = (path: string): string => `module m '${path}' = { name: 'm' }\n`;

describe('a compiler', () => {
  const tree = memoryTree({
    'a.bicep': using('shared.bicep'),
    'b.bicep': `${using('shared.bicep')}import { x } from 'names.bicep'\noutput o string = x\n`,
    'names.bicep': `@export()\nvar x = 'x'\nvar y = loadTextContent('text.txt')\n`,
    'shared.bicep': using('vault.bicep'),
    'vault.bicep': vault,
    'text.txt': 'text',
  });

  test('reads each file once, however many use it', () => {
    const { host, reads } = countingHost(tree);
    const compiler = openCompiler(host);
    for (const path of ['a.bicep', 'b.bicep', 'shared.bicep', 'a.bicep']) compiler.compile({ tree, path });
    expect(Object.fromEntries(reads)).toEqual({
      'a.bicep': 1,
      'b.bicep': 1,
      'shared.bicep': 1,
      'vault.bicep': 1,
      'names.bicep': 1,
      'text.txt': 1,
    });
  });

  test('keeps what is wrong with the file in which it is wrong', () => {
    const compiler = compilerFor(tree);
    expect(compiler.compile({ tree, path: 'a.bicep' }).diagnostics).toEqual([]);
    expect(compiler.compile({ tree, path: 'vault.bicep' }).diagnostics).toHaveLength(1);
    expect(messagesOf(compiler, tree, 'a.bicep')).toEqual([
      `vault.bicep: BCP057: The name "nope" does not exist in the current context.`,
    ]);
    expect(messagesOf(compiler, tree, 'b.bicep')).toEqual([
      `vault.bicep: BCP057: The name "nope" does not exist in the current context.`,
    ]);
  });

  test('says which files were read for a file', () => {
    const paths = filesOf(compilerFor(tree).compile({ tree, path: 'b.bicep' })).map(({ path }) => path);
    expect([...paths].sort()).toEqual(['b.bicep', 'names.bicep', 'shared.bicep', 'text.txt', 'vault.bicep']);
  });

  test('says what a file is that is not there', () => {
    const { host } = countingHost(tree);
    expect(compileFile(host, { tree, path: 'none.bicep' })).toMatchObject({
      template: { reason: 'it does not exist' },
    });
  });
});

describe('what is found out about a file does not depend on what was asked before', () => {
  const tree = memoryTree({
    'a.bicep': using('b.bicep') + vault,
    'b.bicep': using('c.bicep'),
    'c.bicep': `${using('a.bicep')}import { x } from 'd.bicep'\noutput o string = x\n`,
    'd.bicep': `import { y } from 'c.bicep'\n@export()\nvar x = 1\n`,
    'free.bicep': using('a.bicep'),
    'one.bicepparam': `using none\nextends 'two.bicepparam'\nparam p = 1\n`,
    'two.bicepparam': `using none\nextends 'one.bicepparam'\nparam q = 2\n`,
  });
  const templates = ['a.bicep', 'b.bicep', 'c.bicep', 'd.bicep', 'free.bicep'];
  const parameters = ['one.bicepparam', 'two.bicepparam'];

  test.each(templates)('%s, among files that need each other', (path) => {
    const alone = messagesOf(compilerFor(tree), tree, path);
    expect(alone.some((message) => message.includes('it contains itself'))).toBe(true);
    for (const first of templates) {
      const compiler = compilerFor(tree);
      messagesOf(compiler, tree, first);
      expect(messagesOf(compiler, tree, path)).toEqual(alone);
    }
  });

  test.each(parameters)('%s, among files that extend each other', (path) => {
    const messages = (before: readonly string[]): readonly string[] => {
      const read = parametersReader(compilerFor(tree), unknownEnvironment);
      for (const other of before) read({ tree, path: other });
      const found = read({ tree, path });
      return isUnavailable(found) ? [found.reason] : diagnosticsOf(found).map(({ message }) => message);
    };
    expect(messages([]).some((message) => message.includes('it extends itself'))).toBe(true);
    for (const other of parameters) expect(messages([other])).toEqual(messages([]));
  });
});

describe('the checks and the type checker are wings that can be closed', () => {
  test('lowering makes the same template without them', () => {
    const text = `param names array\nresource v 'Microsoft.RecoveryServices/vaults@2024-04-01' = [for (n, i) in names: {
  name: '\${n}-\${i}'\n  location: resourceGroup().location\n}]\noutput id string = v[0].id\n`;
    const tree = memoryTree({ 'a.bicep': text });
    const compiler = compilerFor(tree);
    const ref = { tree, path: 'a.bicep' };
    const parsed = compiler.parse(ref);
    const { template } = compiler.compile(ref);
    if (isUnavailable(parsed) || isUnavailable(template)) throw new Error('it cannot be read');
    const nothing = { reason: 'it is not asked for' };
    const program: Program = {
      file: () => nothing,
      model: () => nothing,
      template: () => nothing,
      locate: () => nothing,
      replacedIn: () => new Map(),
    };
    const lowered = lowerFile(openFile(parsed.model, program, new Map()), new Map());
    expect(lowered.diagnostics).toEqual([]);
    expect(shape(lowered.template)).toEqual(shape(template));
  });
});

function shape(template: Template): unknown {
  return JSON.parse(JSON.stringify({ resources: template.resources, outputs: [...template.outputs] }, textual));
}

function textual(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}` : value;
}
