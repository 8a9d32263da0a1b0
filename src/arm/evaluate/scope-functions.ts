import { anyArgs } from '../../expr/apply.ts';
import { argAt, refuseKind } from '../../expr/arguments.ts';
import type { TemplateFunction } from '../../expr/evaluate.ts';
import { refuse } from '../../expr/failure.ts';
import { recordValue, stringValue, textFrom } from '../../expr/make-value.ts';
import { secureText } from '../../expr/print.ts';
import type { CallExpr, Value } from '../../expr/value.ts';
import { once } from '../../text/memo.ts';
import {
  contextCall,
  type DeploymentContext,
  managementGroupOf,
  managementGroupType,
  resourceGroupOf,
  resourceGroupType,
  subscriptionOf,
} from '../context.ts';
import type { ScopeKind } from '../template.ts';
import { idOfCall, isSubscriptionId } from './resource-ids.ts';

/**
 * `resourceGroup`, `subscription` and `managementGroup`: without arguments they return where the template is deployed
 * to, with a name they make the id of a scope, of which they know nothing else.
 */
export function scopeFunctions(context: DeploymentContext): readonly TemplateFunction[] {
  const here = (name: string, kinds: readonly ScopeKind[], made: () => Value): Value =>
    kinds.includes(context.kind) ? made() : refuse(`there is no ${name} in a deployment to a ${context.kind}`);
  // Templates ask for these more often than for anything else.
  const group = once(() => resourceGroupOf(context));
  const subscription = once(() => subscriptionOf(context));
  const management = once(() => managementGroupOf(context));
  return [
    anyArgs('resourceGroup', 0, 2, (args, call) =>
      args.length === 0 ? here('resourceGroup', ['resourceGroup'], group) : groupNamed(args, call, context),
    ),
    anyArgs('subscription', 0, 1, (args) =>
      args.length === 0
        ? here('subscription', ['resourceGroup', 'subscription'], subscription)
        : subscriptionNamed(args, context),
    ),
    anyArgs('managementGroup', 0, 1, (args, call) =>
      args.length === 0
        ? here('managementGroup', ['managementGroup'], management)
        : managementGroupNamed(args, call, context),
    ),
  ];
}

/** The last argument is the name; one before it is the subscription, which else is that of the deployment. */
function groupNamed(args: readonly Value[], call: CallExpr, context: DeploymentContext): Value {
  const type = stringValue(resourceGroupType);
  const name = argAt(args, args.length - 1);
  const id = idOfCall({ ...call, name: 'subscriptionResourceId' }, [...args.slice(0, -1), type, name], context);
  return id.kind === 'failed' ? id : recordValue({ id, name, type });
}

function subscriptionNamed(args: readonly Value[], { span }: DeploymentContext): Value {
  const subscriptionId = argAt(args, 0);
  if (subscriptionId.kind === 'unknown' || subscriptionId.kind === 'choice') {
    return recordValue({
      id: contextCall('concat', [stringValue('/subscriptions/'), subscriptionId], span),
      subscriptionId,
    });
  }
  if (subscriptionId.kind !== 'string') return refuseKind(args, 0, 'a string');
  if (!isSubscriptionId(subscriptionId.value))
    return refuse(`${subscriptionId.secure ? secureText : `'${subscriptionId.value}'`} is not a subscription id`);
  return recordValue({ id: textFrom([subscriptionId], `/subscriptions/${subscriptionId.value}`), subscriptionId });
}

function managementGroupNamed(args: readonly Value[], call: CallExpr, context: DeploymentContext): Value {
  const type = stringValue(managementGroupType);
  const name = argAt(args, 0);
  const id = idOfCall({ ...call, name: 'tenantResourceId' }, [type, name], context);
  return id.kind === 'failed' ? id : recordValue({ id, name, type: stringValue(`/providers/${managementGroupType}`) });
}
