import { readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'glob';
import { describe, expect, test } from 'vitest';
import { codeLines } from '../../src/report/rules/code-text.ts';
import { bicepCodes } from '../../src/text/bicep-codes.ts';
import { ownCodes } from '../../src/text/codes.ts';
import { root } from '../support/command.ts';
import { diagnosticsOf } from '../support/error-lines.ts';
import { memoryTree } from '../support/memory-tree.ts';

const sources = globSync('src/**/*.ts', { cwd: root, posix: true })
  .filter((file) => !file.startsWith('src/text/'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'))
  .join('\n');

describe('codes', () => {
  test.each(Object.keys({ ...ownCodes, ...bicepCodes }))('%s is used, and explained', (code) => {
    const stem = code.replace(/-shape$/, '');
    expect(sources.includes(`'${code}'`) || sources.includes(`'${stem}'`) || sources.includes(code)).toBe(true);
    expect(codeLines(code)).toMatch(/^\S+\n\n\S/);
  });

  test('what is no code has no text', () => {
    expect(codeLines('constructor')).toBeUndefined();
    expect(codeLines('BCP000')).toBeUndefined();
  });

  test.each([
    ['var a = b', 'BCP057', 'The name "b" does not exist in the current context'],
    ['var a = a', 'BCP079', 'referencing its own declaration'],
    ['param a string\nparam a string', 'BCP028', 'is declared multiple times'],
    ['param a string = 1', 'BCP033', 'expected a value of type "string"'],
    ['param a string = utcNow2()', 'BCP057', 'utcNow2'],
  ])('an error of %j has the number of the compiler', (text, code, words) => {
    const found = diagnosticsOf({ tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' });
    expect(found.map((one) => one.code)).toContain(code);
    expect(found.map(({ message }) => message).join('\n')).toContain(`${code}: `);
    expect(found.map(({ message }) => message).join('\n')).toContain(words);
  });
});
