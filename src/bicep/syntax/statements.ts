import { character, type Expectation, expectationText, expected } from './expected.ts';
import {
  anywhere,
  beforeValue,
  type Head,
  lineEnd,
  readBodyValue,
  readDecorators,
  readExpression,
  readResource,
  readString,
  readStringOr,
  readValue,
  statementEnd,
} from './expressions.ts';
import { readElements, readList } from './lists.ts';
import type { TokenReader } from './token-reader.ts';
import type {
  ErrorNode,
  ErrorStatement,
  Expression,
  FunctionParameter,
  Identifier,
  ImportedSymbol,
  ImportStatement,
  Statement,
} from './tree.ts';
import { readType } from './type-expressions.ts';
import type { TypeNode } from './types.ts';

type Reader = (tokens: TokenReader, head: Head) => Statement;

const shared: readonly (readonly [string, Reader])[] = [
  ['var', readVariable],
  ['type', readTypeStatement],
  ['func', readFunctionStatement],
  ['import', readImportStatement],
  ['metadata', readMetadata],
];

const templateStatements: ReadonlyMap<string, Reader> = new Map([
  ...shared,
  ['targetScope', readTargetScope],
  ['param', readParameter],
  ['resource', readResource],
  ['module', readModule],
  ['output', readOutput],
  ['assert', readAssert],
  ['test', readTest],
  ['extension', readExtension],
  ['provider', readExtension],
]);

const parameterStatements: ReadonlyMap<string, Reader> = new Map([
  ...shared,
  ['using', readUsing],
  ['extends', readExtends],
  ['param', readParameterAssignment],
  ['extensionConfig', readExtensionConfig],
]);

/** Which of the two kinds of Bicep files is read. */
export type BicepLanguage = 'template' | 'parameters';

/** The statements of one kind of file, by the keyword that each begins with. */
export function statementReaders(language: BicepLanguage): ReadonlyMap<string, Reader> {
  return language === 'template' ? templateStatements : parameterStatements;
}

/** Reads the statements of a file. */
export function readStatements(tokens: TokenReader, readers: ReadonlyMap<string, Reader>): readonly Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    tokens.skipNewLines();
    if (tokens.is('end')) return statements;
    statements.push(readStatement(tokens, readers));
  }
}

function readStatement(tokens: TokenReader, readers: ReadonlyMap<string, Reader>): Statement {
  const first = tokens.peek();
  let keyword: string | undefined;
  let name: Identifier | undefined;
  let head: Head = { first, decorators: [] };
  const read = (): Statement => {
    head = { first, decorators: readDecorators(tokens) };
    const { kind, text } = tokens.peek();
    const reader = kind === 'identifier' ? readers.get(text) : undefined;
    const last = head.decorators.at(-1)?.call;
    if (kind === 'end' && last && last.kind !== 'error') tokens.fail(expectationText(expected.decorated, ''), first);
    if (!reader) tokens.failHere(readers.has('using') ? expected.parameterStatement : expected.statement);
    keyword = text;
    tokens.at += 1;
    if (tokens.is('identifier')) name = tokens.identifierAhead();
    const statement = reader(tokens, head);
    if (!tokens.is('new-line') && !tokens.is('end')) tokens.failHere(expected.newLine);
    return statement;
  };
  const unreadable = ({ span }: ErrorNode): ErrorStatement => {
    const { decorators } = head;
    return { kind: 'error', keyword, name, decorators, span };
  };
  return tokens.recover(read, unreadable, lineEnd);
}

function readPlainValue(tokens: TokenReader): Expression {
  return readValue(tokens, () => readExpression(tokens, anywhere));
}

/**
 * A type up to the `=` or the end of the line.
 *
 * @param behind what the compiler asks for where neither is
 */
