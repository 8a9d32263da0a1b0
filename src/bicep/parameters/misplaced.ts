import { bicepError } from '../../text/bicep-error.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Model } from '../semantics/model.ts';

/** Statements of parameter files; those that could not be read are reported before. */
const allowed: ReadonlySet<string> = new Set([
  'using',
  'extends',
  'import',
  'parameter-assignment',
  'variable',
  'type',
  'extension-config',
  'error',
]);

/** Finds what templates may say and parameter files may not, and what armlock does not read. */
export function misplacedIn({ tree, symbols }: Model): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const refuse = (message: string, span: Span): void => {
    found.push(bicepError(message, span, 'bicep-expression'));
  };
  for (const statement of tree.statements) {
    if (!allowed.has(statement.kind))
      refuse(`BCP337: This declaration type is not valid for a Bicep Parameters file.`, statement.span);
    const [decorator] = statement.kind === 'parameter-assignment' ? statement.decorators : [];
    if (decorator) refuse('BCP130: Decorators are not allowed here.', decorator.span);
    if (statement.kind !== 'extension-config') continue;
    const message = `The configuration of extension '${statement.alias.name}' is not read: it does not concern Azure resources.`;
    found.push({ severity: 'warning', code: 'bicep-extension', message, span: statement.alias.span });
  }
  const extended = tree.statements.find((one) => one.kind === 'extends');
  if (extended && symbols.has('base')) refuse(`The name 'base' is that of the extended file.`, extended.span);
  return found;
}
