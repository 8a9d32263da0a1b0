import { describe, expect, it } from 'vitest';
import { type Environment, unknownEnvironment } from '../../../src/bicep/parameters/inputs.ts';
import { flattenOrigins } from '../../../src/expr/make-value.ts';
import { textOf, whereIs } from '../../../src/text/source.ts';
import { loadTarget } from '../../../src/workspace/load.ts';
import { canonicalJson, readJson } from '../../support/json-compare.ts';
import { resolveTarget } from '../../support/json-resolve.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { evaluateParameters, nothingSet } from '../../support/parameter-files.ts';

type Files = Readonly<Record<string, string>>;

/** The values of `main.bicepparam` as one JSON text, or its errors with their places. */
function valuesOf(files: Files, environment = nothingSet): string {
  const { json, diagnostics } = evaluateParameters({ tree: memoryTree(files), path: 'main.bicepparam' }, environment);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) return errors.map(({ span, message }) => `${whereIs(span)} ${message}`).join('\n');
  return json ? canonicalJson(json) : '';
}

function valuesIn(text: string, files: Files = {}, environment?: Environment): string {
  return valuesOf({ 'main.bicepparam': `using none\n${text}`, ...files }, environment);
}

/** What a template with one parameter file says, as errors with their places, or its outputs. */
function deploys(files: Files, template = 'main.bicepparam'): string {
  const tree = memoryTree(files);
  const target = { template: { tree, path: template }, parameters: { tree, path: 'main.bicepparam' } };
  const { deployment, outputs } = resolveTarget(target, { context: {}, environment: nothingSet });
  const errors = deployment.diagnostics.filter(({ severity }) => severity === 'error');
  const gaps = deployment.gaps.map(({ hides, why }) => `${hides}: ${why.text}`);
  if (errors.length + gaps.length > 0) {
    return [...errors.map(({ span, message }) => `${whereIs(span)} ${message}`), ...gaps].join('\n');
  }
  return outputs ? canonicalJson(outputs) : '';
}

describe('values of a parameter file', () => {
  it('use variables, other parameters and themselves in any order', () => {
    expect(valuesIn("param d = e + 1\nparam e = f\nvar f = 3\nparam n = '${d}-${nameof(f)}'")).toBe(
      '{"d":4,"e":3,"n":"4-f"}',
    );
  });

  it('use loops as a whole, but not within', () => {
    expect(valuesIn("param a = [for (x, i) in ['p', 'q']: { x: x, i: i }]")).toBe(
      '{"a":[{"i":0,"x":"p"},{"i":1,"x":"q"}]}',
    );
    expect(valuesIn('param a = { x: [for i in range(0, 2): i] }')).toBe(
      'main.bicepparam:2:16 BCP138: For-expressions are not supported in this context.',
    );
  });

  it('use functions of other files, also within the arguments of their like', () => {
    const files = { 'lib.bicep': "@export()\nfunc f(a string) string => '${a}!'\n@export()\nvar k = [f('x')]\n" };
    expect(valuesIn("import { f } from 'lib.bicep'\nparam a = f(f(f('e')))", files)).toBe('{"a":"e!!!"}');
    expect(valuesIn("import * as l from 'lib.bicep'\nparam a = concat(l.k, [l.f('y')])", files)).toBe(
      '{"a":["x!","y!"]}',
    );
  });

  it('take strings as they are, even if they look like expressions', () => {
    expect(valuesIn("param a = ['[[x]', '[resourceGroup().name]']")).toBe('{"a":["[[x]","[resourceGroup().name]"]}');
  });

  it('may not use what depends on the deployment, nor names that do not exist', () => {
    expect(valuesIn('param a = resourceGroup().location')).toBe(
      "main.bicepparam:2:11 There is no template function 'resourceGroup' here.",
    );
    expect(valuesIn("param a = toupper('x')")).toBe(
      'main.bicepparam:2:11 BCP057: The name "toupper" does not exist in the current context: there is no such function.',
    );
    expect(valuesIn('param a = base.x')).toBe(
      'main.bicepparam:2:11 BCP057: The name "base" does not exist in the current context.',
    );
  });

  it('are evaluated only as far as they are used', () => {
    expect(valuesIn("var unused = fail('boom')\nparam a = true ? 1 : fail('no')")).toBe('{"a":1}');
    expect(valuesIn('var a = b\nvar b = a\nparam c = a')).toContain('BCP080');
  });
});