function readTypeBefore(tokens: TokenReader, allowsResource: boolean, behind: Expectation): TypeNode {
  const read = (): TypeNode => {
    const type = isResourceType(tokens) ? readResourceType(tokens, allowsResource) : readType(tokens);
    if (!tokens.is('=') && !tokens.is('new-line') && !tokens.is('end')) tokens.failHere(behind);
    return type;
  };
  return tokens.recover(read, (skipped) => skipped, beforeValue);
}

function isResourceType(tokens: TokenReader): boolean {
  return tokens.isKeyword('resource') && tokens.peek(1).kind !== '<';
}

function readResourceType(tokens: TokenReader, mayBeBare: boolean): TypeNode {
  const { start } = tokens.next();
  const bare = mayBeBare && !tokens.is('string') && !tokens.is('string-start');
  const type = bare ? undefined : readStringOr(tokens, expected.resourceType, beforeValue);
  return { kind: 'type-resource', type, span: tokens.spanFrom(start) };
}

function readTargetScope(tokens: TokenReader, head: Head): Statement {
  const value = readPlainValue(tokens);
  return { kind: 'target-scope', value, ...statementEnd(tokens, head) };
}

function readMetadata(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.metadata);
  const value = readPlainValue(tokens);
  return { kind: 'metadata', name, value, ...statementEnd(tokens, head) };
}

function readParameter(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.parameter);
  const type = readTypeBefore(tokens, false, expected.equalsOrNewLine);
  const defaultValue = tokens.is('=') ? readPlainValue(tokens) : undefined;
  return { kind: 'parameter', name, type, defaultValue, ...statementEnd(tokens, head) };
}

function readParameterAssignment(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.parameter);
  const value = readPlainValue(tokens);
  return { kind: 'parameter-assignment', name, value, ...statementEnd(tokens, head) };
}

function readVariable(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.variable);
  const type =
    tokens.is('=') || tokens.is('new-line') || tokens.is('end')
      ? undefined
      : readTypeBefore(tokens, false, character('='));
  const value = readPlainValue(tokens);
  return { kind: 'variable', name, type, value, ...statementEnd(tokens, head) };
}

function readTypeStatement(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.typeName);
  const read = (): TypeNode => {
    tokens.expect('=');
    return readTypeBefore(tokens, false, expected.newLine);
  };
  const value = tokens.recover(read, (skipped) => skipped, lineEnd);
  return { kind: 'type', name, value, ...statementEnd(tokens, head) };
}

function readFunctionStatement(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.variable);
  const parameters = readList(tokens, '(', ')', 'parameters', () => readFunctionParameter(tokens), true);
  const returnType = readType(tokens);
  tokens.expect('=>');
  if (!tokens.isDeclaration(tokens.pastNewLines())) tokens.skipNewLines();
  const body = tokens.recover(
    () => readExpression(tokens, anywhere),
    (skipped) => skipped,
    lineEnd,
  );
  return { kind: 'function', name, parameters, returnType, body, ...statementEnd(tokens, head) };
}

function readFunctionParameter(tokens: TokenReader): FunctionParameter {
  const name = tokens.expectName(expected.variable);
  const type = readType(tokens);
  return { kind: 'function-parameter', name, type, span: tokens.spanFrom(name.span.start) };
}

function readModule(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.module);
  const reference = readStringOr(tokens, expected.modulePath, beforeValue);
  const value = readBodyValue(tokens, anywhere);
  return { kind: 'module', name, reference, value, ...statementEnd(tokens, head) };
}

function readTest(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.test);
  const reference = readStringOr(tokens, expected.testPath, beforeValue);
  const value = readBodyValue(tokens, anywhere);
  return { kind: 'test', name, reference, value, ...statementEnd(tokens, head) };
}

function readOutput(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.output);
  const type = readTypeBefore(tokens, true, character('='));
  const value = readPlainValue(tokens);
  return { kind: 'output', name, type, value, ...statementEnd(tokens, head) };
}

function readAssert(tokens: TokenReader, head: Head): Statement {
  const name = tokens.expectName(expected.assertion);
  const value = readPlainValue(tokens);
  return { kind: 'assert', name, value, ...statementEnd(tokens, head) };
}

