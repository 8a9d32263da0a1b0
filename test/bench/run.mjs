// What armlock costs, as ratios between things that are measured in one run on one machine: whole processes against a
// Node that does nothing, parts of it against each other. Nothing here passes or fails.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseBicep } from '../../dist/bicep/syntax/parse.js';
import { parseJson } from '../../dist/json/parse.js';
import { sourceFile } from '../../dist/text/source.js';
import { loadTarget } from '../../dist/workspace/load.js';
import { folderTree } from '../../dist/workspace/tree.js';
import { calendarRow } from './calendar.mjs';
import { against, median } from './processes.mjs';
import { stagedRepository } from './repository.mjs';
import { scaleRows } from './scale.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpus = process.env['ARMLOCK_CORPUS'] ?? path.join(root, '../shared/corpus');
const services = 100;

row('', 'wall', 'to bare Node', 'processor', 'to bare Node', 'memory', 'to bare Node');
processRow('version', root, ['--version']);
processRow('diff of the demo', root, ['diff', 'fixtures/demo/base', 'fixtures/demo/head']);
const staged = stagedRepository(services);
processRow(`diff --staged, ${services * 4} templates`, staged.folder, ['diff', '--staged']);
staged.remove();
await calendarRow(row);
console.log();
scaleRows(row, existsSync(corpus) ? corpus : undefined);
console.log();
if (!existsSync(corpus)) {
  console.log('\nThere is no corpus on this machine, so that the rest is left out; ARMLOCK_CORPUS names one.');
} else {
  processRow('check of all quickstarts', path.join(corpus, 'quickstart'), ['check', '--report', 'json'], 3);
  console.log();
  row('', 'files', 'MB', 'whole', 'per MB', 'median file');
  parseRow('Bicep parser', textsOf('.bicep'), parseBicep);
  const json = textsOf('.json').filter(({ text }) => isStrict(text));
  const own = parseRow('JSON reader', json, parseJson);
  const builtIn = parseRow('JSON.parse', json, (file) => JSON.parse(file.text));
  console.log(
    `\nThe JSON reader takes ${(own / builtIn).toFixed(1)} times as long as JSON.parse, which keeps no positions.`,
  );
  evaluationRow('Bicep', 'main.bicep');
  evaluationRow('ARM JSON', 'main.json');
}

/** @param {readonly string[]} cells */
function row(...cells) {
  console.log(cells.map((cell, index) => (index === 0 ? cell.padEnd(32) : cell.padStart(14))).join(''));
}

/**
 * @param {string} name
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {number} [rounds]
 */
function processRow(name, folder, args, rounds) {
  const { wall, cpu, memory } = against(folder, args, rounds);
  /** @typedef {{ readonly value: number, readonly ratio: number }} Measure */
  const times = (/** @type {Measure} */ { ratio }) => `${ratio.toFixed(1)} x`;
  const ms = (/** @type {Measure} */ { value }) => `${value.toFixed(0)} ms`;
  row(name, ms(wall), times(wall), ms(cpu), times(cpu), `${(memory.value / 1024).toFixed(0)} MiB`, times(memory));
}

/**
 * All files of the corpus whose names end so, as texts.
 *
 * @param {string} extension
 */
function textsOf(extension) {
  const files = readdirSync(corpus, { recursive: true, withFileTypes: true });
  return files
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
 * Reads all files once to warm up and then five times. Prints the fastest round, and what a file takes in it.
 *
 * @param {string} name
 * @param {readonly import('../../dist/text/source.js').SourceFile[]} files
 * @param {(file: import('../../dist/text/source.js').SourceFile) => unknown} read
 */
function parseRow(name, files, read) {
  const rounds = Array.from({ length: 6 }, () => files.map((file) => timeOf(() => read(file)))).slice(1);
  const sum = (/** @type {readonly number[]} */ times) => times.reduce((total, time) => total + time, 0);
  const [best = []] = rounds.toSorted((left, right) => sum(left) - sum(right));
  const whole = sum(best);
  const megabytes = sum(files.map(({ text }) => text.length)) / 1e6;
  const perMegabyte = `${(whole / megabytes).toFixed(1)} ms`;
  row(
    name,
    `${files.length}`,
    megabytes.toFixed(1),
    `${whole.toFixed(0)} ms`,
    perMegabyte,
    `${median(best).toFixed(3)} ms`,
  );
  return whole;
}

/** @param {() => unknown} action */
function timeOf(action) {
  const start = performance.now();
  action();
  return performance.now() - start;
}

/**
 * The largest module of Azure Verified Modules, evaluated without parameters: the first time, and once warm.
 *
 * @param {string} language
 * @param {string} name
 */
function evaluationRow(language, name) {
  const folder = path.join(corpus, 'avm');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const sizeOf = (/** @type {string} */ file) => statSync(path.join(folder, file)).size;
  const largest = files.reduce((found, file) => (sizeOf(file) > sizeOf(found) ? file : found));
  const target = {
    template: { tree: folderTree(folder), path: largest.split(path.sep).join('/') },
    parameters: undefined,
  };
  const times = Array.from({ length: 6 }, () => timeOf(() => loadTarget(target, { context: {} })));
  const [first = Number.NaN, ...warm] = times;
  const size = `${(sizeOf(largest) / 1024).toFixed(0)} KiB`;
  console.log(
    `${largest} (${language}, ${size}) loads in ${first.toFixed(0)} ms, and in ${median(warm).toFixed(0)} ms once warm.`,
  );
}
