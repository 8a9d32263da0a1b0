import { createHash } from 'node:crypto';

/** A sentence of a page: where it is, and what identifies it. */
export interface Sentence {
  /** Section and number in it: `restricted-operations.1`. */
  readonly place: string;
  /** The beginning of the SHA-256 of its words. */
  readonly hash: string;
}

/** The sentences of a page in Markdown, in its order: of paragraphs, of items of lists and of cells of tables. */
export function sentencesOf(markdown: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let [section, number] = ['', 0];
  const lines = markdown.replace(/<!--[\s\S]*?-->/g, '').split('\n');
  lines.forEach((line, index) => {
    const heading = /^#+ (.+)$/.exec(line)?.[1];
    if (heading !== undefined) {
      // What stands below the title introduces the page.
      section = section === '' ? 'introduction' : slugOf(withoutLinks(heading));
      number = 0;
      return;
    }
    const isHeadOfTable = /^\| *---/.test(lines[index + 1] ?? '');
    for (const words of isHeadOfTable ? [] : sentencesIn(line)) {
      number += 1;
      const hash = createHash('sha256').update(words).digest('hex').slice(0, 12);
      sentences.push({ place: `${section}.${number}`, hash });
    }
  });
  return sentences;
}

/** The sentences of a line. What a cell of a table says counts as one, even without a full stop. */
function sentencesIn(line: string): readonly string[] {
  const plain = withoutLinks(line)
    .replaceAll(/[*`]/g, '')
    .replace(/^\s*- /, '');
  const parts = plain.split(/\||<br>/).flatMap((part) => part.split(/(?<=\.) +(?=[A-Z])/));
  return parts.map((part) => part.trim()).filter((part) => /[A-Za-z]/.test(part));
}

function withoutLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function slugOf(heading: string): string {
  const words = heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return words.replaceAll(/^-|-$/g, '');
}
