import { entryOf } from '../../expr/make-value.ts';
import type { Value } from '../../expr/value.ts';
import type { DeploymentMode } from '../../model/mode.ts';
import type { Report } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';

/**
 * How `using … with { … }` says that the template is deployed; undefined where it does not say it, or not for certain.
 * What is not read of it is reported.
 */
export function declaredMode(config: Value, span: Span, report: Report): DeploymentMode | undefined {
  const mode = modeOf(config);
  const isGuarded = config.kind !== 'object' || entryOf(config, 'denySettings') !== undefined;
  const unread = mode === undefined ? 'How the template is deployed' : isGuarded ? 'What a stack denies' : undefined;
  if (unread !== undefined) {
    const declare = mode === undefined ? '; armlock.yaml can declare the mode of a target' : '';
    report({
      severity: 'warning',
      code: 'bicep-using',
      message: `${unread} ('with') is not read here${declare}.`,
      span,
    });
  }
  return mode;
}

function modeOf(config: Value): DeploymentMode | undefined {
  switch (textAt(config, 'mode')) {
    case 'deployment':
      return 'incremental';
    case 'stack':
      return stackMode(textAt(memberAt(config, 'actionOnUnmanage'), 'resources'));
    default:
      return undefined;
  }
}

function stackMode(resources: string | undefined): DeploymentMode | undefined {
  if (resources === 'delete') return 'stack-delete';
  return resources === 'detach' ? 'stack-detach' : undefined;
}

function memberAt(value: Value | undefined, name: string): Value | undefined {
  return value?.kind === 'object' ? entryOf(value, name)?.value : undefined;
}

function textAt(value: Value | undefined, name: string): string | undefined {
  const member = memberAt(value, name);
  return member?.kind === 'string' ? member.value : undefined;
}
