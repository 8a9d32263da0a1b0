import type { DiagnosticCode } from '../text/codes.ts';
import { memo } from '../text/memo.ts';
import { lineStarts, lineText, type SourceFile, type Span, spanOf, startOf } from '../text/source.ts';
import type { Finding, Notice } from './result.ts';

/** A comment that asks for a waiver of the finding beside it: `armlock-allow <rule>: <reason>`. */
export interface Request {
  /** Empty if the comment names none. */
  readonly rule: string;
  readonly reason: string;
  readonly span: Span;
}

/** Comments further above belong to something else. */
const maxCommentLines = 8;

/** The request for a finding: on its line, or in the comments right above it. */
export function requestBeside({ rule, anchor: { file, ...anchor } }: Finding): Request | undefined {
  if (!mayAsk(file)) return undefined;
  const { line } = startOf({ file, ...anchor });
  for (let at = line; at > 0 && at >= line - maxCommentLines; at -= 1) {
    if (at < line && !/^\s*(?:\/\/|\/\*|\*)/.test(lineText(file, at))) return undefined;
    const request = requestsByLine(file).get(at);
    if (request?.rule === rule.id) return request;
  }
  return undefined;
}

/** All requests in a file. */
export function requestsIn(file: SourceFile): readonly Request[] {
  return mayAsk(file) ? [...requestsByLine(file).values()] : [];
}

/** A whole template may be one line, and many findings on it. */
const requestsByLine = memo((file: SourceFile): ReadonlyMap<number, Request> => {
  const all = lineStarts(file).map((_, index) => [index + 1, requestOn(file, index + 1)] as const);
  return new Map(all.flatMap(([line, request]) => (request ? [[line, request] as const] : [])));
});

/** Files are long, findings are many, and requests are few. */
const mayAsk = memo(({ text }: SourceFile) => text.includes('armlock-allow'));

function requestOn(file: SourceFile, line: number): Request | undefined {
  const text = lineText(file, line);
  const found = /(?:\/\/|\/?\*)\s*armlock-allow\b/.exec(text);
  if (!found) return undefined;
  const [comment = ''] = text.slice(found.index + found[0].length).split('*/', 1);
  const [asked = '', rule = ''] = /^\s*([\w-]*)\s*:?/.exec(comment) ?? [];
  const reason = comment.slice(asked.length).trim();
  const start = lineStarts(file)[line - 1] ?? 0;
  const span = spanOf(file, start + found.index, start + text.length);
  return { rule, reason: reason || 'no reason given', span };
}

/** What is known when requests are judged. */
export interface RequestContext {
  /** Findings, with the requests that are for them. */
  readonly findings: readonly Finding[];
  /** The ids of all rules. */
  readonly known: ReadonlySet<string>;
  /** The ids of those that were asked. */
  readonly asked: ReadonlySet<string>;
}

/** Reports requests that are for nothing, or for a rule that does not exist. */
export function requestNotices(
  requests: readonly Request[],
  { findings, known, asked }: RequestContext,
): readonly Notice[] {
  const served = new Set(
    findings.flatMap(({ waiver }) => (waiver?.kind === 'requested' ? [placeKey(waiver.span)] : [])),
  );
  return requests.flatMap(({ rule, span }): readonly Notice[] => {
    if (rule === '') return [requestNotice('waiver-malformed', `'armlock-allow' needs the id of a rule.`, span)];
    if (!known.has(rule)) {
      const message = `There is no rule '${rule}'; 'armlock rules' lists them.`;
      return [requestNotice('waiver-malformed', message, span)];
    }
    if (served.has(placeKey(span)) || !asked.has(rule)) return [];
    return [requestNotice('waiver-unused', `There is no finding of ${rule} next to this comment.`, span)];
  });
}

function placeKey({ file, start }: Span): string {
  return `${file.path}:${start}`;
}

function requestNotice(code: DiagnosticCode, message: string, span: Span): Notice {
  const effect = 'The comment has no effect; correct or remove it.';
  return { severity: 'warning', code, message, effect, span, revision: 'head', unchanged: false };
}
