import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Editor, openEditor } from '../../src/editor/editor.ts';
import { history } from '../../src/library/history.ts';
import { historyHtml } from '../../src/report/history/history-html.ts';
import { historyJson } from '../../src/report/history/history-json.ts';
import { historyText } from '../../src/report/history/history-text.ts';
import { repositoryIn, temporaryFolder, writeFiles } from '../support/command.ts';
import { piecesOf } from '../support/secret-pieces.ts';
import { secretWays } from '../support/secret-ways.ts';

/** Nothing that a template or a report has by itself. */
const [before, after] = ['ZqkTwYm3vLc1qZ', 'ZqRw7Hd9xPt2qZ'];
const pieces = [before, after].flatMap(piecesOf);

/** A folder for each way, so that one repository has all of them. */
const folders = Object.entries(secretWays).map(([name, way], index) => ({ name, folder: `way${index}`, way }));
const filesOf = (secret: string, days: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    folders.flatMap(({ folder, way }) =>
      Object.entries(way.files(secret, days)).flatMap(([file, text]) => [
        [`${folder}/${file}`, ofVault(folder, String(text))],
        // On lines of their own, values beside the secret are restored.
        [`lines-${folder}/${file}`, inLines(file, ofVault(`lines-${folder}`, String(text)))],
      ]),
    ),
  );

/** Each has its own vault: a fix is tried by whether its finding goes. */
function ofVault(name: string, text: string): string {
  return text.replace(/(['"])rsv\1/g, `$1${name}$1`);
}

function inLines(file: string, text: string): string {
  return file.endsWith('.json') ? JSON.stringify(JSON.parse(text), undefined, 1) : text;
}

const home = temporaryFolder();
afterAll(home.remove);
const repository = repositoryIn(path.join(home.path, 'repo'));
repository.commit(filesOf(before, 90));
repository.commit(filesOf(after, 14));
repository.commit(filesOf(before, 90));

/** The secrets of which a text has a part, in whatever case or form. */
function leakedInto(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return pieces.filter((piece) => lower.includes(piece));
}

test('a secret is in no history of its changes', async () => {
  const found = await history({ cwd: repository.folder, since: 'HEAD~2', today: '2026-01-01' });
  expect(found.commits.flatMap(({ steps }) => steps).length).toBeGreaterThan(folders.length);
  const texts = { text: historyText(found), json: historyJson(found), html: historyHtml(found) };
  for (const [format, text] of Object.entries(texts)) expect([format, leakedInto(text)]).toEqual([format, []]);
});

test('a secret is in no patch of what is restored', () => {
  writeFiles(repository.folder, filesOf(after, 14));
  const { out, err } = repository.armlock('diff', '--fix', '--dry-run');
  expect(out).toContain('+++ b/lines-way');
  expect(leakedInto(out + err)).toEqual([]);
});

describe('a secret is in nothing that an editor shows', () => {
  let editor: Editor;
  beforeAll(() => {
    writeFiles(repository.folder, filesOf(after, 14));
    editor = openEditor({ cwd: repository.folder, isCheckedElsewhere: () => false, today: '2026-01-01' });
  });
  afterAll(() => editor.close());

  test.each(folders)('$name', async ({ folder, way }) => {
    const files = Object.keys(way.files(after, 14)).map((file) => `${folder}/${file}`);
    const texts = new Map(files.map((file) => [file, readFileSync(path.join(repository.folder, file), 'utf8')]));
    const { byFile, messages } = await editor.judge(texts);
    const problems = [...byFile.values()].flat();
    const shown = problems.flatMap(({ message, related }) => [message, ...related.map((one) => one.message)]);
    for (const [file, text] of texts) {
      for (let offset = 0; offset < text.length; offset += 3) shown.push(editor.hover(file, offset)?.text ?? '');
      shown.push(...editor.lenses(file).map(({ text: title }) => title));
      const fixes = await editor.fixes({ file, start: 0, end: text.length });
      shown.push(...fixes.flatMap(({ title, edits }) => [title, ...edits.map((edit) => edit.text)]));
    }
    expect(problems.length).toBeGreaterThan(0);
    expect(shown.some((text) => text !== '')).toBe(true);
    expect(leakedInto([...shown, ...messages].join('\n'))).toEqual([]);
  });
});
