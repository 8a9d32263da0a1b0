import type { SourceFile } from '../../text/source.ts';
import { anywhere, inResource, type Place } from './expressions.ts';
import type { Token, TokenKind } from './token.ts';
import type {
  Decorator,
  ErrorNode,
  ErrorStatement,
  Expression,
  FunctionParameter,
  Identifier,
  IfNode,
  ImportedSymbol,
  ImportStatement,
  ResourceStatement,
  Statement,
} from './tree.ts';
import { TypeParser } from './type-expressions.ts';
import type { TypeNode } from './types.ts';

const lineEnd: ReadonlySet<TokenKind> = new Set(['new-line']);
const beforeValue: ReadonlySet<TokenKind> = new Set(['=', 'new-line']);
const memberEnd: ReadonlySet<TokenKind> = new Set(['new-line', ',', '}']);

/** What every statement begins with. */
interface Head {
  readonly first: Token;
  readonly decorators: readonly Decorator[];
}

type Reader = (parser: StatementParser, head: Head) => Statement;

const shared: readonly (readonly [string, Reader])[] = [
  ['var', (parser, head) => parser.variable(head)],
  ['type', (parser, head) => parser.typeStatement(head)],
  ['func', (parser, head) => parser.functionStatement(head)],
  ['import', (parser, head) => parser.importStatement(head)],
  ['metadata', (parser, head) => parser.metadata(head)],
];

const templateStatements: ReadonlyMap<string, Reader> = new Map([
  ...shared,
  ['targetScope', (parser, head) => parser.targetScope(head)],
  ['param', (parser, head) => parser.parameter(head)],
  ['resource', (parser, head) => parser.resource(head)],
  ['module', (parser, head) => parser.module(head)],
  ['output', (parser, head) => parser.output(head)],
  ['assert', (parser, head) => parser.assert(head)],
  ['test', (parser, head) => parser.test(head)],
  ['extension', (parser, head) => parser.extension(head)],
  ['provider', (parser, head) => parser.extension(head)],
]);

const parameterStatements: ReadonlyMap<string, Reader> = new Map([
  ...shared,
  ['using', (parser, head) => parser.using(head)],
  ['extends', (parser, head) => parser.extends(head)],
  ['param', (parser, head) => parser.parameterAssignment(head)],
  ['extensionConfig', (parser, head) => parser.extensionConfig(head)],
]);

/** Which of the two kinds of Bicep files is read. */
export type BicepLanguage = 'template' | 'parameters';

/** Reads the statements of a file. */
export class StatementParser extends TypeParser {
  readonly readers: ReadonlyMap<string, Reader>;
  /** Statements begin in the first column only: a line that does so closes every bracket that is still open. */
  readonly anchored: boolean;

  constructor(file: SourceFile, tokens: readonly Token[], language: BicepLanguage, anchored: boolean) {
    super(file, tokens);
    this.readers = language === 'template' ? templateStatements : parameterStatements;
    this.anchored = anchored;
  }

  statements(): readonly Statement[] {
    const statements: Statement[] = [];
    for (;;) {
      this.skipNewLines();
      if (this.is('end')) return statements;
      statements.push(this.statement());
    }
  }

  isDeclaration(ahead: number): boolean {
    const token = this.peek(ahead);
    return token.kind === 'identifier' && this.readers.has(token.text);
  }

  isUnclosed(): boolean {
    const { kind } = this.peek();
    return kind === 'end' || kind === '}' || kind === ']' || kind === ')' || this.isNextStatement();
  }

  isNextStatement(): boolean {
    if (!this.anchored) return false;
    const { kind, start, text } = this.peek();
    const before = this.file.text[start - 1];
    if (before !== '\n' && before !== '\r') return false;
    if (kind === '@') return true;
    if (!this.isDeclaration(0)) return false;
    return text === 'targetScope' ? this.peek(1).kind === '=' : this.peek(1).kind === 'identifier';
  }

  statement(): Statement {
    const first = this.peek();
    let keyword: string | undefined;
    let name: Identifier | undefined;
    let head: Head = { first, decorators: [] };
    const read = (): Statement => {
      head = { first, decorators: this.decorators() };
      const { kind, text } = this.peek();
      const reader = kind === 'identifier' ? this.readers.get(text) : undefined;
      if (!reader) this.failHere(`a statement (${[...this.readers.keys()].join(', ')})`);
      keyword = text;
      this.at += 1;
      if (this.is('identifier')) name = this.identifierAhead();
      const statement = reader(this, head);
      if (!this.is('new-line') && !this.is('end')) this.failHere('a new line');
      return statement;
    };
    const unreadable = ({ span }: ErrorNode): ErrorStatement => {
      const { decorators } = head;
      return { kind: 'error', keyword, name, decorators, span };
    };
    return this.recover(read, unreadable, lineEnd);
  }

