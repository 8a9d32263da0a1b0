import { canonicalValue, type Ingredients, ingredientsOf } from '../../expr/basis.ts';
import {
  type Budget,
  frameOf,
  type HoldsSecret,
  newBudget,
  outOfBudget,
  reportStops,
  spend,
  stop,
} from '../../expr/evaluate.ts';
import { evaluateNode } from '../../expr/evaluate-node.ts';
import { recordValue } from '../../expr/make-value.ts';
import { printValue } from '../../expr/print.ts';
import { childrenOf } from '../../expr/tree.ts';
import type { Expr, Origin, UnknownReason, Value } from '../../expr/value.ts';
import type { Deployment } from '../../model/deployment.ts';
import { nameText } from '../../model/identity.ts';
import { isUnrelatedDeployment } from '../../model/unrelated-modules.ts';
import type { Diagnostic, Report } from '../../text/diagnostic.ts';
import { once } from '../../text/memo.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import { type ContextOptions, rootContext, scopeIdOf } from '../context.ts';
import { stackType } from '../read/read-resources.ts';
import type { NestedDeployment, ResourceDeclaration, Template } from '../template.ts';
import { type AskedTypes, hasSecureOutputs, isAskedFor } from './asked-types.ts';
import type { Run } from './evaluation-session.ts';
import { type Expansion, isDeployed, isForeign, isResource, type Place, type State } from './expansion.ts';
import { type Instance, instancesOf, presenceFor } from './instances.ts';
import { idKey, linkerOf, propertiesOf } from './linker.ts';
import {
  isMadeAnew,
  type LoadTemplate,
  nestedArguments,
  nestedContexts,
  nestedTemplate,
  unseenContent,
} from './nested.ts';
import { reportLocation, reportMode, reportUnknownArguments } from './nested-reports.ts';
import { outputsObject, outputsOf } from './outputs.ts';
import type { Arguments, MissingArguments } from './parameters.ts';
import { type Declared, linkFunctions } from './resource-functions.ts';
import { hasRoom } from './resource-limits.ts';
import { bothConditions, resourceOf } from './resource-of-instance.ts';
import { rootParameters } from './root-parameters.ts';
import { type Secrets, secretsOf, secretsOfOutputs } from './secret-spans.ts';
import { gapOfStack, modeOfStack, passedToStack } from './stacks.ts';
import { templateScope } from './template-scope.ts';

export interface ExpandOptions {
  readonly template: Template;
  readonly arguments: Arguments;
  readonly missing: MissingArguments;
  /** Where a missing value is reported, if not at the declaration. */
  readonly missingAt?: Span;
  readonly context: ContextOptions;
  readonly load?: LoadTemplate;
  /** Root parameters that count as not set, although they have a default: by name in lower case. */
  readonly openDefaults?: ReadonlySet<string>;
  /** What the evaluation may cost; what it did cost can be read from it. */
  readonly budget?: Budget;
  /** Types that are asked for, if not all are. */
  readonly asked?: AskedTypes;
}

const allClosed: ReadonlySet<string> = new Set();

/** Nested deployments deeper than this are not followed; the service allows far fewer. */
const maxNesting = 32;

/** Of a longer chain of dependencies, the last ones are evaluated when it is their turn, and unknown until then. */
const maxChain = 100;

/**
 * Evaluates a template and everything nested in it to the resources that it would deploy. Where a secure value turns
 * out to come from a place that others come from, too, all is evaluated again with that in mind: what is made of it
 * is secure as well.
 */
export function expandTemplate(options: ExpandOptions): Deployment {
  const { deployment, shared } = expandOnce(options);
  if (shared.length === 0) return deployment;
  const { budget: _spent, ...anew } = options;
  const again = expandOnce(anew, placesIn(shared)).deployment;
  const retold = new Map(again.diagnostics.map((one) => [placeOf(one), one]));
  // Errors of linked files are reported only once, so that the first evaluation reports more than the second.
  const same = new Set(again.diagnostics.map((one) => `${placeOf(one)} ${one.message}`));
  const told = deployment.diagnostics.map((one) =>
    same.has(`${placeOf(one)} ${one.message}`) ? one : (retold.get(placeOf(one)) ?? one),
  );
  return { ...again, diagnostics: told };
}

