// Bundles as one file of CommonJS, which Node.js loads sooner than a module, and of which it can keep the compiled code.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';

/**
 * @param {string} entry a file, or the text of an entry
 * @param {string} file where the bundle goes
 * @param {readonly import('rolldown').Plugin[]} plugins
 * @returns {Promise<import('rolldown').RolldownOutput['output']>}
 */
export async function bundleAsCommonJs(entry, file, plugins = []) {
  const build = await rolldown({
    input: path.isAbsolute(entry) ? entry : 'entry',
    platform: 'node',
    logLevel: 'warn',
    transform: { define: { 'import.meta.filename': '__filename', 'import.meta.dirname': '__dirname' } },
    plugins: [...plugins, textEntry(entry)],
  });
  const { output } = await build.write({ file, format: 'cjs', codeSplitting: false });
  await build.close();
  writeFileSync(file, inAscii(readFileSync(file, 'utf8')));
  return output;
}

/**
 * An entry that is no file.
 *
 * @param {string} text
 * @returns {import('rolldown').Plugin}
 */
function textEntry(text) {
  return {
    name: 'entry',
    resolveId: (id) => (id === 'entry' ? '\0entry.cjs' : undefined),
    load: (id) => (id === '\0entry.cjs' ? text : undefined),
  };
}

/**
 * Writes every other character as an escape: then V8 holds the text in one byte a character. Templates that ask for
 * their text as it is written would see that, so that there must be none.
 *
 * @param {string} code
 */
function inAscii(code) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  return code.replace(/[^\x00-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
