import { wrapped } from '../report/writing/wrap.ts';

/** Narrower than this beside its label, help stands below it. */
const leastColumn = 40;

/** Names and what they mean, as two columns in so many characters. */
export function columnLines(rows: readonly (readonly [string, string])[], width: number): readonly string[] {
  const widest = Math.max(0, ...rows.map(([label]) => label.length));
  const indent = widest + 4;
  if (width - indent < leastColumn) {
    return rows.flatMap(([label, text]) => [`  ${label}`, ...wrapped(text, ' '.repeat(6), width)]);
  }
  return rows.flatMap(([label, text]) => {
    const [first = '', ...rest] = wrapped(text, ' '.repeat(indent), width);
    return [`  ${label.padEnd(widest)}  ${first.trimStart()}`, ...rest];
  });
}