function placeOf({ code, span }: Diagnostic): string {
  return `${code}:${span.start}:${span.end}:${span.file.path}`;
}

function placesIn(spans: readonly Span[]): HoldsSecret {
  const byFile = new Map<SourceFile, Set<string>>();
  for (const { file, start, end } of spans) {
    const places = byFile.get(file) ?? new Set();
    byFile.set(file, places.add(`${start}:${end}`));
  }
  return ({ file, start, end }) => byFile.get(file)?.has(`${start}:${end}`) === true;
}

interface Expanded {
  readonly deployment: Deployment;
  /** Where secure values are written that others may come from, too. */
  readonly shared: readonly Span[];
}

function expandOnce(options: ExpandOptions, holdsSecret?: HoldsSecret): Expanded {
  const diagnostics: Diagnostic[] = [];
  const decisions = new Set<Origin>();
  const report = distinctInto(diagnostics);
  const budget = options.budget ?? newBudget();
  const run: Run = { report, budget, decisions, ...(holdsSecret && { holdsSecret }) };
  const state: State = {
    run,
    load: options.load,
    asked: options.asked,
    waiting: [],
    deployed: new Map(),
    owners: new Map(),
    ingredients: new Map(),
    resources: [],
    gaps: [],
    unseen: [],
    secrets: { spans: [], shared: [], texts: [] },
    switches: new Set(),
    depth: 0,
    count: 0,
    alike: new Map(),
    isFull: false,
  };
  const { template, missing, missingAt } = options;
  const context = rootContext(template.scopeKind, options.context, template.contentVersion, template.span);
  const root: Place = {
    template,
    arguments: options.arguments,
    missing,
    ...(missingAt && { missingAt }),
    openDefaults: options.openDefaults ?? allClosed,
    context,
    target: context,
    condition: undefined,
    uncountedLoop: undefined,
    skipped: false,
    route: [],
    callers: [],
  };
  reportUnknownArguments(template, options.arguments, run.report);
  const expansion = expand(root, state);
  processAll(expansion);
  const told = expansion.outputs().filter((output) => output.told);
  const outputs = new Map(told.map(({ name, value }) => [name, value]));
  const { resources, gaps, unseen, secrets } = state;
  const parameters = rootParameters(options, state.switches, decisions);
  reportStops(run.budget, template.span, run.report);
  const { spans: secretSpans, texts: secretTexts, shared } = secrets;
  const seen = { resources, outputs, gaps, unseen, diagnostics, parameters };
  return { deployment: { ...seen, secretSpans, secretTexts, scope: scopeIdOf(context) }, shared };
}

/** A report that leaves out what was reported before: several expressions can meet the same problem. */
function distinctInto(diagnostics: Diagnostic[]): Report {
  const seen = new Set<string>();
  return (diagnostic) => {
    const { span, message } = diagnostic;
    const key = `${span.file.path}:${span.start}:${span.end}:${message}`;
    if (!seen.has(key)) diagnostics.push(diagnostic);
    seen.add(key);
  };
}

