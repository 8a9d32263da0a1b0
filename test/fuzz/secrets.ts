import type { Files } from '../support/cases.ts';
import { below, pick, type Random } from './mutate.ts';

/** What no other input has. */
export const fuzzSecret = 'QkTwyLr7pzVnwKq';

/** A template to whose secure parameter the secret is given, and which uses it in one or two places. */
export function withSecret(file: string, text: string, random: Random): string {
  if (file.endsWith('.bicep')) return withSecretInBicep(text, random);
  return file.endsWith('.json') ? withSecretInJson(text, random) : text;
}

const inBicep = [
  'zqSecret',
  'base64(zqSecret)',
  'toUpper(zqSecret)',
  "'x${zqSecret}'",
  'int(zqSecret)',
  'json(zqSecret)',
  'dateTimeAdd(zqSecret, zqSecret)',
  'zqSecret[0]',
];
const inJson = [
  "[parameters('zqSecret')]",
  "[base64(parameters('zqSecret'))]",
  "[toUpper(parameters('zqSecret'))]",
  "[concat('x', parameters('zqSecret'))]",
  "[int(parameters('zqSecret'))]",
  "[bool(parameters('zqSecret'))]",
  "[createObject(parameters('zqSecret'), 1)[parameters('zqSecret')]]",
];

function withSecretInBicep(text: string, random: Random): string {
  const declared = `@secure()\nparam zqSecret string = '${fuzzSecret}'\n`;
  return `${declared}${replaced(text, /'[^'\n$]{0,80}'|\b(?:true|false|\d+)\b/g, inBicep, random)}`;
}

function withSecretInJson(text: string, random: Random): string {
  const used = replaced(text, /(?<=: )(?:"[^"\n]{0,80}"|\d+|true|false)/g, inJson, random, (one) =>
    JSON.stringify(one),
  );
  const declared = `"zqSecret": { "type": "secureString", "defaultValue": "${fuzzSecret}" }`;
  if (/"parameters": \{/.test(used)) return used.replace(/"parameters": \{/, (start) => `${start} ${declared},`);
  return used.replace(/\{/, (start) => `${start} "parameters": { ${declared} },`);
}

function replaced(
  text: string,
  pattern: RegExp,
  uses: readonly string[],
  random: Random,
  write: (use: string) => string = (use) => use,
): string {
  let now = text;
  for (let times = 1 + below(random, 3); times > 0; times -= 1) {
    const found = pick(random, [...now.matchAll(pattern)]);
    if (!found) return now;
    now = `${now.slice(0, found.index)}${write(pick(random, uses) ?? '')}${now.slice(found.index + found[0].length)}`;
  }
  return now;
}

export function holdsSecret(files: Files): boolean {
  return Object.values(files).some((text) => text.includes(fuzzSecret));
}
