import { formatDouble } from '../../dotnet/numbers.ts';
import { urlDecode } from '../../dotnet/url-decode.ts';
import { isBlank } from '../../dotnet/white-space.ts';
import { known } from '../apply.ts';
import { argAt, refuseKind, stringAt } from '../arguments.ts';
import type { TemplateFunction } from '../evaluate.ts';
import { refuse } from '../failure.ts';
import { writeJson } from '../json-text.ts';
import { stringValue } from '../make-value.ts';
import { readJson } from '../newtonsoft-json.ts';
import type { Value } from '../value.ts';

/** The functions that write text as base64 and data URIs, and read it back. */
export const encodingFunctions: readonly TemplateFunction[] = [
  known('base64', 1, 1, (args) => stringValue(encodeBase64(stringAt(args, 0)))),
  known('base64ToString', 1, 1, (args) => stringValue(base64At(args))),
  known('base64ToJson', 1, 1, (args) => readJson(base64At(args))),
  known('dataUri', 1, 1, (args) => stringValue(dataUri(args))),
  known('dataUriToString', 1, 1, (args) => stringValue(readDataUri(stringAt(args, 0)))),
];

function encodeBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function base64At(args: readonly Value[]): string {
  return decodeBase64(stringAt(args, 0)) ?? refuse('argument 1 is not valid base64');
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The UTF-8 text that is encoded. White space may be anywhere, but the padding must be complete. */
function decodeBase64(encoded: string): string | undefined {
  const digits = encoded.replace(/[ \t\r\n]+/g, '');
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  return utf8.decode(Buffer.from(digits, 'base64'));
}

function dataUri(args: readonly Value[]): string {
  const value = argAt(args, 0);
  const type = value.kind === 'string' ? 'text/plain' : 'application/json';
  return `data:${type};charset=utf-8;base64,${encodeBase64(textOf(value, args))}`;
}

/** Scalars are written as .NET converts them to text, not as JSON. */
function textOf(value: Value, args: readonly Value[]): string {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'int':
      return value.value.toString();
    case 'float':
      return formatDouble(value.value);
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'object':
    case 'array':
      return writeJson(value);
    default:
      return refuseKind(args, 0, 'a value other than null');
  }
}

/** Reads `data:type;charset=utf-8;base64,content`; the charset counts only directly after the type. */
function readDataUri(uri: string): string {
  const [, header, content] = /^data:([^,]*),(.*)$/is.exec(uri) ?? [];
  const parameters = header?.split(';') ?? [];
  const isBase64 = parameters.at(-1)?.toLowerCase() === 'base64';
  if (isBase64) parameters.pop();
  const malformed = parameters.length > 1 && (parameters[0] === '' || parameters.slice(1).some(isBlank));
  if (content === undefined || malformed) refuse(`argument 1 must be a data URI, not '${uri}'`);
  checkCharset(parameters[1] ?? '');
  if (!isBase64) return urlDecode(content);
  return decodeBase64(content) ?? refuse('the content of the data URI is not valid base64');
}

function checkCharset(parameter: string): void {
  const charset = /^charset=(.*)$/is.exec(parameter)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return;
  refuse(`the charset of the data URI must be 'utf-8', not '${charset}'`);
}