  nestedResource(): ResourceStatement | ErrorNode {
    const first = this.peek();
    const read = (): ResourceStatement => {
      const head = { first, decorators: this.decorators() };
      this.expectKeyword('resource');
      return this.resource(head, memberEnd);
    };
    return this.recover(read, (skipped) => skipped, memberEnd);
  }

  /** The common part of every statement, once all of it is read. */
  end({ first, decorators }: Head): Pick<Statement, 'decorators' | 'span'> {
    return { decorators, span: this.spanFrom(first.start) };
  }

  /** What stands behind `=` up to the end of the line, or of the member of an object that the statement is. */
  value(read: () => Expression): Expression;
  value(read: () => Expression | IfNode, ends?: ReadonlySet<TokenKind>): Expression | IfNode;
  value(read: () => Expression | IfNode, ends = lineEnd): Expression | IfNode {
    const whole = (): Expression | IfNode => {
      this.expect('=');
      const value = read();
      if (!ends.has(this.peek().kind) && !this.is('end')) this.failHere('a new line');
      return value;
    };
    const value = this.recover(whole, (skipped) => skipped, ends);
    // What spans lines may have swallowed other statements.
    return this.spansLines(value) ? this.giveUp() : value;
  }

  plainValue(): Expression {
    return this.value(() => this.expression(anywhere));
  }

  /** A type up to the `=` or the end of the line. */
  typeBefore(allowsResource: boolean): TypeNode {
    const read = (): TypeNode => {
      const type = this.isResourceType() ? this.resourceType(allowsResource) : this.type();
      if (!this.is('=') && !this.is('new-line') && !this.is('end')) this.failHere("'=' or a new line");
      return type;
    };
    return this.recover(read, (skipped) => skipped, beforeValue);
  }

  isResourceType(): boolean {
    return this.isKeyword('resource') && this.peek(1).kind !== '<';
  }

  resourceType(mayBeBare: boolean): TypeNode {
    const { start } = this.next();
    const bare = mayBeBare && !this.is('string') && !this.is('string-start');
    const type = bare ? undefined : this.stringOr("the resource's type as a string", beforeValue);
    return { kind: 'type-resource', type, span: this.spanFrom(start) };
  }

  targetScope(head: Head): Statement {
    const value = this.plainValue();
    return { kind: 'target-scope', value, ...this.end(head) };
  }

  metadata(head: Head): Statement {
    const name = this.expectName('the name of the metadata');
    const value = this.plainValue();
    return { kind: 'metadata', name, value, ...this.end(head) };
  }

  parameter(head: Head): Statement {
    const name = this.expectName('the name of the parameter');
    const type = this.typeBefore(false);
    const defaultValue = this.is('=') ? this.plainValue() : undefined;
    return { kind: 'parameter', name, type, defaultValue, ...this.end(head) };
  }

  parameterAssignment(head: Head): Statement {
    const name = this.expectName('the name of the parameter');
    const value = this.plainValue();
    return { kind: 'parameter-assignment', name, value, ...this.end(head) };
  }

  variable(head: Head): Statement {
    const name = this.expectName('the name of the variable');
    const type = this.is('=') || this.is('new-line') || this.is('end') ? undefined : this.typeBefore(false);
    const value = this.plainValue();
    return { kind: 'variable', name, type, value, ...this.end(head) };
  }

  typeStatement(head: Head): Statement {
    const name = this.expectName('the name of the type');
    const read = (): TypeNode => {
      this.expect('=');
      return this.typeBefore(false);
    };
    const value = this.recover(read, (skipped) => skipped, lineEnd);
    return { kind: 'type', name, value, ...this.end(head) };
  }

  functionStatement(head: Head): Statement {
    const name = this.expectName('the name of the function');
    const parameters = this.list('(', ')', 'parameters', () => this.functionParameter(), true);
    const returnType = this.type();
    this.expect('=>');
    if (!this.isDeclaration(this.pastNewLines())) this.skipNewLines();
    const body = this.recover(
      () => this.expression(anywhere),
      (skipped) => skipped,
      lineEnd,
    );
    return { kind: 'function', name, parameters, returnType, body, ...this.end(head) };
  }

  functionParameter(): FunctionParameter {
    const name = this.expectName('the name of a parameter');
    const type = this.type();
    return { kind: 'function-parameter', name, type, span: this.spanFrom(name.span.start) };
  }

