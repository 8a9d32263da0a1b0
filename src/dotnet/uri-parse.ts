import { isInternational, normalizeHost, tidyPart } from './uri-escape.ts';
import { type FoundHost, findHost, type HostKind } from './uri-host.ts';
import { fileSyntax, has, syntaxOf, type UriSyntax, unixFileSyntax } from './uri-syntax.ts';

/** An absolute URI in its parts, as `System.Uri` on Linux sees it. Escape sequences are as written, mostly. */
export interface Uri {
  /** As written. */
  readonly text: string;
  readonly syntax: UriSyntax;
  /** A bare file path. */
  readonly isImplicit: boolean;
  /** `C:/x`, with or without a scheme. */
  readonly isDosPath: boolean;
  /** `//host/share`, with or without a scheme. */
  readonly isUnc: boolean;
  readonly hasAuthority: boolean;
  /** Where the authority begins in the text, or the path if there is none. */
  readonly authorityAt: number;
  /** With the `@`; empty if there is none. */
  readonly user: string;
  readonly hostKind: HostKind;
  readonly host: string;
  /** A port that is written, with its `:`. */
  readonly portText: string;
  readonly path: string;
  /** With the `?`. */
  readonly query: string;
  /** With the `#`. */
  readonly fragment: string;
  readonly isInternational: boolean;
}

/** A text that is no absolute URI but can be resolved against one. */
export interface RelativeUri {
  readonly relative: string;
}

/** Reads an absolute URI. Undefined if it is none. */
export function parseAbsolute(text: string): Uri | undefined {
  const parsed = parse(text, 'absolute');
  return parsed && 'relative' in parsed ? undefined : parsed;
}

/** Reads a URI that may be relative. Undefined if it is neither. */
export function parseReference(text: string): Uri | RelativeUri | undefined {
  return parse(text, 'any');
}

/** Why a text is no absolute URI: it may be a relative one, or there is no hope. */
type Problem = 'perhaps relative' | 'invalid';

function parse(text: string, wanted: 'absolute' | 'any'): Uri | RelativeUri | undefined {
  const start = findStart(text);
  if (typeof start === 'string') return relativeIf(start === 'perhaps relative' && wanted === 'any', text);
  // A path of Unix or with forward slashes is rather a relative reference.
  const isFilePath = start.kind === 'unix' || (start.kind === 'unc' && !text.startsWith('\\\\'));
  if (wanted === 'any' && isFilePath) return { relative: text };
  const parsed = parseFrom(text, start);
  return typeof parsed === 'string' ? relativeIf(parsed === 'perhaps relative' && wanted === 'any', text) : parsed;
}

function relativeIf(condition: boolean, text: string): RelativeUri | undefined {
  return condition ? { relative: text } : undefined;
}

/** Where the part after the scheme begins; bare file paths have no scheme. */
interface Start {
  readonly kind: 'scheme' | 'unix' | 'dos' | 'unc';
  readonly at: number;
  readonly syntax: UriSyntax;
}

function findStart(text: string): Start | Problem {
  const at = text.search(/[^ \n\r\t]/);
  if (at < 0) return 'perhaps relative';
  const [first, second, third] = [text.charAt(at), text.charAt(at + 1), text.charAt(at + 2)];
  if (first === '/' && !isSlash(second)) return { kind: 'unix', at, syntax: unixFileSyntax };
  const colon = text.indexOf(':', at);
  if (at + 2 >= text.length || colon === at) return 'perhaps relative';
  if (second === ':' || second === '|') {
    if (!/[a-z]/i.test(first)) return 'perhaps relative';
    return isSlash(third) ? { kind: 'dos', at, syntax: fileSyntax } : 'invalid';
  }
  if (isSlash(first)) {
    return isSlash(second) ? { kind: 'unc', at: skipSlashes(text, at), syntax: fileSyntax } : 'perhaps relative';
  }
  if (colon < 0) return 'perhaps relative';
  const scheme = text.slice(at, colon);
  const syntax = syntaxOf(scheme);
  if (!syntax) return /^[a-z][a-z0-9+.-]*$/i.test(scheme) ? 'invalid' : 'perhaps relative';
  return { kind: 'scheme', at: colon + 1, syntax };
}

/** What is known before the authority is read. */
interface Head {
  readonly text: string;
  /** The end of the text without white space. */
  readonly end: number;
  readonly at: number;
  readonly syntax: UriSyntax;
  readonly isImplicit: boolean;
  readonly hasAuthority: boolean;
  readonly place: 'unix' | 'dos' | 'unc' | 'elsewhere';
}