describe('files that are loaded', () => {
  const loaded = (file: string, text: string): string =>
    valuesIn(`param a = load${file.endsWith('json') ? 'Json' : 'Yaml'}Content('${file}')`, { [file]: text });

  it('have whole numbers as integers, as long as they are not too large', () => {
    const json = '{"a": 1.0, "b": 1e3, "c": -0.0, "d": 1.5, "e": 1e16, "f": 1e17, "g": [-2.0]}';
    expect(loaded('f.json', json)).toBe(
      '{"a":{"a":1,"b":1000,"c":0,"d":1.5,"e":10000000000000000,"f":100000000000000000.0,"g":[-2]}}',
    );
  });

  it('are YAML as the official compiler reads it', () => {
    const yaml = [
      'a: [1_000, 0b11, 0o17, -0x1F, 030, +12, 1_0.5, .5, 0., 12e03, .inf, .nan]',
      'b: [yes, on, 2024-01-02, 12:30, 0o8, 0x, 1e, .e3, "12", !!str 5]',
      'c: [True, TRUE, ~, Null, ]',
      'd: |',
      '  two',
      '  lines',
    ].join('\n');
    expect(loaded('f.yaml', yaml)).toBe(
      `{"a":${canonicalJson(
        readJson(
          JSON.stringify({
            a: [1000, 3, 15, -31, 30, 12, 10.5, 0.5, 0, 12000, 'Infinity', 'NaN'],
            b: ['yes', 'on', '2024-01-02', '12:30', '0o8', '0x', '1e', '.e3', '12', '5'],
            c: [true, true, null, null],
            d: 'two\nlines',
          }),
        ),
      )}}`,
    );
  });
});

describe('inputs of a parameter file', () => {
  it('are environment variables, as far as they are given', () => {
    const text = "var name = 'DAYS'\nparam a = int(readEnvironmentVariable(name, '7')) * 2";
    const set: Environment = { values: new Map([['DAYS', '30']]), complete: false };
    expect(valuesIn(text, {}, set)).toBe('{"a":60}');
    expect(valuesIn(text, {}, nothingSet)).toBe('{"a":14}');
    expect(valuesIn(text, {}, unknownEnvironment)).toBe(`{"a":"[mul(int(readEnvironmentVariable('DAYS', '7')), 2)]"}`);
    expect(valuesIn("param a = readEnvironmentVariable('NO')")).toBe(
      "main.bicepparam:2:11 Function 'readEnvironmentVariable': BCP427: environment variable \"NO\" does not exist and there's no default value set",
    );
  });

  it('are external inputs, which stay what they are', () => {
    expect(valuesIn("param a = externalInput('k', { c: 1 })\nparam b = ['x', '${a}-${readCliArg('z')}']")).toBe(
      `{"a":"[externalInput('k', createObject('c', 1))]","b":"[createArray('x', format('{0}-{1}', externalInput('k', createObject('c', 1)), readCliArg('z')))]"}`,
    );
  });

  it('are secrets of key vaults, which are not visible', () => {
    expect(valuesIn("param a = az.getSecret('s', 'g', 'v', 'n')")).toBe(`{"a":"[parameters('a')]"}`);
    expect(valuesIn("param a = { x: getSecret('s', 'g', 'v', 'n') }")).toContain(
      'a secret can only be the whole value of a parameter',
    );
  });
});

