import type { TemplateFunction } from '../evaluate.ts';
import { collectionFunctions } from './collections.ts';
import { dateFunctions } from './dates.ts';
import { encodingFunctions } from './encodings.ts';
import { hashFunctions } from './hashes.ts';
import { lambdaFunctions } from './lambdas.ts';
import { logicFunctions } from './logic.ts';
import { networkFunctions } from './networks.ts';
import { numericFunctions } from './numeric.ts';
import { stringFunctions } from './strings.ts';
import { uriFunctions } from './uris.ts';

/** The functions that need nothing but their arguments, by name in lower case. */
export const library: ReadonlyMap<string, TemplateFunction> = new Map(
  [
    ...logicFunctions,
    ...stringFunctions,
    ...collectionFunctions,
    ...lambdaFunctions,
    ...numericFunctions,
    ...hashFunctions,
    ...dateFunctions,
    ...encodingFunctions,
    ...uriFunctions,
    ...networkFunctions,
  ].map((definition) => [definition.name.toLowerCase(), definition]),
);
