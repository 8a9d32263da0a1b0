import type { Value } from '../../expr/value.ts';
import type { DeploymentMode } from '../../model/mode.ts';
import type { Span } from '../../text/source.ts';
import type { Compilation } from '../compile.ts';
import type { Model } from '../semantics/model.ts';
import type * as syntax from '../syntax/tree.ts';
import type { Type } from '../types/type.ts';

/** What a parameter file gives to a template. */
export interface BicepParameters extends Compilation {
  readonly model: Model;
  /** What `using` names; undefined for `none`. */
  readonly using: syntax.UsingStatement['reference'];
  /** Where it says for which template it is. */
  readonly usingSpan: Span;
  /** How it says that the template is deployed. */
  readonly mode: DeploymentMode | undefined;
  /** By name; case counts. Those of the file that it extends are among them. */
  readonly assignments: ReadonlyMap<string, Assignment>;
}

export interface Assignment {
  readonly statement: syntax.ParameterAssignment;
  /** The file that gives the value. */
  readonly model: Model;
  readonly value: Value;
  /** That of its expression, which says something even where the value is not known. */
  readonly type: Type;
}
