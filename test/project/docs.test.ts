import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { pageText } from '../../src/report/rules/page-text.ts';
import { generateDocs } from '../../tools/docs/generate.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const documents = await generateDocs(root);

test.each([...documents])('%s is up to date; npm run docs writes it', (file, text) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
});

const pages = [...documents].filter(([file]) => /^rules\/[a-z-]+\.md$/.test(file));

describe.each(pages)('%s', (_, page) => {
  test('shows the rule in both languages with the output, how to waive it, and its sources', () => {
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    const wanted = ['Why it matters', 'What to do', 'In Bicep', 'In JSON', 'How to waive it', 'Facts', 'Sources'];
    expect(headings).toEqual(wanted);
    expect(page.match(/\d+ errors?, \d+ warnings?, \d+ notes?(?: \(and \d+ parts?\))?;/g)).toHaveLength(2);
  });

  test('is plain text at a terminal', () => {
    const prose = pageText(page)
      .split('\n')
      .filter((line) => !/^ {4}/.test(line));
    expect(prose.filter((line) => /^#|^\||```|<\/?t[adr]|\]\(|\*\*/.test(line))).toEqual([]);
    expect(prose.filter((line) => line.length > 110 && !/https?:/.test(line))).toEqual([]);
  });
});

test('columns stand side by side at a terminal if they are narrow', () => {
  const cell = (name: string, text: string): string => `<td>\n\n\`${name}\`\n\n\`\`\`bicep\n${text}\n\`\`\`\n\n</td>`;
  const page = (text: string): string =>
    `# A title\n\n<table>\n<tr>\n${cell('base/a', text)}\n${cell('head/a', 'b')}\n</tr>\n</table>\n`;
  expect(pageText(page('a | c'))).toMatch(/^A title\n=======\n\n {4}base\/a +\| head\/a\n {4}a \| c +\| b\n$/);
  expect(pageText(page('a'.repeat(104)))).toContain(`base/a\n    ${'a'.repeat(104)}\n\n    head/a\n    b\n`);
});
