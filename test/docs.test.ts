import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generateDocs } from '../src/docs/generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const documents = await generateDocs(root);

test.each([...documents])('%s is up to date; npm run docs writes it', (file, text) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
});
