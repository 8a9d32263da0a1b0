// Writes what package managers need for a release, from the archives of a folder.
//
//   node scripts/manifests.mjs <folder with archives> [folder to write to]
//
// ARMLOCK_HOMEPAGE says where the project is, ARMLOCK_IMAGE what the image is called.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const [archives, target = path.join(root, 'dist/manifests')] = process.argv.slice(2);
if (archives === undefined) throw new Error('manifests.mjs takes a folder with the archives of a release');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const homepage = process.env['ARMLOCK_HOMEPAGE'] ?? 'https://github.com/contoso/armlock';
const image = process.env['ARMLOCK_IMAGE'] ?? 'ghcr.io/contoso/armlock';
/** @type {Readonly<Record<string, string>>} */
const values = { version, homepage, image, address: `${homepage}/releases/download/v${version}` };

const templates = path.join(root, 'packaging');
for (const name of readdirSync(templates, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(?:rb|ya?ml)$/.test(name)) continue;
  const file = path.join(target, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, filled(readFileSync(path.join(templates, name), 'utf8'), archives));
}

/**
 * @param {string} text
 * @param {string} folder
 */
function filled(text, folder) {
  return text.replace(/(?<!\$)\{\{(\w+)(?: ([\w.-]+))?\}\}/g, (_, word, archive) => {
    if (word === 'sha256')
      return createHash('sha256')
        .update(readFileSync(path.join(folder, archive)))
        .digest('hex');
    const value = values[word];
    if (value === undefined) throw new Error(`no value for ${word}`);
    return value;
  });
}
