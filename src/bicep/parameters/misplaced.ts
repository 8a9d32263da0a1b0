import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Model } from '../semantics/model.ts';

/** Statements of parameter files; those that could not be read are told already. */
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

/** Reports what templates may say and parameter files may not, and what armlock does not read. */
export function reportMisplaced({ tree, symbols }: Model, report: Report): void {
  const refuse = (message: string, span: Span): void =>
    report({ severity: 'error', code: 'bicep-expression', message, span });
  for (const statement of tree.statements) {
    if (!allowed.has(statement.kind)) refuse(`A parameter file takes no such declaration.`, statement.span);
    const [decorator] = statement.kind === 'parameter-assignment' ? statement.decorators : [];
    if (decorator) refuse('A value of a parameter takes no decorators.', decorator.span);
    if (statement.kind !== 'extension-config') continue;
    const message = `The configuration of extension '${statement.alias.name}' is not read: it concerns no resources of Azure.`;
    report({ severity: 'warning', code: 'bicep-extension', message, span: statement.alias.span });
  }
  const extended = tree.statements.find((one) => one.kind === 'extends');
  if (extended && symbols.has('base')) refuse(`The name 'base' is that of the extended file.`, extended.span);
}