function readImportStatement(tokens: TokenReader, head: Head): Statement {
  if (tokens.is('string')) return readExtension(tokens, head);
  const what = tokens.is('*') ? readImportedEverything(tokens) : readImportedSymbols(tokens);
  tokens.expectKeyword('from');
  const reference = readStringOr(tokens, expected.modulePath, lineEnd);
  return { kind: 'import', what, reference, ...statementEnd(tokens, head) };
}

function readImportedEverything(tokens: TokenReader): ImportStatement['what'] {
  const { start } = tokens.next();
  tokens.expectKeyword('as');
  const alias = tokens.expectName(expected.namespace);
  return { kind: 'everything', alias, span: tokens.spanFrom(start) };
}

function readImportedSymbols(tokens: TokenReader): ImportStatement['what'] {
  if (!tokens.is('{')) tokens.failHere(expected.imports);
  const opener = tokens.next();
  const symbols = readElements(tokens, opener, '}', 'list of imports', () => readImportedSymbol(tokens));
  return { kind: 'symbols', symbols, span: tokens.spanFrom(opener.start) };
}

function readImportedSymbol(tokens: TokenReader): ImportedSymbol {
  const first = tokens.peek();
  const name = readImportedName(tokens);
  const alias = readImportAlias(tokens, expected.variable);
  if (first.kind === 'string' && !alias) tokens.fail(expectationText(expected.importAlias, ''), first);
  return { kind: 'symbol', name, alias, span: tokens.spanFrom(first.start) };
}

function readImportedName(tokens: TokenReader): ImportedSymbol['name'] {
  if (tokens.is('string-start')) tokens.failHere(expected.constant);
  if (!tokens.is('string')) return tokens.expectName(expected.exported);
  const name = readString(tokens);
  return name.kind === 'string' ? name : tokens.failHere(expected.constant);
}

function readImportAlias(tokens: TokenReader, what: Expectation): Identifier | undefined {
  return tokens.takeKeyword('as') ? tokens.expectName(what) : undefined;
}

/** `extension`, `provider`, and `import` of a string. */
function readExtension(tokens: TokenReader, head: Head): Statement {
  const named = tokens.is('identifier');
  const extension = named ? tokens.identifier() : readStringOr(tokens, expected.extension, lineEnd);
  const config = readConfigAfterWith(tokens);
  const alias = readImportAlias(tokens, expected.extensionAlias);
  if (!alias && !tokens.is('new-line') && !tokens.is('end')) tokens.failHere(expected.withOrAs);
  return { kind: 'extension', extension, config, alias, ...statementEnd(tokens, head) };
}

function readConfigAfterWith(tokens: TokenReader): Expression | undefined {
  if (!tokens.takeKeyword('with')) return undefined;
  if (!tokens.is('{')) tokens.failHere(character('{'));
  return readExpression(tokens, anywhere);
}

function readUsing(tokens: TokenReader, head: Head): Statement {
  const none = tokens.takeKeyword('none');
  const reference = none ? undefined : readStringOr(tokens, expected.using, lineEnd);
  const config = readConfigAfterWith(tokens);
  if (!config && !tokens.is('new-line') && !tokens.is('end')) tokens.failHere(expected.withOrNewLine);
  return { kind: 'using', reference, config, ...statementEnd(tokens, head) };
}

function readExtends(tokens: TokenReader, head: Head): Statement {
  const reference = readStringOr(tokens, expected.extends, lineEnd);
  return { kind: 'extends', reference, ...statementEnd(tokens, head) };
}

function readExtensionConfig(tokens: TokenReader, head: Head): Statement {
  const alias = tokens.expectName(expected.extensionAlias);
  const config = readConfigAfterWith(tokens);
  return { kind: 'extension-config', alias, config, ...statementEnd(tokens, head) };
}
