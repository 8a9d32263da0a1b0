import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { configurationName } from '../../src/config/configuration.ts';
import { type Files, loadFixtures } from '../support/cases.ts';
import { root, vaultTemplate } from '../support/command.ts';
import { corpus, corpusRoot } from '../support/corpus.ts';
import { below, mutated, pick, type Random, randomFrom } from './mutate.ts';
import { beside, documentKinds, faultOf, fileKinds, type Input, type Kind } from './oracles.ts';
import { withSecret } from './secrets.ts';

export const kinds: readonly Kind[] = [...fileKinds, ...documentKinds];

export interface FuzzOptions {
  readonly seed: number;
  readonly seconds: number;
  /** One kind of input; by default all in turn. */
  readonly kind?: Kind;
  /** Whether templates of the corpus are among what is changed, where it is. */
  readonly withCorpus?: boolean;
}

/** An input that armlock takes wrongly, made as small as a few tries make it. */
export interface Fault {
  readonly message: string;
  readonly input: Input;
}

export interface FuzzResult {
  readonly inputs: number;
  /** How many inputs of each kind were tried, and the seconds that they took. */
  readonly byKind: ReadonlyMap<Kind, { readonly inputs: number; readonly seconds: number }>;
  readonly seconds: number;
  readonly faults: readonly Fault[];
}

/** Tries inputs until the time is over. Each sort of fault is reported once. */
export function fuzz({ seed, seconds, kind, withCorpus = false }: FuzzOptions): FuzzResult {
  const fileSeeds = seedsOf(withCorpus ? [...fixtures, ...corpusSeeds()] : fixtures);
  const random = randomFrom(seed);
  const begin = performance.now();
  const faults = new Map<string, Fault>();
  const asked = kind === undefined ? kinds : [kind];
  const byKind = new Map<Kind, { inputs: number; seconds: number }>();
  let inputs = 0;
  while (performance.now() - begin < seconds * 1000) {
    const began = performance.now();
    const input = inputOf(asked[inputs % asked.length] ?? 'arm', fileSeeds, random);
    if (!input) break;
    inputs += 1;
    const message = faultOf(input);
    const so = byKind.get(input.kind) ?? { inputs: 0, seconds: 0 };
    byKind.set(input.kind, { inputs: so.inputs + 1, seconds: so.seconds + (performance.now() - began) / 1000 });
    const sort = message === undefined ? '' : sortOf(message);
    if (message !== undefined && !faults.has(sort)) faults.set(sort, { message, input: shrunk(input, sort) });
  }
  return { inputs, byKind, seconds: (performance.now() - begin) / 1000, faults: [...faults.values()] };
}

/** Faults of one sort have the same cause, as far as their messages show. */
function sortOf(message: string): string {
  return message.replace(/'[^']*'|\d+/g, '').slice(0, 160);
}

interface Seed {
  readonly base: Files;
  readonly head: Files;
}

const fixtures: readonly Seed[] = loadFixtures().map(({ base, head }) => ({ base: base ?? {}, head }));

const maxCorpusFiles = 300;
const maxCorpusSize = 60_000;

/** Templates that people wrote, where the corpus is: each is its own base. */
function corpusSeeds(): readonly Seed[] {
  if (corpus('quickstart').missing !== undefined) return [];
  const root = path.join(corpusRoot(), 'quickstart');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /^(?:main|azuredeploy)\.(?:bicep|json|parameters\.json)$/.test(entry.name),
  );
  const step = Math.max(1, Math.floor(files.length / maxCorpusFiles));
  return files
    .filter((_, index) => index % step === 0)
    .map((entry) => ({ [entry.name]: readFileSync(path.join(entry.parentPath, entry.name), 'utf8') }))
    .filter((head) => Object.values(head).every(({ length }) => length < maxCorpusSize))
    .map((head) => ({ base: head, head }));
}

const patterns: Readonly<Record<(typeof fileKinds)[number], RegExp>> = {
  arm: /^(?!.*(?:parameters|snapshot|what-if)).*\.json$/,
  bicep: /\.bicep$/,
  parameters: /parameters.*\.json$/,
  bicepparam: /\.bicepparam$/,
  'what-if': /^what-if\.json$/,
  snapshot: /snapshot\.json$/,
  loaded: /\.(?:ya?ml|txt)$|bicepconfig\.json$/,
  torn: /\.bicep(?:param)?$|^(?!.*(?:snapshot|what-if)).*\.json$/,
  secret: /\.bicep$|^(?!.*(?:parameters|snapshot|what-if|bicepconfig)).*\.json$/,
  configured: /\.bicep$|^(?!.*(?:parameters|snapshot|what-if)).*\.json$/,
};

const rule = readFileSync(path.join(root, 'rules/vault-replaced.yaml'), 'utf8');