function expand(place: Place, state: State): Expansion {
  const { template, target } = place;
  for (const gap of template.lost) state.gaps.push(gap);
  let instances: readonly Instance[] = [];
  const linker = linkerOf({
    symbolic: template.symbolic,
    target,
    instances: () => instances,
    deployed: (key) => deployedBefore(key, state),
    declared: (instance) => declaredOf(instance, state),
    ingredients: (instance) => ingredientsIn(instance, state),
  });
  const scope = templateScope({ ...place, run: state.run, links: linkFunctions(linker) });
  const onUnknownLoop = (declaration: ResourceDeclaration, why: UnknownReason, count: Value): void => {
    const { type, span, deployment, children } = declaration;
    const hides = `how many resources of type ${type} there are`;
    const types = deployment || children.length > 0 ? [] : [type.toLowerCase()];
    state.gaps.push({ why, hides, types, content: `${type} ${canonicalValue(count)}`, span });
  };
  // The service evaluates them all, in this order, before anything uses them.
  for (const name of template.parameters.keys()) scope.parameter(name);
  if (!state.asked || place.route.length === 0) for (const name of template.variables.keys()) scope.variable(name);
  keepSecrets(secretsOf(scope, place.arguments), state);
  instances = instancesOf(template.resources, {
    scope,
    target,
    onUnknownLoop,
    onEmptyLoop: (count) => noteSwitch(count, state),
  });
  const uncountable = place.route.length > 0 && instances.some(({ uncountedLoop }) => uncountedLoop !== undefined);
  const skipped = place.skipped || uncountable;
  const made = { place, state, scope, linker, instances, skipped };
  const loops = once(() => byLoop(instances));
  const outputs = once(() => outputsOf(scope));
  const expansion: Expansion = { ...made, loops, outputs, progress: new Map(), nested: new Map() };
  for (const instance of instances) {
    state.owners.set(instance, expansion);
    if (instance.declaration.deployment)
      expansion.nested.set(
        instance,
        once(() => expandNested(expansion, instance)),
      );
  }
  return expansion;
}

function keepSecrets(found: Secrets, { secrets }: State): void {
  for (const span of found.spans) secrets.spans.push(span);
  for (const span of found.shared) secrets.shared.push(span);
  for (const text of found.texts) secrets.texts.push(text);
}

/** What a condition is made of decides whether something is deployed, and leaves it out where it does not hold. */
function noteCondition(condition: Value | undefined, state: State): void {
  if (presenceFor(condition) === 'never') noteSwitch(condition, state);
  for (const origin of condition?.origins ?? []) state.run.decisions?.add(origin);
}

function noteSwitch(value: Value | undefined, { switches }: State): void {
  for (const origin of value?.origins ?? []) switches.add(origin);
}

/** Evaluates the resources and outputs of a template. The service also evaluates outputs that are not used. */
function processAll(expansion: Expansion): void {
  const { place, state, instances } = expansion;
  for (const declaration of place.template.resources) evaluateUnusedDependencies(expansion, declaration);
  for (const instance of instances) processIfAsked(expansion, instance);
  if (expansion.skipped || place.uncountedLoop !== undefined) return;
  if (state.asked && !hasSecureOutputs(place.template)) return;
  keepSecrets(secretsOfOutputs(expansion.outputs()), state);
}

/** The service reads the dependencies of a resource even if its loop runs not once, but for those that use the index. */
function evaluateUnusedDependencies({ scope, instances }: Expansion, declaration: ResourceDeclaration): void {
  const { copy, dependsOn } = declaration;
  if (!copy || instances.some((instance) => instance.declaration === declaration)) return;
  const frame = frameOf(scope.environment('early'));
  for (const node of dependsOn) {
    if (node.kind !== 'expression' || !usesIndex(node.expr)) evaluateNode(node, frame);
  }
}

function usesIndex(expr: Expr): boolean {
  return (expr.kind === 'call' && expr.name.toLowerCase() === 'copyindex') || childrenOf(expr).some(usesIndex);
}

/** Evaluates a resource that is asked for; others wait until something needs them. */
function processIfAsked(expansion: Expansion, instance: Instance): void {
  if (expansion.progress.has(instance)) return;
  if (isAsked(expansion, instance)) processInstance(expansion, instance);
  else expansion.state.waiting.push(() => processInstance(expansion, instance));
}

function isAsked({ place, state: { asked } }: Expansion, { declaration, type }: Instance): boolean {
  return !asked || isAskedFor(declaration, type, asked, place.template);
}

/** A resource of any template that would be deployed by now. */
function deployedBefore(key: string, state: State): Instance | undefined {
  for (let next = state.waiting.shift(); next; next = state.waiting.shift()) next();
  return state.deployed.get(key);
}

/**
 * Evaluates a resource after those on which it depends, and adds it to the result. A resource that is asked for while
 * it is being evaluated stays unknown to the one that asks.
 */
