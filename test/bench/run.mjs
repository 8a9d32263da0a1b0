// What armlock costs, as ratios between things that are measured in one run on one machine. Nothing here passes or fails.
// All of it is written to dist/bench.json; with --save, also to docs/bench.json, which the README shows.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { calendarRow } from './calendar.mjs';
import { historyRows } from './history.mjs';
import { scaleRows } from './scale.mjs';
import { startRows } from './start.mjs';
import { throughputRows } from './throughput.mjs';

/**
 * @typedef {object} Row
 * @property {string} group
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {number} [ratio] how many times as much it is as something else of the same run
 * @property {string} [to] what that is
 * @property {number} [memory] MiB at most
 */

/** @typedef {((row: Row) => void) & { readonly missing: (what: string, why: string) => void }} Add */

const root = fileURLToPath(new URL('../../', import.meta.url));
const corpus = process.env['ARMLOCK_CORPUS'] ?? path.join(root, '../shared/corpus');
const isThere = existsSync(corpus);
/** @type {Row[]} */
const rows = [];
/** @type {{ readonly what: string, readonly why: string }[]} */
const missing = [];

/** @param {Row} row */
function show({ group, name, value, unit, ratio, to, memory }) {
  const measure = `${value.toPrecision(3)} ${unit}`;
  const times = ratio === undefined ? '' : `${ratio.toFixed(2)} x ${to}`;
  const most = memory === undefined ? '' : `  ${memory.toFixed(0)} MiB`;
  console.log(`${group.padEnd(24)} ${name.padEnd(58)} ${measure.padStart(24)}  ${times}${most}`);
}

const add = Object.assign(
  (/** @type {Row} */ row) => {
    rows.push(row);
    show(row);
  },
  {
    missing: (/** @type {string} */ what, /** @type {string} */ why) => {
      missing.push({ what, why });
      console.log(`Without ${what}: ${why}.`);
    },
  },
);

const parts = process.env['ARMLOCK_BENCH']?.split(',') ?? ['start', 'calendar', 'throughput', 'scale', 'history'];
if (parts.includes('start')) startRows(add);
if (parts.includes('calendar')) await calendarRow(add);
if (!isThere) add.missing('a corpus of templates', 'ARMLOCK_CORPUS names one');
if (isThere && parts.includes('throughput')) throughputRows(add, corpus);
if (parts.includes('scale')) scaleRows(add, isThere ? corpus : undefined);
if (parts.includes('history')) historyRows(add);

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  node: process.version,
};
const text = `${JSON.stringify({ version, machine, rows, missing }, undefined, 2)}\n`;
mkdirSync(path.join(root, 'dist'), { recursive: true });
writeFileSync(path.join(root, 'dist/bench.json'), text);
if (process.argv.includes('--save')) writeFileSync(path.join(root, 'docs/bench.json'), text);