const documents: Readonly<Record<(typeof documentKinds)[number], readonly string[]>> = {
  configuration: [
    'mode: incremental\nignore:\n  - samples/**\nseverities:\n  vault-replaced: error\ntargets:\n  - template: main.json\n    parameters: [main.parameters.json]\n    mode: complete\nvaults:\n  - name: rsv\n    immutability: Locked\nretentionFloors:\n  daily: 30 days\nwaivers:\n  - rule: vault-replaced\n    resource: "*"\n    reason: r\n    owner: o\n    expires: 2027-03-31\nbaseline: b.json\n',
  ],
  rule: [rule],
  baseline: ['{"version": 1, "findings": [{"rule": "x-y", "fingerprint": "abc"}]}'],
  context: ['{"subscriptionId": "s", "resourceGroup": "g", "location": "westeurope"}'],
  event: ['{"before": "0123456789012345678901234567890123456789", "repository": {"default_branch": "main"}}'],
  'live-state': [
    '[{"id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.RecoveryServices/vaults/v", "type": "Microsoft.RecoveryServices/vaults", "name": "v", "properties": {"securitySettings": {"immutabilitySettings": {"state": "Locked"}}}}]',
  ],
};

type Seeds = ReadonlyMap<Kind, readonly Seed[]>;

function seedsOf(seeds: readonly Seed[]): Seeds {
  const ofKind = (kind: (typeof fileKinds)[number]): readonly Seed[] =>
    seeds.filter(({ head }) => Object.keys(head).some((file) => patterns[kind].test(file)));
  return new Map(fileKinds.map((kind) => [kind, ofKind(kind)]));
}

function inputOf(kind: Kind, fileSeeds: Seeds, random: Random): Input | undefined {
  const texts = kind in documents ? documents[kind as keyof typeof documents] : undefined;
  if (texts) {
    const text = mutated(pick(random, texts) ?? '', pick(random, Object.values(documents).flat()) ?? '', random);
    return { kind, base: {}, head: { document: text } };
  }
  const seeds = fileSeeds.get(kind) ?? [];
  const [seed, other] = [pick(random, seeds), pick(random, seeds)];
  // Not every kind has a fixture.
  if (!seed) return { kind, base: {}, head: {} };
  if (kind === 'configured') return configuredInput(seed, random);
  const pattern = patterns[kind as keyof typeof patterns];
  const file =
    pick(
      random,
      Object.keys(seed.head).filter((name) => pattern.test(name)),
    ) ?? '';
  const crossed = Object.entries(other?.head ?? {}).find(([name]) => pattern.test(name))?.[1] ?? '';
  if (kind === 'torn') return tornInput(seed.head, file, random);
  if (kind === 'secret') return secretInput(seed.head, file, crossed, random);
  const text = mutated(seed.head[file] ?? '', crossed, random);
  const [before, after] = below(random, 4) === 0 ? [seed.head, seed.base] : [seed.base, seed.head];
  const isAlone = kind === 'what-if';
  return {
    kind,
    base: isAlone ? {} : { ...before, ...besideBase },
    head: isAlone ? { ...seed.head, [file]: text } : { ...after, [file]: text, ...besideHead },
  };
}

const besideBase = { [beside]: vaultTemplate('Locked', 'fuzz-beside') };
const besideHead = { [beside]: vaultTemplate('Disabled', 'fuzz-beside') };

/** A file that is the same in both revisions, but for its end, which head lacks. */
function tornInput(files: Files, file: string, random: Random): Input {
  const text = files[file] ?? '';
  const head = { ...files, [file]: text.slice(0, below(random, text.length)) };
  return { kind: 'torn', base: { ...files, ...besideBase }, head: { ...head, ...besideHead } };
}

/** A template with a secret, and what one edit makes of it. */
function secretInput(files: Files, file: string, crossed: string, random: Random): Input {
  const text = withSecret(file, files[file] ?? '', random);
  const head = { ...files, [file]: below(random, 2) === 0 ? text : mutated(text, crossed, random) };
  return { kind: 'secret', base: { ...files, ...besideBase }, head: { ...head, ...besideHead } };
}

/** A configuration that only head has. */
function configuredInput({ base, head }: Seed, random: Random): Input {
  const [text = ''] = documents.configuration;
  const configuration = mutated(text, pick(random, Object.values(documents).flat()) ?? '', random);
  const { [configurationName]: _, ...before } = base;
  return {
    kind: 'configured',
    base: { ...before, ...besideBase },
    head: { ...head, [configurationName]: configuration, ...besideHead },
  };
}

/** Tries that shrinking may take, and its time in milliseconds. */
const maxTries = 300;
const maxShrinkTime = 20_000;

/** Takes files and pieces of texts away for as long as the fault stays of its sort. */
function shrunk(input: Input, sort: string): Input {
  const begin = performance.now();
  let best = input;
  let tries = 0;
  const attempt = (smaller: Input): boolean => {
    tries += 1;
    if (tries > maxTries || performance.now() - begin > maxShrinkTime) return false;
    const message = faultOf(smaller);
    if (message === undefined || sortOf(message) !== sort) return false;
    best = smaller;
    return true;
  };
  for (const side of ['base', 'head'] as const) {
    for (const file of Object.keys(best[side])) {
      const { [file]: text = '', ...rest } = best[side];
      if (file === beside || attempt({ ...best, [side]: rest })) continue;
      let now = text;
      for (let size = Math.ceil(now.length / 2); size >= 1; size = Math.floor(size / 2)) {
        for (let at = 0; at < now.length; ) {
          const smaller = now.slice(0, at) + now.slice(at + size);
          if (attempt({ ...best, [side]: { ...best[side], [file]: smaller } })) now = smaller;
          else at += size;
        }
      }
    }
  }
  return best;
}