describe('a parameter file that extends another one', () => {
  const extending = (text: string, base: string, files: Files = {}): string =>
    valuesOf({ 'main.bicepparam': `using none\nextends 'b.bicepparam'\n${text}`, 'b.bicepparam': base, ...files });

  it('takes its values over and may build upon them', () => {
    const base = "using none\nparam tags = { env: 'dev', team: { lead: 'x' } }\nparam days = 30\nparam name = 'n'\n";
    expect(extending("param tags = { ...base.tags, env: 'prod' }\nparam days = base.days * 2", base)).toBe(
      '{"days":60,"name":"n","tags":{"env":"prod","team":{"lead":"x"}}}',
    );
  });

  it('does so over several levels', () => {
    const files = { 'c.bicepparam': 'using none\nparam x = [1]\nparam y = 0\n' };
    const base = "using none\nextends 'c.bicepparam'\nparam x = [...base.x, 2]\nparam z = 5\n";
    expect(extending('param x = [...base.x, 3]\nparam all = base', base, files)).toBe(
      '{"all":{"x":[1,2],"y":0,"z":5},"x":[1,2,3],"y":0,"z":5}',
    );
  });

  it('leaves values that it takes over in their own file', () => {
    expect(extending("param a = 'child'", "using none\nparam a = 'base'\nparam b = 'b-${a}'\n")).toBe(
      '{"a":"child","b":"b-base"}',
    );
  });

  it('evaluates `base.x` where it stands, as the compiler does', () => {
    const base = 'using none\nvar q = 3\nparam x = q\n';
    expect(extending('var q = 99\nparam a = base.x + q', base)).toBe('{"a":198,"x":3}');
    expect(extending('param a = base.x', base)).toBe(
      "main.bicepparam:3:11 'base.x' cannot be evaluated here: its value in 'b.bicepparam' depends on 'q', which the Bicep compiler looks for in this file.",
    );
    expect(extending("param a = base['y'] ?? 'none'", 'using none\nvar v = 1\nparam x = v\nparam y = null\n')).toBe(
      '{"a":"none","x":1,"y":null}',
    );
  });

  it('reads the files that its base loads from the folder of the base', () => {
    const files = { 'sub/b.bicepparam': "using none\nparam t = loadTextContent('t.txt')\n", 'sub/t.txt': 'inner' };
    expect(valuesOf({ ...files, 'main.bicepparam': "using none\nextends 'sub/b.bicepparam'\n" })).toBe('{"t":"inner"}');
  });

  it('cannot extend itself, nor what does not exist, nor two files', () => {
    expect(extending('', "using none\nextends 'main.bicepparam'\n")).toContain('it extends itself');
    expect(valuesIn("extends 'no.bicepparam'")).toBe(
      "main.bicepparam:2:9 The parameter file 'no.bicepparam' cannot be read: it does not exist.",
    );
    expect(extending("extends 'b.bicepparam'", 'using none\n')).toContain("only one 'extends'");
    expect(extending('param base = 1', 'using none\n')).toContain("The name 'base' is that of the extended file.");
  });
});

describe('hostile parameter files', () => {
  const chain = (length: number, text: string): Files =>
    Object.fromEntries(
      Array.from({ length }, (_, at) => {
        const next = at + 1 < length ? `extends 'b${at + 1}.bicepparam'\n${text}` : 'param x = [1, 2]';
        return [at === 0 ? 'main.bicepparam' : `b${at}.bicepparam`, `using none\n${next}\n`];
      }),
    );

  it('are followed only so far', () => {
    expect(valuesOf(chain(5000, ''))).toContain('its chain of references is too long');
    expect(valuesOf(chain(8, 'param x = [...base.x, ...base.x]'))).toBe(
      `{"x":[${Array.from({ length: 128 }, () => '1,2').join(',')}]}`,
    );
  });
});

