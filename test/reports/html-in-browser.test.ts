import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { type CommitSteps, stepsOf } from '../../src/engine/ratchet.ts';
import { htmlReport } from '../../src/report/formats/html/html.ts';
import { historyHtml } from '../../src/report/history/history-html.ts';
import { judge, loadFixtures } from '../support/cases.ts';
import { describeWith, type Need } from '../support/needs.ts';

/** A folder into which `playwright-core` and `axe-core` are installed, and the browser that they drive. */
const tools = process.env['ARMLOCK_BROWSER_TOOLS'] ?? '';
const executable = process.env['ARMLOCK_BROWSER'] ?? '/usr/bin/chromium';
const browser: Need = {
  missing:
    tools === ''
      ? 'ARMLOCK_BROWSER_TOOLS names no folder'
      : existsSync(executable)
        ? undefined
        : `there is no browser at ${executable}`,
};

/** The little of a browser's interface that is used here. */
interface Page {
  goto(url: string): Promise<unknown>;
  on(event: 'request', take: (request: { url(): string }) => void): void;
  evaluate(script: string): Promise<unknown>;
  addScriptTag(script: { readonly content: string }): Promise<unknown>;
}

interface Browser {
  newContext(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
  close(): Promise<void>;
}

interface Playwright {
  readonly chromium: { launch(options: object): Promise<Browser> };
}

/** What a page of one finding of each kind has: pictures, states, code, notices. */
function samplePage(): string {
  const runs = loadFixtures().map(({ base, head, file }) => judge(base, head, file));
  const rules = new Set<string>();
  const findings = runs.flatMap((run) =>
    run.findings.filter(({ rule }) => !rules.has(rule.id) && Boolean(rules.add(rule.id))),
  );
  const [first] = runs;
  if (!first) throw new Error('There are fixtures.');
  return htmlReport({ ...first, findings, complete: false, notices: runs.flatMap(({ notices }) => notices) });
}

/** A page with each kind of step, and names of strangers. */
function historyPage(): string {
  const fixtures = loadFixtures().filter(({ base }) => base);
  const commits = fixtures.slice(0, 60).map(({ base, head, file }, index): CommitSteps => {
    const [forward, back] = [judge(base, head, file), judge(head, base ?? head, file)];
    const id = String(index).padStart(40, 'a');
    const commit = { id, author: 'Ada <b>', date: '2026-01-31T00:00:00Z', subject: `change ${'x'.repeat(3 * index)}` };
    return { commit, steps: stepsOf(forward, back) };
  });
  const told = commits.filter(({ steps }) => steps.length > 0);
  return historyHtml({
    ...{ since: 'v1', first: 'a'.repeat(40), last: 'b'.repeat(40), today: '2026-02-01', complete: false, findings: [] },
    commits: told,
    sum: told.flatMap(({ steps }) => steps),
    counts: { commits: 100, judged: told.length },
  });
}

const sorts = { report: samplePage, history: historyPage };

describeWith(browser)('a page in a browser', { timeout: 120_000 }, () => {
  const require = createRequire(path.join(tools, 'x.js'));
  const { chromium }: Playwright = require('playwright-core');
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-page-'));
  for (const [name, make] of Object.entries(sorts)) writeFileSync(path.join(folder, `${name}.html`), make());
  const launched = chromium.launch({ executablePath: executable, args: ['--no-sandbox'] });
  afterAll(async () => {
    await (await launched).close();
    rmSync(folder, { recursive: true });
  });

  const screens = Object.keys(sorts).flatMap((name) =>
    ['light', 'dark'].flatMap((colorScheme) => [420, 920, 1600].map((width) => ({ name, colorScheme, width }))),
  );

  test.each(screens)(
    '$name, $colorScheme, $width pixels wide: fits, can be read by all, makes no requests',
    async (screen) => {
      const file = path.join(folder, `${screen.name}.html`);
      const viewport = { width: screen.width, height: 900 };
      const context = await (await launched).newContext({ bypassCSP: true, colorScheme: screen.colorScheme, viewport });
      const page = await context.newPage();
      const requests: string[] = [];
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
      await page.addScriptTag({ content: axe });
      const violations = 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes[0].html]))';
      expect(await page.evaluate(violations)).toEqual([]);
      expect(requests).toEqual([pathToFileURL(file).href]);
      await context.close();
    },
  );
});
