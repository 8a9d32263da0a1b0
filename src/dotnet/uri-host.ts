import { formatIpv4, formatIpv6, parseDottedIpv4, parseIpv4, parseIpv6 } from './ip-address.ts';
import { lowerInvariant } from './text-order.ts';
import { has, type UriSyntax } from './uri-syntax.ts';

/** How a host is named. `basic` is an empty host or a dot, `none` a URI without an authority. */
export type HostKind = 'ipv6' | 'ipv4' | 'dns' | 'unc' | 'basic' | 'none';

export interface FoundHost {
  readonly kind: HostKind;
  /** The index after the host. */
  readonly end: number;
}

/** Finds a host at an index of a text, or undefined if none is there that the syntax allows. */
export function findHost(text: string, start: number, syntax: UriSyntax, isImplicit: boolean): FoundHost | undefined {
  if (syntax.traits.size === 0) return undefined;
  if (text.charAt(start) === '[') {
    const close = text.indexOf(']', start);
    if (close >= 0 && readBracketed(text.slice(start + 1, close)) !== undefined)
      return { kind: 'ipv6', end: close + 1 };
  }
  const end = hostEnd(text, start, isImplicit);
  const name = text.slice(start, end);
  if (/^[0-9]/.test(name) && readIpv4(name, syntax) !== undefined) return { kind: 'ipv4', end };
  if (isDomainName(name)) return { kind: 'dns', end };
  return has(syntax, 'unc host') && isUncName(name) ? { kind: 'unc', end } : undefined;
}

/** In a bare UNC path, only a slash of either kind ends the host. */
function hostEnd(text: string, start: number, isImplicit: boolean): number {
  const delimiter = isImplicit ? /[/\\]/g : /[/\\:?#]/g;
  delimiter.lastIndex = start;
  return delimiter.exec(text)?.index ?? text.length;
}

/** An IPv6 address in brackets; a scope and a prefix length may follow it and mean nothing. */
function readBracketed(inner: string): bigint | undefined {
  const matched = /^([^%/]*)(?:%[^/]*)?(?:\/[0-9]{1,2})?$/.exec(inner);
  return matched ? parseIpv6(matched[1] ?? '') : undefined;
}

/** Schemes that .NET does not know have IPv4 addresses in the usual form only, which it reads like any other then. */
function readIpv4(name: string, syntax: UriSyntax): bigint | undefined {
  return has(syntax, 'unknown') && parseDottedIpv4(name) === undefined ? undefined : parseIpv4(name);
}

const maxLabelLength = 63;

/** Labels of letters, digits, `-` and `_` that begin with a letter or digit. Nearly all of Unicode is letters here. */
function isDomainName(name: string): boolean {
  const labels = name.split(/[.\u3002\uff0e\uff61]/);
  if (labels.length > 1 && labels.at(-1) === '') labels.pop();
  return labels.every((label) => {
    if (!/^[a-z0-9\u00a0-\uffff][a-z0-9_\u00a0-\uffff-]*$/i.test(label)) return false;
    return labelLength(label) <= maxLabelLength;
  });
}

/** Characters beyond Latin-1 count twice, and a label with any beyond ASCII counts its `xn--`. */
function labelLength(label: string): number {
  let length = /[\u00a0-\uffff]/.test(label) ? 4 : 0;
  for (let at = 0; at < label.length; at += 1) length += label.charCodeAt(at) > 0xff ? 2 : 1;
  return length;
}

const maxUncNameLength = 256;

/** Segments of letters, digits, `-` and `_`, of which the first is not only digits. */
function isUncName(name: string): boolean {
  if (name.length > maxUncNameLength) return false;
  const segments = name.split('.');
  if (segments.length > 1 && segments.at(-1) === '') segments.pop();
  if (/^[0-9]*$/.test(segments[0] ?? '')) return false;
  return segments.every((segment, index) => {
    // The first two segments may begin with a mark.
    return /^[\p{L}0-9_-]+$/u.test(segment) && (index < 2 || !/^[_-]/.test(segment));
  });
}

/** A host in the form in which `System.Uri` shows it. */
export function canonicalHost(kind: HostKind, text: string, syntax: UriSyntax): string {
  switch (kind) {
    case 'ipv6':
      return `[${formatIpv6(readBracketed(text.slice(1, -1)) ?? 0n)}]`;
    case 'ipv4':
      return formatIpv4(readIpv4(text, syntax) ?? 0n);
    case 'dns':
    case 'unc': {
      // Only a host with a capital of ASCII is converted.
      const lower = /[A-Z]/.test(text) ? lowerInvariant(text) : text;
      return lower === 'loopback' ? 'localhost' : lower;
    }
    default:
      return text;
  }
}
