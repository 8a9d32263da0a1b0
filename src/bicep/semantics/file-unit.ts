import type { FileUnit, Local, Program } from './compilation-unit.ts';
import { type Closure, importClosure } from './import-closure.ts';
import { inlinedVariables } from './inlined-variables.ts';
import type { Model } from './model.ts';
import { needsSymbolicNames } from './symbolic-names.ts';

/** What is known of a file before it is checked and lowered. */
export interface OpenedFile {
  readonly unit: FileUnit;
  /** The symbols of other files that become part of its template. */
  readonly closure: Closure;
}

/** @param predefined names that the file has without declaring them */
export function openFile(model: Model, program: Program, predefined: ReadonlyMap<string, Local>): OpenedFile {
  const closure = importClosure(model, program);
  const symbolic = needsSymbolicNames(model, program);
  const isInlined = inlinedVariables(model);
  return { unit: { model, program, symbolic, foreignName: closure.nameOf, isInlined, predefined }, closure };
}
