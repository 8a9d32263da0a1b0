import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { Model } from '../model.ts';
import type * as syntax from '../syntax/tree.ts';
import { walk } from '../walk.ts';

/** Reports what templates may say and parameter files may not, and what armlock does not read. */
export function reportMisplaced({ tree, symbols }: Model, report: Report): void {
  const refuse = (message: string, span: Span): void =>
    report({ severity: 'error', code: 'bicep-expression', message, span });
  for (const statement of tree.statements) {
    if (statement.kind === 'parameter-assignment') {
      const [decorator] = statement.decorators;
      if (decorator) refuse('A value of a parameter takes no decorators.', decorator.span);
    }
    if (statement.kind === 'parameter-assignment' || statement.kind === 'variable')
      refuseLoops(statement.value, refuse);
    if (statement.kind === 'extension-config') {
      const message = `The configuration of extension '${statement.alias.name}' is not read: it concerns no resources of Azure.`;
      report({ severity: 'warning', code: 'bicep-extension', message, span: statement.alias.span });
    }
  }
  const extended = tree.statements.find((one) => one.kind === 'extends');
  if (extended && symbols.has('base')) refuse(`The name 'base' is that of the extended file.`, extended.span);
}

/** A value as a whole can be a loop, but no part of one. */
function refuseLoops(value: syntax.Expression, refuse: (message: string, span: Span) => void): void {
  walk(value, (node) => {
    if (node.kind === 'for' && node !== value) refuse('A loop cannot stand here.', node.span);
    return true;
  });
}
