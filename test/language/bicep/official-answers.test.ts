import { expect, test } from 'vitest';
import type { Files } from '../../support/cases.ts';
import { canonicalJson, readJson } from '../../support/json-compare.ts';
import { resolveFile } from '../../support/json-resolve.ts';
import { contextAt } from '../../support/json-templates.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import {
  type Answer,
  allowedAnswers,
  callAnswers,
  moduleAnswers,
  moduleHead,
  resourceAnswers,
  resourceHead,
  yamlAnswers,
} from './official-answers.ts';

const module = 'param i int\noutput days int = i\noutput tags object = { a: i }\n';
const loaded: Files = { 'x.txt': 'hi', 'x.json': '{"a":{"b":1}}', 'd/y.txt': 'yo' };

function outputsOf(files: Files): string {
  const target = { tree: memoryTree(files), path: 'main.bicep' };
  const { isReserved, outputs } = resolveFile(target, {}, { context: contextAt('resourceGroup') });
  return isReserved || !outputs ? 'refused' : canonicalJson(outputs);
}

function expected(outputs: string): string {
  return outputs === 'refused' ? outputs : canonicalJson(readJson(outputs));
}

test.each<Answer>(moduleAnswers)('modules through values: %s', (text, outputs) => {
  expect(outputsOf({ 'mod.bicep': module, 'main.bicep': moduleHead + text })).toBe(expected(outputs));
});

test.each<Answer>(resourceAnswers)('resources through variables: %s', (text, outputs) => {
  expect(outputsOf({ 'main.bicep': resourceHead + text })).toBe(expected(outputs));
});

test.each<Answer>(yamlAnswers)('YAML: %j', (text, value) => {
  const files = { 'd.yaml': text, 'main.bicep': "output o object = any(loadYamlContent('d.yaml'))\n" };
  const wrapped = value === 'refused' ? value : `{"o":${value}}`;
  expect(outputsOf(files)).toBe(expected(wrapped));
});

test.each(allowedAnswers)('@allowed: %s', (text, isTaken) => {
  const target = { tree: memoryTree({ 'main.bicep': text }), path: 'main.bicep' };
  const { errors } = resolveFile(target, {}, { context: contextAt('resourceGroup') });
  expect(errors.filter((message) => !message.includes('needs a value')).length === 0).toBe(isTaken);
});

test.each(callAnswers)('%s', (call, type, output) => {
  const wrapped = output === 'refused' ? output : `{"o":${output}}`;
  expect(outputsOf({ ...loaded, 'main.bicep': `output o ${type} = ${call}\n` })).toBe(expected(wrapped));
});
