import { parseWellFormed, resolveUri, uriComponents } from '../../dotnet/uri.ts';
import { toWellFormed, urlDecode } from '../../dotnet/url-decode.ts';
import { known } from '../apply.ts';
import { stringAt } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { intValue, nullValue, recordValue, stringValue } from '../make-value.ts';
import type { Value } from '../value.ts';

/** The functions that take URIs apart, put them together and escape their parts. */
export const uriFunctions: readonly TemplateFunction[] = [
  known('uri', 2, 2, (args) => stringValue(combineUris(stringAt(args, 0), stringAt(args, 1)))),
  known('uriComponent', 1, 1, (args) => stringValue(escapeComponent(stringAt(args, 0)))),
  known('uriComponentToString', 1, 1, (args) => stringValue(urlDecode(stringAt(args, 0)))),
  known('parseUri', 1, 1, (args) => describeUri(stringAt(args, 0))),
];

function combineUris(base: string, reference: string): string {
  const uri = parseWellFormed(base) ?? refuse(`argument 1 must be a well-formed absolute URI, not '${base}'`);
  return resolveUri(uri, reference) ?? refuse(`argument 2 leads to no valid URI: '${reference}'`);
}

/** Escapes all but letters, digits and `-_.~`. */
function escapeComponent(text: string): string {
  const escaped = encodeURIComponent(toWellFormed(text));
  return escaped.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A path that is only the root is left out, and so is a query that is not there. */
function describeUri(text: string): Value {
  const uri = uriComponents(text) ?? refuse(`argument 1 must be an absolute URI, not '${text}'`);
  return recordValue({
    scheme: stringValue(uri.scheme),
    host: stringValue(uri.host),
    port: uri.port === undefined ? nullValue() : intValue(uri.port),
    ...(uri.path !== '/' && { path: stringValue(uri.path) }),
    ...(uri.query !== '' && { query: stringValue(uri.query) }),
  });
}
