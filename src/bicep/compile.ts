import type { Template } from '../arm/template.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import type { FileRef } from '../text/files.ts';
import { lowerFile } from './lower/file.ts';
import { bindFile } from './semantics/bind.ts';
import type { Program } from './semantics/compilation-unit.ts';
import { keyOf } from './semantics/file-key.ts';
import { isBicepParameters, isBicepTemplate } from './semantics/file-references.ts';
import { type BicepHost, isUnavailable, type Unavailable } from './semantics/host.ts';
import type { Model } from './semantics/model.ts';
import { parseBicep, parseBicepParameters } from './syntax/parse.ts';

/** Opens a program. What is wrong with its files is reported; nothing is thrown. */
export function openProgram(host: BicepHost, report: Report): Program {
  const told = distinct(report);
  const models = new Map<string, Model | Unavailable>();
  const templates = new Map<string, Template | Unavailable>();
  const active = new Set<string>();
  const model = (ref: FileRef): Model | Unavailable => {
    const key = keyOf(ref);
    const known = models.get(key);
    if (known) return known;
    const file = host.file(ref);
    const parse = isBicepParameters(ref.path) ? parseBicepParameters : parseBicep;
    const made = isUnavailable(file) ? file : bindParsed(parse(file), ref, told);
    models.set(key, made);
    return made;
  };
  const lowered = (ref: FileRef): Template | Unavailable => {
    if (!isBicepTemplate(ref.path)) return host.jsonTemplate(ref);
    const found = model(ref);
    return isUnavailable(found) ? found : lowerFile(found, program);
  };
  const template = (ref: FileRef): Template | Unavailable => {
    const key = keyOf(ref);
    const known = templates.get(key);
    if (known) return known;
    if (active.has(key)) return { reason: 'it contains itself' };
    active.add(key);
    const made = lowered(ref);
    active.delete(key);
    templates.set(key, made);
    return made;
  };
  const located = new Map<string, FileRef | Unavailable>();
  const locate: Program['locate'] = (reference, from) => {
    if (reference.kind !== 'string') return { reason: 'its reference is not written out' };
    const key = `${keyOf(from)} ${reference.value}`;
    const known = located.get(key);
    if (known) return known;
    const found = host.find(reference.value, from);
    const made = found.kind === 'file' ? found.file : { reason: found.reason };
    located.set(key, made);
    return made;
  };
  const program: Program = { host, report: told, refusals: new Map(), model, template, locate };
  return program;
}

/** A text may be lowered several times, for instance the name of a resource wherever it is referred to. */
function distinct(report: Report): Report {
  const seen = new Set<string>();
  return (diagnostic: Diagnostic) => {
    const { span, code, message } = diagnostic;
    const key = `${span.file.path}:${span.start}:${code}:${message}`;
    if (!seen.has(key)) report(diagnostic);
    seen.add(key);
  };
}

function bindParsed({ tree, diagnostics }: ReturnType<typeof parseBicep>, ref: FileRef, report: Report): Model {
  for (const diagnostic of diagnostics) report(diagnostic);
  return bindFile(tree, ref, report);
}
