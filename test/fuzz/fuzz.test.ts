import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';
import { faultOf, type Input } from './oracles.ts';

const folder = fileURLToPath(new URL('cases/', import.meta.url));
const cases = readdirSync(folder).filter((name) => name.endsWith('.json'));

test('inputs that were once taken wrongly are not any longer', () => {
  const faults = cases.map((name) => [name, faultOf(JSON.parse(readFileSync(`${folder}${name}`, 'utf8')) as Input)]);
  expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
});

test('a short run with a fixed seed finds nothing', () => {
  const { inputs, faults } = fuzz({ seed: 12, seconds: 20 });
  expect(faults).toEqual([]);
  expect(inputs).toBeGreaterThan(10);
});