function parseFrom(text: string, start: Start): Uri | Problem {
  const { at, syntax } = start;
  const end = trimmedEnd(text, at);
  const head: Head =
    start.kind === 'scheme'
      ? { text, end, at, syntax, isImplicit: false, hasAuthority: false, place: 'elsewhere' }
      : { text, end, at, syntax, isImplicit: true, hasAuthority: true, place: start.kind };
  if (start.kind === 'unix') return assemble(head, noAuthority(head, 'basic'));
  const placed = start.kind === 'scheme' ? findPlace(head) : head;
  if (typeof placed === 'string') return placed;
  const opened = placed.place === 'elsewhere' ? openAuthority(placed) : placed;
  if (typeof opened === 'string') return opened;
  if (opened.place === 'dos') return assemble(opened, noAuthority(opened, opened.hasAuthority ? 'basic' : 'none'));
  // Without an authority, the path follows the scheme; only mail addresses have none before their host.
  if (!opened.hasAuthority && !has(opened.syntax, 'mail')) return assemble(opened, noAuthority(opened, 'none'));
  const authority = readAuthority(opened);
  if (!authority) return 'invalid';
  return assemble(withUnixSyntax(opened, authority.end), authority);
}

/** File URIs with a host take a path of Unix after it. */
function withUnixSyntax(head: Head, hostEnd: number): Head {
  const isUnix = head.place === 'unc' && !head.isImplicit && head.syntax === fileSyntax;
  return isUnix && head.text.charAt(hostEnd) === '/' && hostEnd < head.end ? { ...head, syntax: unixFileSyntax } : head;
}

