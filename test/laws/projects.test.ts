import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding, RunResult } from '../../src/engine/result.ts';
import { diff } from '../../src/library/diff.ts';
import { type Files, judge } from '../support/cases.ts';
import { repositoryIn, temporaryFolder } from '../support/command.ts';
import { commitPairs, type Entries } from '../support/commits.ts';
import { filesIn, filesOf, forms, type Project, parametersSchema, print, projects, renamed } from './project-files.ts';
import {
  type Edit,
  edited,
  type Json,
  type JsonObject,
  leavesOf,
  type Path,
  strengthenings,
  strongVaults,
  valueAt,
  weakenings,
  withValue,
} from './strong-vaults.ts';

const weighty = ({ findings }: RunResult): readonly string[] =>
  findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule.id);

const said = ({ findings, notices }: RunResult): readonly string[] => [
  ...findings.map(({ rule }) => rule.id),
  ...notices.map(({ message }) => message),
];

/** An edit of the first vault, with what decides its details. */
const edits = projects.chain((project) =>
  fc.record({
    project: fc.constant(project),
    edit: fc.constantFrom(...weakenings[project.first.family]),
    random: fc.nat(),
  }),
);

describe('projects of several targets', () => {
  test('are as strong as themselves, and stay so in other words', () => {
    fc.assert(
      fc.property(projects, fc.constantFrom(...forms), (project, form) => {
        const base = filesIn(project);
        expect(said(judge(base, base))).toEqual([]);
        expect(weighty(judge(base, filesIn({ ...project, form })))).toEqual([]);
        const moved = Object.fromEntries(Object.entries(base).map(([name, text]) => [`moved/${name}`, text]));
        expect(weighty(judge(base, moved))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  test('do not lose what is lost, whatever else is not known', () => {
    fc.assert(
      fc.property(edits, fc.nat(), fc.boolean(), ({ project, edit, random }, at, beside) => {
        const weaker = edited(project.first.template, edit, random);
        const hide = (template: JsonObject): JsonObject => withUnknown(template, leafOf(template, at));
        const head = beside
          ? { ...filesOf('a', weaker, 'plain'), ...filesOf('b', hide(renamed(project.second.template)), 'plain') }
          : { ...filesOf('a', hide(weaker), 'plain'), ...filesOf('b', renamed(project.second.template), 'plain') };
        const found = judge(filesIn({ ...project, form: 'plain' }), head);
        if (beside) expect(found.findings.map(({ rule }) => rule.id)).toContain(edit.rule);
        else expect(said(found)).not.toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

function leafOf(template: JsonObject, at: number): Path {
  const leaves = leavesOf(template).filter(([first, , member]) => first === 'resources' && member === 'properties');
  return leaves[at % leaves.length] ?? [];
}

function withUnknown(template: JsonObject, path: Path): JsonObject {
  const types: Readonly<Record<string, string>> = { string: 'string', number: 'int', boolean: 'bool' };
  const type = types[typeof valueAt(template, path)] ?? 'string';
  return { ...withValue(template, path, `[parameters('hidden')]`), parameters: { hidden: { type } } };
}

describe('in a git repository, a weakening is found', () => {
  /** What a change may bring beside it. */
  const besides: Readonly<Record<string, (project: Project) => Entries>> = {
    nothing: () => ({}),
    'a broken template': () => ({
      'c/main.json':
        '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "resources": [',
    }),
    'broken Bicep': () => ({ '0.bicep': "resource x 'y' = {\n" }),
    'a broken configuration': () => ({ 'armlock.yaml': 'severities: [' }),
    'the other target goes': () => ({ 'b/main.json': undefined }),
    'the other target gets better': ({ second }) => {
      const [better] = strengthenings[second.family];
      return better ? filesOf('b', renamed(edited(second.template, better, 3)), 'plain') : {};
    },
    'a strong copy elsewhere': ({ first }) => filesOf('copy', first.template, 'plain'),
    'a caller of the other target': () => ({ 'test/all.bicep': "module b '../b/main.json' = {\n  name: 'b'\n}\n" }),
    'a link and a file of bytes': () => ({
      'x.json': { link: 'nowhere' },
      'y.json': new Uint8Array([0xff, 0xfe, 0, 1]),
    }),
  };
  const home = temporaryFolder();
  afterAll(home.remove);
  const { folder } = repositoryIn(home.path);
  const cases = fc.sample(edits, { seed: 20261201, numRuns: 45 }).map((drawn, index) => {
    const [beside = '', more = (): Entries => ({})] =
      Object.entries(besides)[index % Object.keys(besides).length] ?? [];
    const { project, edit, random } = drawn;
    const base = {
      ...filesOf('a', project.first.template, project.form),
      ...filesOf('b', renamed(project.second.template), 'plain'),
    };
    const head = { ...filesOf('a', edited(project.first.template, edit, random), project.form), ...more(project) };
    return {
      name: `${index}: ${edit.name} (${project.first.family}, ${project.form}) beside ${beside}`,
      rule: edit.rule,
      base,
      head,
    };
  });
  const ids = commitPairs(
    folder,
    cases.map(({ base, head }) => [base, head] as const),
  );

  test.each(cases.map(({ name, rule }, index) => [name, rule, index] as const))('%s', async (_, rule, index) => {
    const [base = '', head = ''] = ids[index] ?? [];
    const { findings } = await diff({ base, head, cwd: folder });
    expect(findings.map((one) => one.rule.id)).toContain(rule);
  });
});

/** Leaves that a rule compares by themselves. */
function isLeaf({ path, rule }: Edit): boolean {
  return (
    rule !== '' && ['count', 'state', 'softDeleteState', 'durationInDays', 'duration'].includes(String(path.at(-1)))
  );
}

const leafEdits = strongVaults.chain((strong) =>
  fc.record({
    strong: fc.constant(strong),
    edit: fc.constantFrom(...weakenings[strong.family].filter(isLeaf)),
    random: fc.nat(),
  }),
);

describe('every world', () => {
  /** Ways in which a caller may come to the weaker value, though no default leads there. */
  const worlds: Readonly<
    Record<string, (strong: JsonObject, weak: JsonObject, edit: Edit) => readonly [JsonObject, JsonObject]>
  > = {
    'a literal becomes a parameter that also takes less': (strong, weak, { path }) => {
      const values = [strong, weak].map((one) => valueAt(one, path) ?? null);
      const type = typeof values[0] === 'number' ? 'int' : 'string';
      const free = { free: { type, allowedValues: values, defaultValue: values[0] ?? null } };
      return [strong, { ...withValue(strong, path, `[parameters('free')]`), parameters: free }];
    },
    'a branch that no default takes': (strong, weak, { path }) => {
      const [before, after] = [strong, weak].map((one) => literal(valueAt(one, path) ?? null));
      const parameters = { free: { type: 'string', allowedValues: ['x', 'y'], defaultValue: 'x' } };
      const chosen = `[if(equals(parameters('free'), 'x'), ${before}, ${after})]`;
      return [
        { ...strong, parameters },
        { ...withValue(strong, path, chosen), parameters },
      ];
    },
    'a condition that a default makes true': (strong, _, { path }) => {
      const parameters = { free: { type: 'string', allowedValues: ['x', 'y'], defaultValue: 'x' } };
      const at = path.slice(0, 2);
      const guarded = { ...(valueAt(strong, at) as JsonObject), condition: `[equals(parameters('free'), 'x')]` };
      return [
        { ...strong, parameters },
        { ...withValue(strong, at, guarded), parameters },
      ];
    },
  };

  test.each(Object.entries(worlds))('%s', (_, write) => {
    fc.assert(
      fc.property(leafEdits, ({ strong, edit, random }) => {
        const [before, after] = write(strong.template, edited(strong.template, edit, random), edit);
        const free = (after['parameters'] as JsonObject)['free'] as JsonObject;
        const [, weakest] = free['allowedValues'] as Json[];
        const file = print({
          $schema: parametersSchema,
          contentVersion: '1.0.0.0',
          parameters: { free: { value: weakest ?? null } },
        });
        const [base, head] = [before, after].map((one) => ({ 'main.json': print(one) }));
        if (!base || !head) return;
        const fixed = judge(
          { ...base, ...('parameters' in before && { 'main.parameters.json': file }) },
          { ...head, 'main.parameters.json': file },
        );
        const lost = fixed.findings.filter(
          ({ confidence, severity }) => confidence === 'certain' && severity !== 'note',
        );
        const unfixed = judge(base, head);
        const untold = lost.filter((loss) => !unfixed.findings.some((one) => isAbout(one, loss)));
        expect(untold.map(({ rule, resource }) => `${rule.id} ${resource.name}`)).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  function literal(value: Json): string {
    return typeof value === 'string' ? `'${value}'` : String(value);
  }

  /** Whether two findings are about the same resource, or the vault that it is in. */
  function isAbout(one: Finding, other: Finding): boolean {
    return one.resource.name === other.resource.name || other.resource.name.startsWith(`${one.resource.name}/`);
  }
});

describe('an unknown equals itself only if it is made of the same', () => {
  /** What a value cannot be known for, made of one ingredient. */
  const unknowns: Readonly<
    Record<string, (ingredient: string) => { readonly use: string; readonly more: JsonObject; readonly file?: Json }>
  > = {
    'the text of an expression': (one) => ({
      use: `[concat(parameters('u'), '${one}')]`,
      more: { parameters: { u: { type: 'string' } } },
    }),
    'a variable below': (one) => ({
      use: `[variables('v')]`,
      more: {
        parameters: { u: { type: 'string' } },
        variables: { v: `[concat(parameters('u'), variables('w'))]`, w: one },
      },
    }),
    'another parameter': (one) => ({
      use: `[parameters('${one}')]`,
      more: { parameters: { a: { type: 'string' }, b: { type: 'string' } } },
    }),
    'a default that cannot be evaluated': (one) => ({
      use: `[parameters('d')]`,
      more: { parameters: { d: { type: 'string', defaultValue: `[utcNow('${one}')]` } } },
    }),
    'a secure value': (one) => ({
      use: `[parameters('s')]`,
      more: { parameters: { s: { type: 'securestring' } } },
      file: { s: { value: one } },
    }),
    'a member of a secure object': (one) => ({
      use: `[parameters('s').x]`,
      more: { parameters: { s: { type: 'secureObject' } } },
      file: { s: { value: { x: one } } },
    }),
    'a secret of a key vault': (one) => ({
      use: `[parameters('s')]`,
      more: { parameters: { s: { type: 'securestring' } } },
      file: { s: { reference: { keyVault: { id: '/subscriptions/s/kv' }, secretName: one } } },
    }),
    'the group': (one) => ({ use: `[resourceGroup().tags.${one}]`, more: {} }),
    'a resource that exists': (one) => ({
      use: `[reference(resourceId('Microsoft.Storage/storageAccounts', '${one}'), '2023-01-01').x]`,
      more: {},
    }),
    'an error of evaluation': (one) => ({ use: `[variables('v').missing]`, more: { variables: { v: { x: one } } } }),
    'an error below a variable': (one) => ({
      use: `[variables('v')]`,
      more: { variables: { v: `[json(concat('{', variables('w')))]`, w: one } },
    }),
    'a hash of what is not known': (one) => ({ use: `[uniqueString(resourceGroup().id, '${one}')]`, more: {} }),
  };
  /** What a deployment that cannot be seen gives. */
  const unseen = (properties: JsonObject): JsonObject => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '2022-09-01',
    name: 'unseen',
    properties: { mode: 'Incremental', ...properties },
  });
  const outputs: Readonly<Record<string, (ingredient: string) => JsonObject>> = {
    'the address of an unseen deployment': (one) =>
      unseen({ templateLink: { uri: `https://example.com/${one}.json` } }),
    'the version of an unseen deployment': (one) =>
      unseen({ templateLink: { id: `/subscriptions/s/versions/${one}` } }),
    'an argument of an unseen deployment': (one) =>
      unseen({ templateLink: { uri: 'https://example.com/x.json' }, parameters: { level: { value: one } } }),
    'the content of a script': (one) => ({
      type: 'Microsoft.Resources/deploymentScripts',
      apiVersion: '2023-08-01',
      name: 'unseen',
      location: 'westeurope',
      kind: 'AzureCLI',
      properties: { azCliVersion: '2.60.0', retentionInterval: 'P1D', scriptContent: `echo ${one}` },
    }),
  };

  const ways: Readonly<Record<string, (template: JsonObject, path: Path, ingredient: string) => Files>> = {
    ...Object.fromEntries(
      Object.entries(unknowns).map(([name, make]) => [
        name,
        (template: JsonObject, path: Path, ingredient: string): Files => {
          const { use, more, file } = make(ingredient);
          const main = print({ ...withValue(template, path, use), ...more });
          const given = { $schema: parametersSchema, contentVersion: '1.0.0.0', parameters: file ?? {} };
          return { 'main.json': main, ...(file !== undefined && { 'main.parameters.json': print(given) }) };
        },
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(outputs).map(([name, make]) => [
        name,
        (template: JsonObject, path: Path, ingredient: string): Files => {
          const used = withValue(template, path, `[reference('unseen').outputs.x.value]`);
          return {
            'main.json': print({ ...used, resources: [...(used['resources'] as JsonObject[]), make(ingredient)] }),
          };
        },
      ]),
    ),
  };

  test.each(Object.entries(ways))('%s', (_, write) => {
    fc.assert(
      fc.property(leafEdits, ({ strong: { template }, edit }) => {
        const [one, same, other] = ['a', 'a', 'b'].map((ingredient) => write(template, edit.path, ingredient));
        if (!one || !same || !other) return;
        expect(judge(one, same).findings.map(({ rule }) => rule.id)).toEqual([]);
        expect(weighty(judge(one, other))).not.toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
