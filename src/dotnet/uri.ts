import { byteAt, escapeUri, isAllowed, unescapeOnly, unescapeSafely } from './uri-escape.ts';
import { canonicalHost } from './uri-host.ts';
import { parseAbsolute, parseReference, type RelativeUri, trimSpace, type Uri } from './uri-parse.ts';
import { has, syntaxOf, type UriSyntax } from './uri-syntax.ts';

/** What `System.Uri` returns for an absolute URI. */
export interface UriComponents {
  readonly scheme: string;
  readonly host: string;
  /** Unless it is the usual one of the scheme. */
  readonly port?: number;
  readonly path: string;
  /** With the `?`. */
  readonly query: string;
}

/** The components of an absolute URI, or undefined if the text is none. */
export function uriComponents(text: string): UriComponents | undefined {
  const uri = parseAbsolute(text);
  if (!uri) return undefined;
  const path = escapedPath(uri);
  const port = portOf(uri);
  return {
    scheme: uri.syntax.scheme,
    host: hostOf(uri),
    ...(port !== undefined && { port }),
    path: uri.isDosPath && path.startsWith('/') ? path.slice(1) : path,
    query: escapedQuery(uri),
  };
}

/** Reads a URI that is absolute and escaped as it must be, or undefined. */
export function parseWellFormed(text: string): Uri | undefined {
  const uri = parseAbsolute(text);
  return uri && isWellFormed(uri) ? uri : undefined;
}

/** The absolute URI to which a reference leads from another, or undefined if there is none. */
export function resolveUri(base: Uri, reference: string): string | undefined {
  const parsed = parseReference(reference);
  const target = parsed && 'relative' in parsed ? parseAbsolute(combine(base, parsed)) : parsed;
  return target && absoluteUri(target);
}

function absoluteUri(uri: Uri): string {
  const user = escapeUri(uri.user, true, '?#');
  return beforePath(uri, user) + escapedPath(uri) + escapedQuery(uri) + escapedFragment(uri);
}

function beforePath(uri: Uri, user: string): string {
  const port = portOf(uri);
  const server = `${user}${hostOf(uri)}${port === undefined ? '' : `:${port}`}`;
  return `${uri.syntax.scheme}:${uri.hasAuthority ? '//' : ''}${server}`;
}

function hostOf(uri: Uri): string {
  return canonicalHost(uri.hostKind, uri.host, uri.syntax);
}

function portOf(uri: Uri): number | undefined {
  const digits = uri.portText.slice(1);
  return digits === '' || Number(digits) === uri.syntax.defaultPort ? undefined : Number(digits);
}

function escapedPath(uri: Uri): string {
  return escapeUri(resolvedPath(uri), !uri.isImplicit, '?#');
}

function escapedQuery(uri: Uri): string {
  return uri.query === '' ? '' : `?${escapeUri(uri.query.slice(1), true, '#')}`;
}

function escapedFragment(uri: Uri): string {
  return uri.fragment === '' ? '' : `#${escapeUri(uri.fragment.slice(1), true)}`;
}

/** The path with a slash at its beginning if there must be one, and without dot segments if the scheme has it so. */
function resolvedPath(uri: Uri): string {
  const { syntax, path, hasAuthority } = uri;
  const rooted = hasAuthority && has(syntax, 'rooted') && !/^[/\\]/.test(path) ? '/' : '';
  const drive = driveLength(uri);
  const prefix = path.slice(0, drive).replace('|', ':');
  if (!has(syntax, 'compressed') || !(uri.isDosPath || hasAuthority)) return rooted + prefix + path.slice(drive);
  const dots = has(syntax, 'slashes') ? './\\' : './';
  const unescapes = has(syntax, 'escaped dots') && !uri.isImplicit;
  const rest = unescapes ? unescapeOnly(path.slice(drive), dots) : path.slice(drive);
  const head = has(syntax, 'slashes') ? prefix.replaceAll('\\', '/') : prefix;
  return rooted + head + compress(rest, syntax);
}

