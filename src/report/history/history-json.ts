import type { CommitSteps, History, Step } from '../../engine/ratchet.ts';
import { startOf } from '../../text/source.ts';
import { tool } from '../../text/tool.ts';
import { type Json, jsonList, jsonObject, writeJsonOutput } from '../writing/json-output.ts';

/** The version of the form. It grows when a member changes its meaning or goes away. */
export const historySchemaVersion = '1.0';

/** Writes a history as JSON; `docs/history.schema.json` describes it. */
export function historyJson({ since, first, last, commits, sum, counts, complete }: History): string {
  return writeJsonOutput(
    jsonObject({
      schemaVersion: historySchemaVersion,
      tool: jsonObject({ name: tool.name, version: tool.version }),
      ...{ since, first, last, complete },
      counts: jsonObject({ ...counts }),
      commits: jsonList(commits.map(commitJson)),
      sum: jsonList(sum.map(stepJson)),
    }),
  );
}

function commitJson({ commit: { id, author, date, subject }, steps }: CommitSteps): Json {
  return jsonObject({ id, author, date, subject, steps: jsonList(steps.map(stepJson)) });
}

function stepJson({ kind, rule, resource, at, waiver, isInBase, ...step }: Step): Json {
  const { severity, confidence, property, before, after, message, targets } = step;
  return jsonObject({
    kind,
    rule: rule?.id ?? null,
    ...{ severity, confidence },
    resource: resource ? jsonObject({ type: resource.type, name: resource.name, scope: resource.scope }) : null,
    ...{ property, before, after, message },
    at: at ? jsonObject({ file: at.file.path, ...startOf(at), revision: isInBase ? 'parent' : 'commit' }) : null,
    targets: jsonList(targets),
    accepted: waiver ? jsonObject({ owner: waiver.owner, reason: waiver.reason, expires: waiver.expires }) : null,
  });
}
