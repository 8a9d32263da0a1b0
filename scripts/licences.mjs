// The licences of other packages ask to be passed on with their code, also where a bundler took in only a part of it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The licences of all packages of which something is in the files that rolldown wrote.
 *
 * @param {readonly import('rolldown').RolldownOutput['output'][number][]} output
 */
export function licencesOf(output) {
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? Object.keys(chunk.modules) : []));
  const folders = [...new Set(modules.flatMap((file) => packageOf(file) ?? []))];
  const parts = folders.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return { name, text: `${name} ${version}\n\n${licenceIn(folder).trim()}\n` };
  });
  const texts = parts.sort((left, right) => (left.name < right.name ? -1 : 1)).map(({ text }) => text);
  return ['The bundled code has parts of these packages.\n', ...texts].join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * The folder of the package that a module belongs to; undefined for our own.
 *
 * @param {string} file
 */
function packageOf(file) {
  if (!file.includes('node_modules') || !path.isAbsolute(file)) return undefined;
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    // Packages have manifests that only say how modules are to be read.
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder;
  }
  return undefined;
}

/** @param {string} folder */
function licenceIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (!file) throw new Error(`${folder} has no licence`);
  return readFileSync(path.join(folder, file), 'utf8');
}
