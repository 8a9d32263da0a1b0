import type { Configuration, ReadConfiguration } from '../config/configuration.ts';
import { mapLines } from '../diff/lines.ts';
import type { Notice } from '../engine/result.ts';
import type { DeploymentMode } from '../model/mode.ts';
import type { Waiver } from '../rules/waiver.ts';
import { lineStarts, type SourceFile, type Span, sourceFile, spanOf } from '../text/source.ts';

/** What a change does to the files that judge it. */
export interface Edits {
  readonly notices: readonly Notice[];
  /** Waivers that head has and base has not. */
  readonly requested: readonly Waiver[];
  /** Whether head could be judged once the change is merged. */
  readonly valid: boolean;
  /** Whether head corrects what cannot be read in base. It must be possible to merge that. */
  readonly fixesBase: boolean;
}

/** Nothing is done to the configuration. */
export const noEdits: Edits = { notices: [], requested: [], valid: true, fixesBase: false };

/** Compares the configuration of head with that of base, which counts. */
export function configurationEdits(base: ReadConfiguration, head: ReadConfiguration): Edits {
  if (base.file?.text === head.file?.text) return { notices: [], requested: [], valid: true, fixesBase: false };
  const added = addedWaivers(base.configuration, head.configuration);
  const name = head.file?.path ?? base.file?.path ?? 'armlock.yaml';
  const verb = head.file ? (base.file ? 'changes' : 'is new') : 'is removed';
  const asked = added.map(
    ({ rule, resource, owner, expires }) => `${rule} on ${resource} (${owner}, until ${expires})`,
  );
  const sentences = [
    `The configuration ${name} ${verb}.`,
    ...(asked.length === 0 ? [] : [`It requests waivers: ${asked.join('; ')}.`]),
    ...modeChanges(base.configuration, head.configuration),
  ];
  const message = sentences.join(' ');
  const span = head.file && firstChange(base.file, head.file);
  const wrong = head.errors.map(({ message: problem, span: place }) =>
    editNotice('error', problem, brokenEffect, place),
  );
  return {
    notices: [editNotice('warning', message, editEffect, span), ...wrong],
    requested: added,
    valid: head.errors.length === 0,
    fixesBase: base.errors.length > 0 && head.errors.length === 0,
  };
}

const editEffect =
  'armlock uses the configuration of base for this change; that of head takes effect once it is merged.';
const brokenEffect = 'Once this is merged, armlock can no longer check anything.';

/** Says that files with rules or known findings change. */
export function fileEdits(files: readonly string[]): readonly Notice[] {
  return files.map((file) => editNotice('warning', `The rules in ${file} change.`, editEffect, undefined));
}

/** Says that the context file changes, which says where templates are deployed. */
export function contextEdit(file: string): Notice {
  return editNotice('warning', `The context in ${file} changes.`, editEffect, undefined);
}

/** What head says otherwise of how targets are deployed, because that decides about what they drop. */
function modeChanges(base: Configuration, head: Configuration): readonly string[] {
  const [before, after] = [modesOf(base), modesOf(head)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((target) => {
    const from = before.get(target) ?? base.mode ?? 'undeclared';
    const to = after.get(target) ?? head.mode ?? 'undeclared';
    if (from === to) return [];
    return [`The mode of ${target} goes from ${from} to ${to}: what its template no longer declares ${effectOf(to)}.`];
  });
}

/** By template; the mode of all others goes by a name of its own. */
function modesOf({ mode, targets }: Configuration): ReadonlyMap<string, DeploymentMode> {
  const own = targets.flatMap((target) => (target.mode ? [[target.template, target.mode] as const] : []));
  return new Map([...(mode ? [['all other targets', mode] as const] : []), ...own]);
}

function effectOf(mode: DeploymentMode): string {
  if (mode === 'undeclared') return 'may be deleted';
  return mode === 'incremental' || mode === 'stack-detach'
    ? 'stays, and armlock does not report it as removed'
    : 'is deleted';
}

function editNotice(severity: 'error' | 'warning', message: string, effect: string, span: Span | undefined): Notice {
  return { severity, code: 'configuration-changed', message, effect, span, revision: 'head', unchanged: false };
}

function addedWaivers(base: Configuration, head: Configuration): readonly Waiver[] {
  const textOf = ({ span: _, ...waiver }: Waiver): string => JSON.stringify(waiver);
  const known = new Set(base.waivers.map(textOf));
  return head.waivers.filter((waiver) => !known.has(textOf(waiver)));
}

/** The first line of head that is not as in base. */
function firstChange(base: SourceFile | undefined, head: SourceFile): Span {
  const map = mapLines(base ?? sourceFile('', ''), head);
  const line = lineStarts(head).findIndex((_, index) => map.isChanged(index + 1));
  const start = lineStarts(head)[Math.max(line, 0)] ?? 0;
  return spanOf(head, start, start);
}