describe('a parameter file and its template', () => {
  const template = "param days int\nparam name string = 'n'\noutput o string = '${name}-${days}'\n";

  it('give a deployment, also if only the parameter file is named', () => {
    const files = { 'main.bicep': template, 'main.bicepparam': "using 'main.bicep'\nparam days = 3\n" };
    expect(deploys(files)).toBe('{"o":"n-3"}');
    expect(deploys(files, 'main.bicep')).toBe('{"o":"n-3"}');
  });

  it('must fit, and what does not is reported where it is written', () => {
    const wrong = "using 'main.bicep'\nparam Days = 3\nparam name = 4\nparam more = 1\n";
    expect(deploys({ 'main.bicep': template, 'main.bicepparam': wrong })).toBe(
      [
        'main.bicepparam:2:7 BCP259: The parameter "Days" is assigned in the params file without being declared in the Bicep file. It has \'days\', and case counts.',
        'main.bicepparam:4:7 BCP259: The parameter "more" is assigned in the params file without being declared in the Bicep file.',
        "main.bicepparam:1:7 Parameter 'days' needs a value: it has no default, and none is given.",
        "main.bicepparam:3:14 The value of parameter 'name' is not valid: it must be of type string, but is an integer.",
      ].join('\n'),
    );
  });

  it('may take over values that the template has no use for', () => {
    const files = {
      'main.bicep': template,
      'b.bicepparam': 'using none\nparam days = 3\nparam other = 4\n',
      'main.bicepparam': "using 'main.bicep'\nextends 'b.bicepparam'\n",
    };
    expect(deploys(files)).toBe('{"o":"n-3"}');
  });

  it('are distinguished if the template is not available', () => {
    expect(deploys({ 'main.bicepparam': 'using none\n' })).toBe("all resources: its parameter file says 'using none'");
    expect(deploys({ 'main.bicepparam': "using 'br/public:a/b:1'\n" })).toContain('is not in the Bicep module cache');
    expect(deploys({ 'main.bicepparam': "using 'no.bicep'\n" })).toContain('it does not exist');
    expect(deploys({ 'main.bicepparam': 'param a = 1\n' })).toContain(
      'main.bicepparam:1:1 BCP261: A using declaration',
    );
  });

  it('give a chain of origins that leads through variables and base files', () => {
    const tree = memoryTree({
      'main.bicep': template,
      'b.bicepparam': 'using none\nparam days = 30\n',
      'main.bicepparam': "using 'main.bicep'\nextends 'b.bicepparam'\nvar twice = base.days * 2\nparam days = twice\n",
    });
    const target = { template: { tree, path: 'main.bicep' }, parameters: { tree, path: 'main.bicepparam' } };
    const output = loadTarget(target, { context: {} }).deployment.outputs.get('o');
    const places = flattenOrigins(output?.origins ?? []).map(
      ({ span, role }) => `${whereIs(span)} ${role} ${textOf(span)}`,
    );
    expect(places).toContain('main.bicepparam:4:14 parameters twice');
    expect(places).toContain('b.bicepparam:2:14 parameters 30');
  });
});

describe('a JSON parameter file for Bicep', () => {
  it('has values, secrets and expressions over inputs', () => {
    const parameters = {
      $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
      parameters: {
        a: { value: 1 },
        b: { reference: { keyVault: { id: '/x' }, secretName: 's' } },
        c: { expression: "[format('{0}-{1}', externalInputs('x_0'), 'y')]" },
        d: { expression: "[toUpper('known')]" },
      },
      externalInputDefinitions: { x_0: { kind: 'k', config: 'v' } },
    };
    const declared = 'param a int\n@secure()\nparam b string\nparam c string\nparam d string\n';
    const tree = memoryTree({
      'main.bicep': `${declared}output o object = { a: a, c: c, d: d }\noutput d string = d\n`,
      'main.parameters.json': JSON.stringify(parameters),
    });
    const target = { template: { tree, path: 'main.bicep' }, parameters: { tree, path: 'main.parameters.json' } };
    const { outputs, errors } = resolveTarget(target, { context: {}, environment: nothingSet });
    expect(errors).toEqual([]);
    expect(outputs && canonicalJson(outputs)).toBe(
      `{"d":"KNOWN","o":"[createObject('a', 1, 'c', format('{0}-{1}', externalInput('k', 'v'), 'y'), 'd', 'KNOWN')]"}`,
    );
  });
});
