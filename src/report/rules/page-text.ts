import { wrapped } from '../writing/wrap.ts';

/** A page in Markdown as text for a terminal. It knows what the generated pages are made of, and no more. */
export function pageText(markdown: string): string {
  const blocks = markdown
    .replace(/<!--[\s\S]*?-->\n*/g, '')
    .split(/(<table>\n[\s\S]*?\n<\/table>|^(`{3,}).*\n[\s\S]*?\n\2$)/m);
  // Splitting by a pattern with two groups gives the text between matches, the match, and its fence.
  const lines = blocks.flatMap((block = '', index) => {
    if (index % 3 === 2) return [];
    if (index % 3 === 0) return block.split('\n').flatMap(proseLines);
    return (block.startsWith('<table>') ? cellLines(block) : codeLines(block)).map((line) => `    ${line}`.trimEnd());
  });
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function codeLines(block: string): readonly string[] {
  return block.split('\n').slice(1, -1);
}

/** Two columns that are wider together do not fit beside each other. */
const columnsWidth = 104;

/** The cells of a table, each a name and a block of code: side by side, or one after the other. */
function cellLines(tableText: string): readonly string[] {
  const cells = tableText
    .split('<td>')
    .slice(1)
    .map((cell) => {
      const [, name = '', code = ''] = /^\s*`([^`]*)`\n\n([\s\S]*?)\n\n<\/td>/.exec(cell) ?? [];
      return [name, ...codeLines(code)];
    });
  const [left = [], right] = cells;
  if (!right) return left;
  const [width, other] = [widthOf(left), widthOf(right)];
  if (width + other > columnsWidth) return [...left, '', ...right];
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, row) => `${(left[row] ?? '').padEnd(width)} | ${right[row] ?? ''}`);
}

function widthOf(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => line.length));
}

function proseLines(line: string): readonly string[] {
  if (/^\|[\s|-]*\|$/.test(line)) return [];
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading)
    return [plain(heading[2] ?? ''), (heading[1] === '#' ? '=' : '-').repeat(plain(heading[2] ?? '').length)];
  const row = /^\| (.*) \|$/.exec(line);
  if (row) return rowLines(row[1] ?? '');
  return wrapped(plain(line), '');
}

/** Wide enough for the names of facts. */
const nameWidth = 36;

function rowLines(row: string): readonly string[] {
  const [name = '', ...rest] = plain(row).split(' | ');
  const indent = ' '.repeat(nameWidth + 1);
  const [first = '', ...more] = wrapped(rest.join(' '), indent);
  return [name.padEnd(nameWidth + 1) + first.trimStart(), ...more];
}

/** The text of a line without marks; links of the web show where they lead. */
function plain(text: string): string {
  return text
    .replace(/<(https?:[^>]*)>/g, '$1')
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1 ($2)')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`/g, '')
    .replaceAll('\\|', '|');
}
