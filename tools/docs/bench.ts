import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { table } from './markdown.ts';

/** What `npm run bench -- --save` writes. */
interface Bench {
  readonly machine: {
    readonly processor: string;
    readonly cores: number;
    readonly memoryGiB: number;
    readonly system: string;
    readonly node: string;
  };
  readonly rows: readonly Row[];
}

interface Row {
  readonly group: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly ratio?: number;
  readonly to?: string;
  readonly memory?: number;
}

/** The table of what armlock costs, and the machine on which that was measured. */
export function benchTable(root: string): string {
  const file = path.join(root, 'docs/bench.json');
  if (!existsSync(file)) return 'Not measured yet: `npm run bench -- --save` does that.';
  const { machine, rows } = JSON.parse(readFileSync(file, 'utf8')) as Bench;
  const cells = rows.map((row) => [row.group, row.name, measureOf(row), comparedOf(row)]);
  const { processor, cores, memoryGiB, system, node } = machine;
  const about = `Measured on ${cores} cores (${processor}) with ${memoryGiB} GiB, ${system}, Node.js ${node} where no other is named. Times depend on the machine and on what else it does; ratios compare what ran in turn.`;
  return `${about}\n\n${table(['', '', 'Measured', 'Compared'], cells)}`;
}

function measureOf({ value, unit, memory }: Row): string {
  const most = memory === undefined ? '' : `, ${memory.toFixed(0)} MiB`;
  return `${significant(value)} ${unit}${most}`;
}

function comparedOf({ ratio, to }: Row): string {
  return ratio === undefined ? '' : `${significant(ratio)} times ${to ?? ''}`;
}

/** With as many digits as such a measurement has. */
function significant(number: number): string {
  return Number(number.toPrecision(3)).toString();
}
