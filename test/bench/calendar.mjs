// What it costs to work out which recovery points a policy keeps, as a ratio to a simulation of each day.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { median } from './processes.mjs';

const rounds = 7;

/**
 * Milliseconds of processor time: other processes on the machine take none of it.
 *
 * @param {() => void} action
 */
function processorTime(action) {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Adds how many times as fast as the simulation the calendar is; both work out the same random policies in turn.
 *
 * @param {import('./run.mjs').Add} add
 */
export async function calendarRow(add) {
  const folder = mkdtempSync(path.join(tmpdir(), 'armlock-bench-'));
  const input = fileURLToPath(new URL('../support/calendar-race.ts', import.meta.url));
  const file = path.join(folder, 'race.mjs');
  const bundle = await rolldown({ input, platform: 'node' });
  await bundle.write({ file, format: 'esm' });
  const { freshPolicies, byArithmetic, dayByDay } = await import(pathToFileURL(file).href);
  rmSync(folder, { recursive: true });
  const times = Array.from({ length: rounds + 1 }, () => {
    const fresh = freshPolicies();
    return {
      own: processorTime(() => byArithmetic(fresh)) / fresh.length,
      walked: processorTime(dayByDay) / fresh.length,
    };
  }).slice(1);
  const own = median(times.map((one) => one.own));
  const ratio = median(times.map((one) => one.own / one.walked));
  add({
    group: 'Parts',
    name: 'recovery points of a random policy',
    value: own,
    unit: 'ms',
    ratio,
    to: 'walking each day',
  });
}