/** Recognizes paths of DOS, UNC and Unix after a scheme that has such paths. */
function findPlace(head: Head): Head | Problem {
  const { text, end, at, syntax } = head;
  if (!has(syntax, 'empty host') || !has(syntax, 'dos path') || at + 1 >= end) return head;
  const next = Math.min(skipSlashes(text, at), end);
  const slashes = next - at;
  const isFile = has(syntax, 'file');
  if (!isFile && slashes > 3) return head;
  const hasAuthority = slashes >= 2;
  if (next + 1 < end && /[:|]/.test(text.charAt(next + 1)) && /[a-z]/i.test(text.charAt(next))) {
    if (next + 2 < end && isSlash(text.charAt(next + 2))) {
      const rooted = slashes > 0 && slashes !== 2;
      const required = hasAuthority || has(syntax, 'authority');
      return { ...head, place: 'dos', at: rooted ? next - 1 : next, hasAuthority: required };
    }
    return isFile ? 'invalid' : { ...head, hasAuthority };
  }
  if (isFile && slashes >= 2 && slashes !== 3 && next < end && !/[?#]/.test(text.charAt(next))) {
    return { ...head, place: 'unc', at: next, hasAuthority };
  }
  if (isFile && slashes === 3 && text.charAt(next - 1) === '/') {
    return { ...head, place: 'unix', at: at + 2, hasAuthority: true, syntax: unixFileSyntax };
  }
  return { ...head, hasAuthority };
}

/** Passes over the `//` before an authority. */
function openAuthority(head: Head): Head | Problem {
  const { text, end, at, syntax } = head;
  const hasRoom = at + 2 <= end;
  const opener = text.slice(at, at + 2);
  if (has(syntax, 'authority')) {
    const opens = hasRoom && /^[/\\]{2}$/.test(opener);
    return opens ? { ...head, at: at + 2, hasAuthority: true } : 'perhaps relative';
  }
  if (has(syntax, 'optional authority') && hasRoom && (head.hasAuthority || opener === '//')) {
    return { ...head, at: at + 2, hasAuthority: true };
  }
  return { ...head, hasAuthority: false };
}

interface Authority extends FoundHost {
  readonly isEmpty: boolean;
  /** The indexes after the `@` of a user and after the host. */
  readonly hostAt: number;
  readonly hostEnd: number;
}

/** No host and nothing else: the path begins here. */
function noAuthority(head: Head, kind: HostKind): Authority {
  return { kind, isEmpty: true, hostAt: head.at, hostEnd: head.at, end: head.at };
}

function readAuthority(head: Head): Authority | undefined {
  const { text, end, at, syntax, isImplicit } = head;
  const first = text.charAt(at);
  const isEmpty = at >= end || '/#?'.includes(first) || (first === '\\' && has(syntax, 'file'));
  if (isEmpty) {
    return has(syntax, 'empty host') && !isImplicit ? noAuthority(head, 'basic') : undefined;
  }
  const hostAt = has(syntax, 'user') ? findUserEnd(head) : at;
  const body = text.slice(0, end);
  const found = findHost(body, hostAt, syntax, isImplicit);
  if (!found) return dotHost(head);
  const terminator = body.charAt(found.end);
  // A backslash ends the host of a file only.
  if (terminator === '\\' && !has(syntax, 'file')) return undefined;
  const portEnd = terminator === ':' ? findPortEnd(body, found.end, syntax) : found.end;
  if (portEnd === undefined) return undefined;
  return { kind: found.kind, isEmpty: false, hostAt, hostEnd: found.end, end: portEnd };
}

/** The index after the `@` that comes before any delimiter, or where the authority begins if there is none. */
function findUserEnd({ text, end, at }: Head): number {
  const delimiter = /[@?#\\/]/g;
  delimiter.lastIndex = at;
  const found = delimiter.exec(text)?.index ?? end;
  // The last character of the text is not looked at.
  return text.charAt(found) === '@' && found < end - 1 ? found + 1 : at;
}

function findPortEnd(body: string, colon: number, syntax: UriSyntax): number | undefined {
  if (!has(syntax, 'port')) return undefined;
  const digits = /^:([0-9]*)(?=$|[/?#])/.exec(body.slice(colon))?.[1];
  if (digits === undefined || Number(digits) > 0xffff) return undefined;
  return colon + 1 + digits.length;
}

/** One or two dots are a host in schemes that .NET does not know. */
function dotHost(head: Head): Authority | undefined {
  if (!has(head.syntax, 'unknown')) return undefined;
  const dots = /^\.{1,2}(?=$|[/?#])/.exec(head.text.slice(head.at, head.end))?.[0];
  if (dots === undefined) return undefined;
  const end = head.at + dots.length;
  return { kind: 'basic', isEmpty: false, hostAt: head.at, hostEnd: end, end };
}

function assemble(head: Head, authority: Authority): Uri | Problem {
  const { text, syntax, isImplicit, place } = head;
  const international = isInternational(text);
  const writtenUser = text.slice(head.at, authority.hostAt);
  const writtenHost = text.slice(authority.hostAt, authority.hostEnd);
  const user = international ? tidyPart(writtenUser, false) : writtenUser;
  const host = international && authority.kind === 'dns' ? normalizeHost(writtenHost) : writtenHost;
  if (host === undefined) return 'invalid';
  const portText = text.slice(authority.hostEnd, authority.end);
  const written = split(text.slice(authority.end, international ? text.length : head.end), syntax, isImplicit);
  const rest = international ? tidied(written, text, partBefore(head, user + host + portText)) : written;
  return {
    text,
    syntax,
    isImplicit,
    isDosPath: place === 'dos',
    isUnc: place === 'unc',
    hasAuthority: head.hasAuthority,
    authorityAt: head.at,
    user,
    hostKind: authority.kind,
    host,
    portText,
    ...rest,
    isInternational: international,
  };
}

interface Rest {
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
}

/** In a bare file path, `?` and `#` are characters like any other. */
function split(text: string, syntax: UriSyntax, isImplicit: boolean): Rest {
  if (isImplicit) return { path: text, query: '', fragment: '' };
  const hash = text.indexOf('#');
  const fragmentAt = hash < 0 ? text.length : hash;
  const mark = has(syntax, 'query') ? text.slice(0, fragmentAt).indexOf('?') : -1;
  const queryAt = mark < 0 ? fragmentAt : mark;
  return {
    path: text.slice(0, queryAt),
    query: text.slice(queryAt, fragmentAt),
    fragment: text.slice(fragmentAt),
  };
}

/** The text before the path as `System.Uri` rebuilds it while it tidies an internationalized URI. */
function partBefore(head: Head, rebuilt: string): string {
  const { text, syntax, place, isImplicit } = head;
  if (syntax.scheme === 'file' && place !== 'unc') return isImplicit ? '' : 'file://';
  return text.slice(0, head.at) + rebuilt;
}

/** White space at the end is cut off only where the tidied text is still the written one, and from a fragment. */
function tidied(written: Rest, text: string, before: string): Rest {
  const path = tidyPart(written.path, false);
  const query = tidyPart(written.query, true);
  const fragment = tidyPart(written.fragment, false);
  if (fragment !== '') return { path, query, fragment: trimEnd(fragment) };
  if (before + path + query !== text) return { path, query, fragment };
  return query === '' ? { path: trimEnd(path), query, fragment } : { path, query: trimEnd(query), fragment };
}

/** A text without the white space of URIs around it. */
export function trimSpace(text: string): string {
  return trimEnd(text.replace(/^[ \n\r\t]+/, ''));
}

function trimEnd(text: string): string {
  return text.slice(0, trimmedEnd(text, 0));
}

/** The end of a text without the white space after it, but not before an index. */
function trimmedEnd(text: string, from: number): number {
  let end = text.length;
  while (end > from && ' \n\r\t'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

function skipSlashes(text: string, from: number): number {
  let at = from;
  while (isSlash(text.charAt(at))) at += 1;
  return at;
}

function isSlash(char: string): boolean {
  return char === '/' || char === '\\';
}
