// Writes the generated documents: rule pages, their index, and the blocks of the README.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDocs } from '../dist/docs/generate.js';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const [file, text] of await generateDocs(root)) writeFileSync(path.join(root, file), text);
