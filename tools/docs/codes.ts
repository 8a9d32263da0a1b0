import { bicepCodes } from '../../src/text/bicep-codes.ts';
import { ownCodes } from '../../src/text/codes.ts';
import { table } from './markdown.ts';

/** The page of all codes that diagnostics and notices can have. */
export function codesPage(): string {
  const rows = (codes: Readonly<Record<string, string>>): readonly (readonly string[])[] =>
    Object.entries(codes).map(([code, text]) => [`\`${code}\``, text]);
  const parts = [
    '<!-- Generated from src/text/codes.ts and src/text/bicep-codes.ts by `npm run docs`. -->',
    '# Codes',
    'A notice of armlock, and an error in a template, has one of these codes. `armlock explain <code>` prints a row.',
    '## Codes of armlock',
    table(['Code', 'Meaning'], rows(ownCodes)),
    '## Errors of the Bicep compiler',
    'Errors that armlock also finds have the number of the compiler. The second column is what the compiler says of an ' +
      'example; [its documentation](https://aka.ms/bicep/core-diagnostics) explains the numbers. armlock names the ' +
      'construct in your file, in words that can differ slightly.',
    // The compiler writes names in angle brackets, which would be markup.
    table(['Code', 'Example'], rows(bicepCodes)).replace(/<(?=\w)/g, '&lt;'),
  ];
  return `${parts.join('\n\n')}\n`;
}
