// Parsers and evaluator in one warm process, beside what does the nearest thing.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parse as parseJsonc } from 'jsonc-parser';
import { parseBicep } from '../../dist/bicep/syntax/parse.js';
import { parseJson } from '../../dist/json/parse.js';
import { sourceFile } from '../../dist/text/source.js';
import { loadTarget } from '../../dist/workspace/load.js';
import { folderTree } from '../../dist/workspace/tree.js';
import { median } from './processes.mjs';

const rounds = 5;

/**
 * @param {import('./run.mjs').Add} add
 * @param {string} corpus
 */
export function throughputRows(add, corpus) {
  const json = textsOf(corpus, '.json').filter(({ text }) => isStrict(text));
  const [own = Number.NaN, builtIn = Number.NaN, editors = Number.NaN] = inRounds([
    () => each(json, parseJson),
    () => each(json, (file) => JSON.parse(file.text)),
    () => each(json, (file) => parseJsonc(file.text)),
  ]);
  const megabytes = json.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const reader = { group: 'Parts', name: `JSON reader, ${json.length} files`, value: own / megabytes, unit: 'ms a MB' };
  add({ ...reader, ratio: own / builtIn, to: 'JSON.parse, which keeps no positions' });
  add({ ...reader, ratio: own / editors, to: 'jsonc-parser' });
  const bicep = textsOf(corpus, '.bicep');
  const [bicepTime = Number.NaN] = inRounds([() => each(bicep, parseBicep)]);
  const bicepMegabytes = bicep.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const name = `Bicep parser, ${bicep.length} files`;
  add({
    group: 'Parts',
    name,
    value: bicepTime / bicepMegabytes,
    unit: 'ms a MB',
    ratio: bicepTime / bicepMegabytes / (own / megabytes),
    to: 'the JSON reader',
  });
  const programs = path.join(corpus, 'official/programs');
  if (existsSync(programs)) evaluationRows(add, programs);
}

/**
 * The least time of each action, of rounds in which all of them are done in turn.
 *
 * @param {readonly (() => void)[]} actions
 */
function inRounds(actions) {
  const all = Array.from({ length: rounds + 1 }, () => actions.map(timeOf)).slice(1);
  return actions.map((_, index) => Math.min(...all.map((times) => times[index] ?? Number.NaN)));
}

/**
 * @template T
 * @param {readonly T[]} items
 * @param {(item: T) => unknown} action
 */
function each(items, action) {
  for (const item of items) action(item);
}

/** @param {() => void} action */
function timeOf(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/**
 * @param {string} folder
 * @param {string} extension
 */
function textsOf(folder, extension) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(extension))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => sourceFile(file, readFileSync(file, 'utf8')));
}

/** @param {string} text */
function isStrict(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Programs with parameter files, of which the official evaluator has recorded what they deploy.
 *
 * @param {import('./run.mjs').Add} add
 * @param {string} programs
 */
function evaluationRows(add, programs) {
  const cases = readdirSync(programs).flatMap((name) =>
    readdirSync(path.join(programs, name))
      .filter((file) => file.endsWith('.bicepparam') && existsSync(path.join(programs, name, 'main.bicep')))
      .map((file) => ({ folder: path.join(programs, name), file })),
  );
  const evaluate = (/** @type {{ readonly folder: string, readonly file: string }} */ { folder, file }) => {
    const tree = folderTree(folder);
    loadTarget({ template: { tree, path: 'main.bicep' }, parameters: { tree, path: file } }, { context: {} });
  };
  const [time = Number.NaN] = inRounds([() => each(cases, evaluate)]);
  const own = time / cases.length;
  const row = {
    group: 'Parts',
    name: `Bicep program with parameters, parsed and evaluated, ${cases.length} cases`,
    value: own,
    unit: 'ms',
  };
  const official = officialTime(cases.slice(0, 12));
  add(
    official === undefined
      ? row
      : {
          ...row,
          ratio: own / official,
          to: 'a process of the official CLI for each case, without its start; armlock is warm',
        },
  );
  if (official === undefined) add.missing('the official CLI', 'scripts/get-oracle.mjs restores it');
}

/**
 * Milliseconds that the official CLI takes for a case beyond its own start; undefined if it is not there.
 *
 * @param {readonly { readonly folder: string, readonly file: string }[]} cases
 */
function officialTime(cases) {
  const name = `azure.bicep.commandline.${process.platform === 'darwin' ? 'osx' : 'linux'}-${process.arch}`;
  const packages = process.env['NUGET_PACKAGES'] ?? path.join(homedir(), '.nuget/packages');
  const versions = path.join(packages, name);
  const version = existsSync(versions) ? readdirSync(versions).sort().at(-1) : undefined;
  const command = process.env['ARMLOCK_BICEP_CLI'] ?? (version && path.join(versions, version, 'tools/bicep'));
  if (command === undefined || !existsSync(command)) return undefined;
  const run = (/** @type {readonly string[]} */ args) =>
    timeOf(() => void execFileSync(command, args, { stdio: 'ignore' }));
  const scratch = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
  try {
    const times = cases.map(({ folder, file }, index) => {
      const copy = path.join(scratch, String(index));
      cpSync(folder, copy, { recursive: true });
      const start = run(['--version']);
      return run(['snapshot', path.join(copy, file), '--mode', 'overwrite']) - start;
    });
    return median(times);
  } catch {
    return undefined;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
