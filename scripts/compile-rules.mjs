// Writes the shipped rules as JSON beside the bundle, so that no run has to read YAML.
import { writeFileSync } from 'node:fs';
import { compileShippedRules } from '../dist/rules/shipped.js';

const rules = await compileShippedRules();
writeFileSync(new URL('../dist/bundle/shipped.json', import.meta.url), `${JSON.stringify(rules)}\n`);