function processInstance(expansion: Expansion, instance: Instance): void {
  const { progress, state } = expansion;
  if (progress.has(instance)) return;
  progress.set(instance, 'active');
  if (!hasRoom(instance, state)) return;
  state.depth += 1;
  if (state.depth <= maxChain) {
    for (const dependency of dependenciesOf(expansion, instance)) processIfAsked(expansion, dependency);
  }
  const nested = expansion.nested.get(instance)?.();
  if (nested) processAll(nested);
  if (isResource(instance) && isAsked(expansion, instance)) addResource(expansion, instance);
  state.depth -= 1;
  progress.set(instance, 'done');
  if (isForeign(instance) || instance.presence() === 'never') return;
  const key = idKey(instance.id());
  if (key !== undefined && isDeployed(instance)) state.deployed.set(key, instance);
}

/** What a resource names in `dependsOn`. What it refers to is evaluated when it does. */
function dependenciesOf(expansion: Expansion, instance: Instance): readonly Instance[] {
  const frame = frameOf(instance.environment('early'));
  return instance.declaration.dependsOn.flatMap((node) => instancesNamed(evaluateNode(node, frame), expansion));
}

/** What a symbol, a loop, an id or a name means in a template. What others deploy is evaluated when something refers to it. */
function instancesNamed(value: Value, { linker, loops }: Expansion): readonly Instance[] {
  const text = value.kind === 'string' ? value.value : undefined;
  const all = text === undefined ? [] : (linker.allOf(text) ?? loops().get(text.toLowerCase()) ?? []);
  if (all.length > 0) return all;
  const named = text === undefined ? undefined : (linker.bySymbol(text) ?? linker.byName(text));
  const one = named ?? linker.ownById(value);
  return one ? [one] : [];
}

/** The instances of each loop, by its name in lower case. */
function byLoop(instances: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const loops = new Map<string, Instance[]>();
  for (const instance of instances) {
    const name = instance.loop?.name.toLowerCase();
    if (name === undefined) continue;
    const known = loops.get(name);
    if (known) known.push(instance);
    else loops.set(name, [instance]);
  }
  return loops;
}

function addResource(expansion: Expansion, instance: Instance): void {
  const { state } = expansion;
  const resource = resourceOf(expansion, instance, instance.body());
  state.resources.push(resource);
  noteCondition(resource.condition, state);
  const { declaration } = instance;
  const isUnseen = declaration.type.toLowerCase() === stackType && !declaration.deployment;
  if (!isUnseen) return;
  state.gaps.push(gapOfStack(instance));
  state.unseen.push({ ...resource, body: passedToStack(instance) });
}

/** Follows a nested deployment, or records what it hides if that is not possible. */
function expandNested(expansion: Expansion, instance: Instance): Expansion | undefined {
  const { place, state, scope } = expansion;
  const { deployment, span, existing } = instance.declaration;
  const condition = bothConditions(place.condition, instance.condition(), scope, span);
  noteCondition(condition, state);
  if (!deployment || presenceFor(condition) === 'never' || existing) return undefined;
  const source = { deployment, instance, context: place.context, target: place.target, run: state.run };
  const found = unaffordable(place, deployment, state) ?? nestedTemplate(source, state.load);
  const name = routeName(instance);
  if (!('resources' in found)) {
    if (deployment.isStack) {
      state.gaps.push({ ...gapOfStack(instance), why: found });
      return undefined;
    }
    const hides = deployment.module
      ? `the resources of module '${instance.symbol ?? nameText(instance.name())}'`
      : `the resources of nested deployment '${nameText(instance.name())}'`;
    const content = unseenContent(source);
    state.ingredients.set(instance, content);
    state.unseen.push(resourceOf(expansion, instance, content.body));
    state.gaps.push({
      why: found,
      hides,
      types: [],
      span,
      // Without a base, nothing asks for it.
      get content() {
        return content.isFile ? undefined : content.basis();
      },
      ...(isUnrelatedDeployment(content.body) && { isUnrelated: true }),
    });
    return undefined;
  }
  reportMode(source, state.run.report);
  const given = nestedArguments(source);
  if (given.complete) reportUnknownArguments(found, given.values, state.run.report);
  const contexts = nestedContexts(source, found, state.resources);
  if (!deployment.isStack) reportLocation(instance, contexts.context, state.run.report);
  const mode = deployment.isStack ? modeOfStack(instance) : place.mode;
  const route = [...place.route, name];
  return expand(
    {
      template: found,
      arguments: given.values,
      missing: given.complete ? 'error' : 'open',
      openDefaults: allClosed,
      ...contexts,
      condition,
      uncountedLoop: instance.uncountedLoop ?? place.uncountedLoop,
      skipped: expansion.skipped,
      ...(mode && { mode }),
      route,
      callers: [...callerSpans(instance.declaration), ...place.callers],
    },
    state,
  );
}