/** The characters of `C:` or `/C:`, which are no segment. */
function driveLength(uri: Uri): number {
  if (!uri.isDosPath) return 0;
  return /^[/\\]/.test(uri.path) ? 3 : 2;
}

/** Resolves `.` and `..`. What leads above the first segment is dropped. */
function compress(path: string, syntax: UriSyntax): string {
  const [first = '', ...segments] = (has(syntax, 'slashes') ? path.replaceAll('\\', '/') : path).split('/');
  const kept: string[] = [];
  let isAbove = false;
  for (const [index, segment] of segments.entries()) {
    if (segment === '..') isAbove = kept.pop() === undefined || isAbove;
    else if (segment !== '.') kept.push(segment);
    // A dot segment at the end leaves its slash behind.
    if (index === segments.length - 1 && /^\.{1,2}$/.test(segment)) kept.push('');
  }
  const dropsFirst = first !== '' && has(syntax, 'file segments') && (isAbove || /^\.+$/.test(first));
  return (dropsFirst ? kept : [first, ...kept]).join('/');
}

/** The text of the URI to which a relative one leads, as it is parsed then. */
function combine(base: Uri, { relative }: RelativeUri): string {
  const reference = trimSpace(relative);
  const safeUser = base.user === '' ? '' : `${unescapeSafely(base.user.slice(0, -1), '@/\\', false)}@`;
  const before = beforePath(base, safeUser);
  if (reference === '') return before + safePath(base) + safeRest(base);
  const escapedBefore = beforePath(base, escapeUri(base.user, true, '?#'));
  if (reference.startsWith('#')) return escapedBefore + escapedPath(base) + escapedQuery(base) + reference;
  if (reference.startsWith('?') && has(base.syntax, 'query')) return escapedBefore + escapedPath(base) + reference;
  const scheme = /^[^:/\\?#]{2,}(?=:)/.exec(reference)?.[0];
  const syntax = scheme === undefined ? undefined : syntaxOf(scheme);
  if (scheme === undefined || !syntax) return appendPath(base, reference, before);
  // Of a reference with the same scheme, only the rest counts.
  if (!isSameSyntax(syntax, base.syntax)) return reference;
  const rest = reference.slice(scheme.length + 1);
  return rest === '' ? base.text : appendPath(base, rest, before);
}

function isSameSyntax(left: UriSyntax, right: UriSyntax): boolean {
  return left === right || (left.scheme === right.scheme && has(left, 'unknown'));
}

function appendPath(base: Uri, reference: string, before: string): string {
  const { syntax } = base;
  const isRooted = /^[/\\]/.test(reference);
  const isDoublyRooted = /^[/\\]{2}/.test(reference);
  if (base.isDosPath && isRooted && !isDoublyRooted) {
    const drive = base.text.indexOf(':', base.text.indexOf(':') + 1);
    return base.text.slice(0, drive + 1) + reference;
  }
  if (has(syntax, 'file') && isRooted) {
    if (isDoublyRooted) return `file:${reference}`;
    return `file://${base.isUnc ? hostOf(base) + shareOf(base) : ''}${reference}`;
  }
  if (reference.startsWith('/') || (reference.startsWith('\\') && has(syntax, 'slashes'))) {
    return reference.charAt(1) === '/' ? `${syntax.scheme}:${reference}` : `${before}/${reference.slice(1)}`;
  }
  const basePath = safePath(base);
  const pathEnd = reference.search(has(syntax, 'query') ? /[?#]/ : /#/);
  const path = pathEnd < 0 ? reference : reference.slice(0, pathEnd);
  const joined = basePath.slice(0, basePath.lastIndexOf('/') + 1) + path;
  const drive = driveLength(base);
  return before + joined.slice(0, drive) + compress(joined.slice(drive), syntax) + reference.slice(path.length);
}

/** The first segment of the path of a UNC URI. */
function shareOf(base: Uri): string {
  return /^.[^/]*/.exec(safePath(base))?.[0] ?? '';
}

function safePath(uri: Uri): string {
  return unescapeSafely(resolvedPath(uri), '?#', false);
}

function safeRest(uri: Uri): string {
  const query = uri.query === '' ? '' : `?${unescapeSafely(uri.query.slice(1), '#', true)}`;
  const fragment = uri.fragment === '' ? '' : `#${unescapeSafely(uri.fragment.slice(1), '#', false)}`;
  return query + fragment;
}

/** What an escaped part could still need. */
interface Form {
  /** Nothing is left to escape. */
  readonly isEscaped: boolean;
  /** Nothing is escaped, or could be. */
  readonly isPlain: boolean;
  /** There are characters beyond ASCII, and all that are there may stay. */
  readonly isInternational: boolean;
  readonly hasBackslash: boolean;
}

function isWellFormed(uri: Uri): boolean {
  if (uri.isImplicit || !hasProperStart(uri)) return false;
  const { syntax, path, hasAuthority } = uri;
  const isFree = hasAuthority && has(syntax, 'rooted') && path !== '' && !/^[/\\]/.test(path);
  if (isFree || path.includes('\\') || /^\/?[a-z]\|/i.test(uri.isDosPath ? path : '')) return false;
  const hasEscapedDots = has(syntax, 'escaped dots') && /%(?:2e|2f|5c)/i.test(path);
  if (hasEscapedDots && (uri.isDosPath || hasAuthority)) return false;
  if (path.includes('?')) return false;
  const parts = [path, uri.user, uri.query.slice(1), uri.fragment.slice(1)].map((part) => formOf(part, uri));
  if (!parts.every(isAcceptable)) return false;
  return uri.hostKind === 'ipv6' || isAcceptable(formOf(uri.user + uri.host + uri.portText, uri));
}

/** `//` must stand before an authority, and no further slashes before a file path. */
function hasProperStart(uri: Uri): boolean {
  // These are looked at in the form to which they are tidied.
  if (!uri.hasAuthority || (uri.isInternational && uri.syntax.scheme === 'file' && !uri.isUnc)) return true;
  const colon = uri.text.indexOf(':');
  if (uri.text.slice(colon + 1, colon + 3) !== '//') return false;
  return uri.isDosPath || uri.isUnc ? uri.authorityAt === colon + 3 : uri.authorityAt >= colon + 3;
}

function isAcceptable(form: Form): boolean {
  return !form.hasBackslash && (form.isEscaped || (form.isPlain && form.isInternational));
}

function formOf(part: string, uri: Uri): Form {
  let [needsEscapes, hasEscapes, hasForeign, mayStay] = [false, false, false, true];
  for (let at = 0; at < part.length; at += 1) {
    const char = part.charAt(at);
    if (char === '%') {
      hasEscapes = true;
      if (byteAt(part, at) === undefined) needsEscapes = true;
      else at += 2;
    } else if (char <= '\x1f' || (char >= '\x7f' && char <= '\x9f')) {
      [needsEscapes, hasEscapes] = [true, true];
    } else if (char > '~') {
      [needsEscapes, hasForeign] = [true, true];
      // Units are looked at one by one, so that no surrogate may stay.
      mayStay &&= isAllowed(part.charCodeAt(at), true);
    } else if (/[ "[\]^<>`]/.test(char)) {
      needsEscapes = true;
      if (uri.isInternational) mayStay = false;
    } else if (/[#{|}]/.test(char)) {
      needsEscapes = true;
    }
  }
  return {
    isEscaped: !needsEscapes,
    isPlain: !hasEscapes,
    isInternational: hasForeign && mayStay,
    hasBackslash: part.includes('\\'),
  };
}
