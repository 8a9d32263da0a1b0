/** Where lines of prose end if nothing says how wide a terminal is. */
export const defaultWidth = 110;

/** Narrower lines cannot be read, and no report can be laid out in them. */
export const leastWidth = 40;

/** Wider lines are hard to read. */
export const mostWidth = 120;

/** Prose as indented lines. Words longer than a line stay whole, so that links can be followed. */
export function wrapped(text: string, indent: string, width = defaultWidth): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