/** Where a nested deployment goes, and where it is declared. */
function callerSpans({ scope, resourceGroup, subscriptionId, span }: ResourceDeclaration): readonly Span[] {
  return [...[scope, resourceGroup, subscriptionId].flatMap((node) => node?.span ?? []), span];
}

/** Why a nested deployment is not followed, if so. */
function unaffordable({ route }: Place, deployment: NestedDeployment, { run }: State): UnknownReason | undefined {
  if (route.length >= maxNesting) return stop(tooDeep, run.budget);
  const steps = isMadeAnew(deployment) ? stepsPerTemplate : stepsPerDeployment;
  return spend(run.budget, steps) ? undefined : stop(outOfBudget, run.budget);
}

/** What a nested deployment costs at least. */
const stepsPerDeployment = 500;

/** The same if its template has to be read for it alone. */
const stepsPerTemplate = 1500;

const tooDeep: UnknownReason = { code: 'limit', text: 'deployments are nested too deep' };

/** How people call a nested deployment. */
function routeName(instance: Instance): string {
  const name = instance.name();
  return instance.symbol ?? (name.kind === 'string' ? name.value : instance.declaration.type);
}

/** What templates know of a resource, once it is evaluated. */
function declaredOf(instance: Instance, state: State): Declared | undefined {
  const owner = state.owners.get(instance);
  if (!owner || isForeign(instance)) return owner && evaluatedProperties(owner, instance);
  const key = idKey(instance.id());
  if (key === undefined) return undefined;
  if (instance.declaration.existing) {
    const elsewhere = deployedBefore(key, state);
    return elsewhere && sameVersion(elsewhere, instance) ? declaredOf(elsewhere, state) : undefined;
  }
  return isDeployed(instance) ? evaluatedProperties(owner, instance) : undefined;
}

function evaluatedProperties(owner: Expansion, instance: Instance): Declared | undefined {
  if (owner.state.depth <= maxChain) processInstance(owner, instance);
  if (owner.progress.get(instance) !== 'done') return undefined;
  if (!isResource(instance)) {
    const nested = owner.nested.get(instance)?.();
    if (nested?.skipped) return undefined;
    return nested && { properties: recordValue({ Outputs: outputsObject(nested.outputs()) }), complete: true };
  }
  const properties: Value | undefined = propertiesOf(instance);
  return properties?.kind === 'object' ? { properties, complete: false } : undefined;
}

const scriptType = 'microsoft.resources/deploymentscripts';

/**
 * What the outputs of a deployment or script are made of, once it is evaluated: the arguments and version of one that
 * cannot be seen, the outputs of one that may be left out, the content of a script.
 */
function ingredientsIn(instance: Instance, state: State): Ingredients | undefined {
  const owner = state.owners.get(instance);
  const isScript = instance.type.toLowerCase() === scriptType;
  if (!owner || (!instance.declaration.deployment && !isScript)) return undefined;
  if (owner.state.depth <= maxChain) processInstance(owner, instance);
  if (owner.progress.get(instance) !== 'done') return undefined;
  const nested = owner.nested.get(instance)?.();
  const known = state.ingredients.get(instance);
  if (known || (!nested && !isScript)) return known;
  const made = ingredientsOf([nested ? outputsObject(nested.outputs()) : instance.body()]);
  state.ingredients.set(instance, made);
  return made;
}

function sameVersion(left: Instance, right: Instance): boolean {
  return printValue(left.apiVersion()) === printValue(right.apiVersion());
}