  /** @param ends where it ends if it stands in the body of another resource */
  resource(head: Head, ends = lineEnd): ResourceStatement {
    const name = this.expectName('the name of the resource');
    const type = this.stringOr("the resource's type as a string", beforeValue);
    const existing = this.takeKeyword('existing');
    const value = this.bodyValue(inResource, ends);
    return { kind: 'resource', name, type, existing, value, ...this.end(head) };
  }

  module(head: Head): Statement {
    const name = this.expectName('the name of the module');
    const reference = this.stringOr("the module's path as a string", beforeValue);
    const value = this.bodyValue(anywhere);
    return { kind: 'module', name, reference, value, ...this.end(head) };
  }

  test(head: Head): Statement {
    const name = this.expectName('the name of the test');
    const reference = this.stringOr("the template's path as a string", beforeValue);
    const value = this.bodyValue(anywhere);
    return { kind: 'test', name, reference, value, ...this.end(head) };
  }

  /** The body of a resource or module: an object, a condition, or a loop. */
  bodyValue(place: Place, ends = lineEnd): Expression | IfNode {
    return this.value(() => {
      if (this.isKeyword('if', this.pastNewLines())) this.skipNewLines();
      if (this.is('[')) return this.loop(place, true);
      if (!this.is('{') && !this.isKeyword('if')) this.failHere("'{', '[' or 'if'");
      return this.body(place);
    }, ends);
  }

  output(head: Head): Statement {
    const name = this.expectName('the name of the output');
    const type = this.typeBefore(true);
    const value = this.plainValue();
    return { kind: 'output', name, type, value, ...this.end(head) };
  }

  assert(head: Head): Statement {
    const name = this.expectName('the name of the assertion');
    const value = this.plainValue();
    return { kind: 'assert', name, value, ...this.end(head) };
  }

  importStatement(head: Head): Statement {
    if (this.is('string')) return this.extension(head);
    const what = this.is('*') ? this.importedEverything() : this.importedSymbols();
    this.expectKeyword('from');
    const reference = this.stringOr('the path of a file as a string', lineEnd);
    return { kind: 'import', what, reference, ...this.end(head) };
  }

  importedEverything(): ImportStatement['what'] {
    const { start } = this.next();
    this.expectKeyword('as');
    const alias = this.expectName('the name under which everything is imported');
    return { kind: 'everything', alias, span: this.spanFrom(start) };
  }

  importedSymbols(): ImportStatement['what'] {
    if (!this.is('{')) this.failHere("'{' or '*'");
    const opener = this.next();
    const symbols = this.elements(opener, '}', 'list of imports', () => this.importedSymbol());
    return { kind: 'symbols', symbols, span: this.spanFrom(opener.start) };
  }

  importedSymbol(): ImportedSymbol {
    const { kind, start } = this.peek();
    const name = this.importedName();
    const alias = this.importAlias();
    if (kind === 'string' && !alias) this.failHere("'as' and a name");
    return { kind: 'symbol', name, alias, span: this.spanFrom(start) };
  }

  importedName(): ImportedSymbol['name'] {
    if (!this.is('string')) return this.expectName('the name of an exported symbol');
    const name = this.string();
    return name.kind === 'string' ? name : this.failHere('a string without interpolation');
  }

  importAlias(): Identifier | undefined {
    return this.takeKeyword('as') ? this.expectName('a name') : undefined;
  }

  /** `extension`, `provider`, and `import` of a string. */
  extension(head: Head): Statement {
    const named = this.is('identifier');
    const extension = named ? this.identifier() : this.stringOr('the name or reference of an extension', lineEnd);
    const config = this.configAfterWith();
    const alias = this.importAlias();
    return { kind: 'extension', extension, config, alias, ...this.end(head) };
  }

  configAfterWith(): Expression | undefined {
    return this.takeKeyword('with') ? this.expression(anywhere) : undefined;
  }

  using(head: Head): Statement {
    const none = this.takeKeyword('none');
    const reference = none ? undefined : this.stringOr("the template's path as a string, or 'none'", lineEnd);
    const config = this.configAfterWith();
    return { kind: 'using', reference, config, ...this.end(head) };
  }

  extends(head: Head): Statement {
    const reference = this.stringOr('the path of a parameter file as a string', lineEnd);
    return { kind: 'extends', reference, ...this.end(head) };
  }

  extensionConfig(head: Head): Statement {
    const alias = this.expectName('the alias of an extension');
    const config = this.configAfterWith();
    return { kind: 'extension-config', alias, config, ...this.end(head) };
  }
}
