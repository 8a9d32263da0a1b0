import { codeText } from '../../text/codes.ts';
import { wrapped } from '../writing/wrap.ts';

/** The code of a notice for people at a terminal, or undefined if there is no such code. */
export function codeLines(code: string): string | undefined {
  const text = codeText(code);
  return text === undefined ? undefined : `${[code, '', ...wrapped(text, '')].join('\n')}\n`;
}
