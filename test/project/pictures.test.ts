import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readXml } from '../support/read-xml.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const names = readdirSync(path.join(docs, 'pictures'));
const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));
const images = pages.flatMap((name) => {
  const text = readFileSync(path.join(docs, name), 'utf8');
  return [...text.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)].map(([, alt = '', file = '']) => ({ name, alt, file }));
});

// That they are what the reports draw now is a test of all generated documents.
test.each(names)('%s is whole, says what it is, and loads nothing', (name) => {
  const text = readFileSync(path.join(docs, 'pictures', name), 'utf8');
  const picture = readXml(text);
  expect([picture.name, picture.attributes['role']]).toEqual(['svg', 'img']);
  expect(picture.children[0]).toMatchObject({ name: 'title', text: expect.stringMatching(/\w/) });
  expect(text).not.toMatch(/<script|\bon\w+=|url\(|<image|href="(?!https:|#)/);
});

test('each picture stands in a document, with words that replace it', () => {
  expect(images.map(({ file }) => path.basename(file)).sort()).toEqual([...names].sort());
  for (const { name, alt } of images) expect(alt.length, name).toBeGreaterThan(60);
});
