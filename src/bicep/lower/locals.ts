import * as build from '../../expr/build.ts';
import type { Expr } from '../../expr/value.ts';
import type { Span } from '../../text/source.ts';
import {
  type BaseMember,
  type Env,
  fileEnv,
  type LocalMeaning,
  type LocalValue,
  type LoopIndex,
} from '../semantics/compilation-unit.ts';
import * as draft from './draft.ts';
import { refused } from './problems.ts';

/** What a local name stands for at a place. */
export function localDraft({ value }: LocalValue, span: Span, env: Env): draft.Draft {
  switch (value.kind) {
    case 'lambda-variable':
      return build.call('lambdaVariables', [build.text(value.name, span)], span);
    case 'function-parameter':
      return build.call('parameters', [build.text(value.name, span)], span);
    case 'loop-index':
      return indexDraft(value.index, span);
    case 'loop-item':
      return draft.item(draft.pendingAt(value.source), indexDraft(value.index, span), span);
    case 'base':
      return baseDraft(value, span, env);
  }
}

/** `copyIndex()`, or that of a named loop. */
export function runningIndexExpr(loop: string | undefined, span: Span): Expr {
  return build.call('copyIndex', loop === undefined ? [] : [build.text(loop, span)], span);
}

function indexDraft(index: LoopIndex, span: Span): draft.Draft {
  return index.kind === 'running' ? runningIndexExpr(index.loop, span) : draft.pendingAt(index.place);
}

function baseDraft({ members }: Extract<LocalMeaning, { kind: 'base' }>, span: Span, env: Env): draft.Draft {
  const parts = [...members].flatMap(([name, member]) => [build.text(name, span), baseMemberDraft(member, span, env)]);
  return draft.call('createObject', parts, span);
}

/** What a parameter file gets from the one that it extends, for one parameter. */
export function baseMemberDraft(member: BaseMember, span: Span, env: Env): draft.Draft {
  switch (member.kind) {
    case 'value':
      return { kind: 'value', value: member.value, span };
    case 'expression':
      return draft.pending(member.node, fileEnv(env.unit));
    case 'refused':
      return refused(member.message, span, env);
  }
}
