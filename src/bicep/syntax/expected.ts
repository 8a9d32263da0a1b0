/**
 * What the grammar asks for at a place, in the words of the compiler's own error, so that people find it by its number.
 */
export interface Expectation {
  /** The number of the compiler's error. */
  readonly code: `BCP${number}`;
  /** What the compiler says, without its final period. Where it says `at this location`, what was found is added. */
  readonly says: string;
  /** What the compiler says next, with its final period. */
  readonly more?: string;
}

const here = 'at this location';

function expectation(code: Expectation['code'], says: string, more?: string): Expectation {
  return { code, says, ...(more !== undefined && { more }) };
}

/** A single token: `=`, `}`, `=>`. */
export function character(token: string): Expectation {
  return expectation('BCP018', `Expected the "${token}" character ${here}`);
}

export function keyword(word: string): Expectation {
  return expectation('BCP012', `Expected the "${word}" keyword ${here}`);
}

/** @param count how many names the block has */
export function loopVariables(count: number): Expectation {
  const what = 'exactly 2 elements (item variable and index variable)';
  return expectation('BCP249', `Expected loop variable block to consist of ${what}, but found ${count}`);
}

const literals = 'a literal value, an array, an object, a parenthesized expression, or a function call';
const types =
  'Please specify a valid type expression or one of the following types: "any", "array", "bool", "int", "object", "string".';
const nearby =
  "This should be a relative path to another bicep file, e.g. 'myModule.bicep' or '../parent/myModule.bicep'.";

export const expected = {
  statement: expectation(
    'BCP007',
    'This declaration type is not recognized',
    'Specify a metadata, parameter, variable, resource, or output declaration.',
  ),
  parameterStatement: expectation(
    'BCP337',
    'This declaration type is not valid for a Bicep Parameters file',
    'Supported declarations: "using", "extends", "param", "var", "type".',
  ),
  decorated: expectation('BCP132', 'Expected a declaration after the decorator'),
  equalsOrNewLine: expectation('BCP008', `Expected the "=" token, or a newline ${here}`),
  value: expectation('BCP009', `Expected ${literals} ${here}`),
  parameter: expectation('BCP013', `Expected a parameter identifier ${here}`),
  variable: expectation('BCP015', `Expected a variable identifier ${here}`),
  output: expectation('BCP016', `Expected an output identifier ${here}`),
  resource: expectation('BCP017', `Expected a resource identifier ${here}`),
  newLine: expectation('BCP019', `Expected a new line character ${here}`),
  member: expectation('BCP020', `Expected a function or property name ${here}`),
  property: expectation('BCP022', `Expected a property name ${here}`),
  constant: expectation('BCP032', 'The value must be a compile-time constant'),
  endOfHole: expectation('BCP064', 'Found unexpected tokens in interpolated expression'),
  resourceType: expectation(
    'BCP068',
    'Expected a resource type string',
    'Specify a valid resource type of format "<type-name>@<apiVersion>".',
  ),
  noLiteral: expectation('BCP087', 'Array and object literals are not allowed here'),
  module: expectation('BCP096', `Expected a module identifier ${here}`),
  modulePath: expectation('BCP097', 'Expected a module path string', nearby),
  index: expectation('BCP117', 'An empty indexer is not allowed', 'Specify a valid expression.'),
  body: expectation('BCP118', `Expected the "{" character, the "[" character, or the "if" keyword ${here}`),
  decorator: expectation('BCP123', `Expected a namespace or decorator name ${here}`),
  callable: expectation('BCP141', 'The expression cannot be used as a decorator as it is not callable'),
  loopItem: expectation('BCP162', `Expected a loop item variable identifier or "(" ${here}`),
  loopBody: expectation('BCP167', `Expected the "{" character or the "if" keyword ${here}`),
  extension: expectation(
    'BCP201',
    'Expected an extension specification string',
    'This should either be a relative path, or a valid OCI artifact specification.',
  ),
  extensionAlias: expectation('BCP202', `Expected an extension alias name ${here}`),
  newLineOrComma: expectation('BCP236', `Expected a new line or comma character ${here}`),
  comma: expectation('BCP237', `Expected a comma character ${here}`),
  lineAfterComma: expectation('BCP238', 'Unexpected new line character after a comma'),
  oneExpression: expectation('BCP243', 'Parentheses must contain exactly one expression'),
  using: expectation('BCP256', 'The using declaration is missing a bicep template file path reference'),
  metadata: expectation('BCP266', `Expected a metadata identifier ${here}`),
  type: expectation('BCP279', `Expected a type ${here}`, types),
  literalType: expectation('BCP285', 'The type expression could not be reduced to a literal value'),
  withOrAs: expectation('BCP305', `Expected the "with" keyword, "as" keyword, or a new line character ${here}`),
  typeMember: expectation('BCP317', `Expected an identifier, a string, or an asterisk ${here}`),
  noSafeCall: expectation(
    'BCP322',
    'The `.?` (safe dereference) operator may not be used on instance function invocations',
  ),
  typeName: expectation('BCP325', `Expected a type identifier ${here}`),
  assertion: expectation('BCP344', `Expected an assert identifier ${here}`),
  test: expectation('BCP346', `Expected a test identifier ${here}`),
  testPath: expectation('BCP347', `Expected a test path string ${here}`),
  imports: expectation('BCP354', `Expected left brace ('{') or asterisk ('*') character ${here}`),
  exported: expectation('BCP355', `Expected the name of an exported symbol ${here}`),
  namespace: expectation('BCP356', `Expected a valid namespace identifier ${here}`),
  importAlias: expectation(
    'BCP375',
    "An import list item that identifies its target with a quoted string must include an 'as <alias>' clause",
  ),
  parameterizable: expectation('BCP383', 'The type is not parameterizable'),
  extends: expectation('BCP404', 'The "extends" declaration is missing a bicepparam file path reference'),
  withOrNewLine: expectation('BCP436', `Expected the "with" keyword or a new line character ${here}`),
} as const satisfies Readonly<Record<string, Expectation>>;

/** The error as text. */
export function expectationText({ code, says, more }: Expectation, found: string): string {
  const sentence = says.endsWith(here) ? `${says}, but found ${found}.` : `${says}.`;
  return `${code}: ${sentence}${more === undefined ? '' : ` ${more}`}`;
}
