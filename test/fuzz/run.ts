import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fuzz, kinds } from './fuzz.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string' }, kind: { type: 'string' }, seed: { type: 'string' } },
});
const kind = kinds.find((one) => one === values.kind);
if (values.kind !== undefined && kind === undefined) throw new Error(`--kind is one of ${kinds.join(', ')}`);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const minutes = Number(values.minutes ?? 1);

console.log(`seed ${seed}, ${minutes} minutes, ${kind ?? 'all kinds'}`);
const { inputs, byKind, seconds, faults } = fuzz({
  seed,
  seconds: minutes * 60,
  withCorpus: true,
  ...(kind && { kind }),
});
for (const { message, input } of faults) {
  const text = `${JSON.stringify({ message, ...input }, undefined, 2)}\n`;
  const name = `${input.kind}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}.json`;
  writeFileSync(fileURLToPath(new URL(`../../test/fuzz/cases/${name}`, import.meta.url)), text);
  console.log(`test/fuzz/cases/${name}: ${message}`);
}
for (const [one, tried] of byKind) console.log(`${one}: ${tried.inputs} inputs in ${tried.seconds.toFixed(0)} s`);
console.log(
  `${inputs} inputs in ${seconds.toFixed(0)} s, ${(inputs / seconds).toFixed(1)} a second, ${faults.length} faults`,
);
if (faults.length > 0) process.exitCode = 1;
