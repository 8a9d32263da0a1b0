/** What a scheme has or allows beyond a path and a fragment, as `System.Uri` knows it. */
export type UriTrait =
  /** `//` must follow the scheme. */
  | 'authority'
  /** `//` may follow the scheme. */
  | 'optional authority'
  /** An authority follows the scheme without `//`. */
  | 'mail'
  | 'user'
  | 'port'
  | 'query'
  | 'empty host'
  /** Host names of Windows networks are taken where they are no domain names. */
  | 'unc host'
  | 'file'
  /** `C:/` may stand where an authority is expected. */
  | 'dos path'
  /** A path after an authority begins with a slash, be it written or not. */
  | 'rooted'
  /** Backslashes in a path are slashes. */
  | 'slashes'
  /** Dot segments in a path after an authority are resolved. */
  | 'compressed'
  /** Dot segments at the very beginning are resolved too. */
  | 'file segments'
  /** Escaped dots and slashes in a path are unescaped. */
  | 'escaped dots'
  /** A scheme that .NET has never heard of. */
  | 'unknown';

export interface UriSyntax {
  readonly scheme: string;
  readonly defaultPort?: number;
  readonly traits: ReadonlySet<UriTrait>;
}

const web: readonly UriTrait[] = [
  ...(['authority', 'user', 'port', 'query', 'unc host'] as const),
  ...(['rooted', 'slashes', 'compressed', 'file segments'] as const),
];
const plainHost: readonly UriTrait[] = ['authority', 'user', 'port', 'unc host', 'rooted'];
const pipe: readonly UriTrait[] = [
  ...(['authority', 'query', 'rooted', 'slashes'] as const),
  ...(['compressed', 'file segments', 'escaped dots'] as const),
];
const unixFile: readonly UriTrait[] = [
  ...(['authority', 'query', 'empty host', 'unc host', 'file', 'dos path'] as const),
  ...(['rooted', 'compressed', 'file segments', 'escaped dots'] as const),
];
const macros: readonly UriTrait[] = [
  ...(['authority', 'empty host', 'unc host', 'file', 'dos path'] as const),
  ...(['slashes', 'compressed', 'file segments', 'escaped dots'] as const),
];
const unknown: readonly UriTrait[] = [
  ...(['optional authority', 'user', 'port', 'query', 'empty host', 'unc host', 'dos path'] as const),
  ...(['rooted', 'slashes', 'compressed', 'unknown'] as const),
];

function define(scheme: string, traits: readonly UriTrait[], defaultPort?: number): UriSyntax {
  return { scheme, traits: new Set(traits), ...(defaultPort !== undefined && { defaultPort }) };
}

/** File URIs in the form of Windows. */
export const fileSyntax = define('file', [...unixFile, 'slashes']);

/** File URIs with a path of Unix, in which a backslash is a character like any other. */
export const unixFileSyntax = define('file', unixFile);

const knownSyntaxes: ReadonlyMap<string, UriSyntax> = new Map(
  [
    define('http', web, 80),
    define('https', web, 443),
    define('ws', web, 80),
    define('wss', web, 443),
    define(
      'ftp',
      web.filter((trait) => trait !== 'query'),
      21,
    ),
    fileSyntax,
    define('gopher', plainHost, 70),
    define('nntp', plainHost, 119),
    define('telnet', plainHost, 23),
    define('ldap', [...plainHost, 'query', 'empty host'], 389),
    define('news', []),
    define('uuid', []),
    define('mailto', ['mail', 'user', 'port', 'query', 'empty host', 'unc host'], 25),
    define('net.pipe', pipe),
    define('net.tcp', [...pipe, 'port'], 808),
    define('vsmacros', macros),
  ].map((syntax) => [syntax.scheme, syntax]),
);

/** No scheme may be longer. */
const maxSchemeLength = 1024;

/** The syntax of a scheme, or undefined if the text cannot be one. */
export function syntaxOf(scheme: string): UriSyntax | undefined {
  if (scheme.length > maxSchemeLength || !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) return undefined;
  const name = scheme.toLowerCase();
  return knownSyntaxes.get(name) ?? define(name, unknown);
}

/** Whether a scheme has that trait. */
export function has(syntax: UriSyntax, trait: UriTrait): boolean {
  return syntax.traits.has(trait);
}
